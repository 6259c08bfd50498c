package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.VmVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictOpTest extends OpConformance {

  @Override
  List<Sample> samples() {
    return List.of(
        sample(new VerdictOp(VmVerdict.ACCEPT), "[ immediate reg 0 accept ]"),
        sample(new VerdictOp(VmVerdict.DROP), "[ immediate reg 0 drop ]"),
        sample(new VerdictOp(VmVerdict.CONTINUE), "[ immediate reg 0 continue ]"),
        sample(new VerdictOp(VmVerdict.RETURN), "[ immediate reg 0 return ]"),
        sample(new VerdictOp(VmVerdict.jump("c1", 7)), "[ immediate reg 0 jump -> c1 ]"),
        sample(new VerdictOp(VmVerdict.goTo("c1", 7)), "[ immediate reg 0 goto -> c1 ]"));
  }

  @Test
  void carriesTheIndexOfTheChain() {
    var registers = registers();
    new VerdictOp(VmVerdict.jump("c1", 70_000)).eval(registers, context(new Packet()));
    assertEquals(Verdicts.JUMP, Verdicts.code(registers.verdict));
    assertEquals(70_000, Verdicts.argument(registers.verdict));
  }
}

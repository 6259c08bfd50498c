package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Registers;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnChainOpTest extends OpConformance {
  @Override
  List<Sample> samples() {
    return List.of(
        sample(new OwnChainOp(false, 7), "[ immediate reg 0 jump ]"),
        sample(new OwnChainOp(true, 7), "[ immediate reg 0 goto ]"));
  }

  @Test
  void goesToItsChain() {
    Registers registers = new Registers();
    new OwnChainOp(false, 3).eval(registers, context(new Packet()));
    assertEquals(Verdicts.of(Verdicts.JUMP, 3), registers.verdict);
  }
}

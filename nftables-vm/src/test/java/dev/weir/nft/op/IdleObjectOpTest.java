package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Registers;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdleObjectOpTest extends OpConformance {
  @Override
  List<Sample> samples() {
    return List.of(
        sample(new IdleObjectOp("ct_helper name ftp", true), "[ ct_helper name ftp ]"),
        sample(IdleObjectOp.expectation("ct_expect dport 5"), "[ ct_expect dport 5 ]"));
  }

  @Test
  void expectationBreaksWithoutConnection() {
    Registers registers = new Registers();
    IdleObjectOp.expectation("x").eval(registers, context(new Packet()));
    assertEquals(Verdicts.BREAK, registers.verdict);
  }
}

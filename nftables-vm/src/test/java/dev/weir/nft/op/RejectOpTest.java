package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectOpTest extends OpConformance {

  @Override
  List<Sample> samples() {
    return List.of(
        sample(new RejectOp(RejectOp.ICMP_UNREACH, 3), "[ reject type 0 code 3 ]"),
        sample(new RejectOp(RejectOp.TCP_RESET, 0), "[ reject type 1 code 0 ]"),
        sample(new RejectOp(RejectOp.ICMPX_UNREACH, 1), "[ reject type 2 code 1 ]"));
  }

  @Test
  void drops() {
    var registers = registers();
    new RejectOp(RejectOp.TCP_RESET, 0).eval(registers, context(new Packet()));
    assertEquals(Verdicts.DROP, registers.verdict);
  }
}

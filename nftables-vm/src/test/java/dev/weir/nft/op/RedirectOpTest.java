package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.testkit.Packets;
import dev.weir.core.verdict.Verdicts;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedirectOpTest extends OpConformance {
  private static final int NONE = NatRegisters.ABSENT;

  @Override
  List<Sample> samples() {
    return List.of(
        sample(new RedirectOp(NatRegisters.ofFlags(0)), "[ redir ]"),
        sample(new RedirectOp(NatRegisters.ofFlags(4)), "[ redir flags 0x4 ]"),
        sample(
            new RedirectOp(new NatRegisters(NONE, NONE, 0, 4, 2)),
            "[ redir proto_min reg 1 proto_max reg 2 flags 0x2 ]"));
  }

  @Test
  void acceptsAndAsksForConnections() {
    RedirectOp op = new RedirectOp(NatRegisters.ofFlags(0));
    byte[] frame = Packets.ip4("10.0.0.1", "10.0.0.2").udp(9, 53).bytes();
    assertEquals(Verdicts.ACCEPT, run(op, frame).verdict);
    assertTrue(op.needsConntrack());
  }
}

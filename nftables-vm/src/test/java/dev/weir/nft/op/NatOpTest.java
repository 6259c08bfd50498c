package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.hook.Family;
import dev.weir.core.testkit.Packets;
import dev.weir.core.verdict.Verdicts;
import java.util.List;
import org.junit.jupiter.api.Test;

class NatOpTest extends OpConformance {
  private static final int NONE = NatRegisters.ABSENT;

  @Override
  List<Sample> samples() {
    return List.of(
        sample(
            new NatOp(true, Family.IPV4, new NatRegisters(0, NONE, NONE, NONE, 0)),
            "[ nat snat ip addr_min reg 1 ]"),
        sample(
            new NatOp(false, Family.IPV6, new NatRegisters(0, 4, 8, 12, 0xe)),
            "[ nat dnat ip6 addr_min reg 1 addr_max reg 2 proto_min reg 3 proto_max reg 4"
                + " flags 0xe ]"),
        sample(
            new NatOp(false, Family.INET, new NatRegisters(NONE, NONE, 0, NONE, 2)),
            "[ nat dnat inet proto_min reg 1 flags 0x2 ]"),
        sample(
            new NatOp(true, Family.IPV4, new NatRegisters(0, 1, NONE, NONE, 0x40)),
            "[ nat snat ip addr_min reg 1 addr_max reg 9 flags 0x40 ]"));
  }

  @Test
  void goesOnWithPacketsOfTheOtherVersion() {
    NatOp op = new NatOp(true, Family.IPV4, new NatRegisters(0, NONE, NONE, NONE, 0));
    byte[] four = Packets.ip4("10.0.0.1", "10.0.0.2").udp(9, 53).bytes();
    byte[] six = Packets.ip6("fd00::1", "fd00::2").udp(9, 53).bytes();
    assertEquals(Verdicts.ACCEPT, run(op, four).verdict);
    assertEquals(Verdicts.CONTINUE, run(op, six).verdict);
  }

  @Test
  void tracksTheVersionItTranslates() {
    NatOp six = new NatOp(true, Family.IPV6, NatRegisters.ofFlags(0));
    assertTrue(six.needsConntrack(Family.IPV6.number()));
    assertFalse(six.needsConntrack(Family.IPV4.number()));
  }
}

package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.packet.ConntrackRef;
import dev.weir.core.packet.Packet;
import dev.weir.nft.vm.CtKey;
import dev.weir.nft.vm.CtKey.Direction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** KERNEL facts: tried on Linux 6.18 with chains at output -300. */
class CtSetOpTest extends OpConformance {
  private static final CtSetOp ZONE = new CtSetOp(CtKey.ZONE, Direction.BOTH, 0);

  @Override
  List<Sample> samples() {
    return List.of(
        sample(new CtSetOp(CtKey.MARK, Direction.BOTH, 0), "[ ct set mark with reg 1 ]"),
        sample(ZONE, "[ ct set zone with reg 1 ]"),
        sample(new CtSetOp(CtKey.EVENT, Direction.BOTH, 1), "[ ct set event with reg 9 ]"),
        sample(
            new CtSetOp(CtKey.ZONE, Direction.REPLY, 0), "[ ct set zone with reg 1 , dir reply ]"),
        sample(new CtSetOp(CtKey.LABEL, Direction.BOTH, 0), "[ ct set label with reg 1 ]"),
        sample(new CtSetOp(CtKey.SECMARK, Direction.BOTH, 0), "[ ct set secmark with reg 1 ]"));
  }

  @Test
  void leavesAZoneForTrackingOnce() {
    Packet packet = new Packet();
    ZONE.eval(registers(0x07000000), context(packet));
    assertTrue(packet.conntrack().hasZoneTemplate());
    assertEquals(7, packet.conntrack().zone());
    ZONE.eval(registers(0x08000000), context(packet));
    assertEquals(7, packet.conntrack().zone());
  }

  @Test
  void leavesAZoneForOneDirection() {
    Packet packet = new Packet();
    new CtSetOp(CtKey.ZONE, Direction.REPLY, 0).eval(registers(0x07000000), context(packet));
    assertEquals(2, packet.conntrack().zoneDirections());
    assertEquals(0, packet.conntrack().originalZone());
  }

  @Test
  void zoneUndoesNotrackButNotTheOtherWayRound() {
    Packet packet = new Packet();
    new NotrackOp().eval(registers(), context(packet));
    assertTrue(packet.conntrack().isUntracked());
    ZONE.eval(registers(0x07000000), context(packet));
    assertFalse(packet.conntrack().isUntracked());
    new NotrackOp().eval(registers(), context(packet));
    assertFalse(packet.conntrack().isUntracked());
  }

  @Test
  void leavesConnectionsInTheirZone() {
    Packet packet = new Packet();
    packet.conntrack().attach(3, ConntrackRef.NEW);
    ZONE.eval(registers(0x07000000), context(packet));
    new NotrackOp().eval(registers(), context(packet));
    assertTrue(packet.conntrack().isAttached());
    assertFalse(packet.conntrack().hasZoneTemplate());
  }

  @Test
  void setsNoMarkWithoutAConnection() {
    Packet packet = new Packet();
    new CtSetOp(CtKey.MARK, Direction.BOTH, 0).eval(registers(1), context(packet));
    assertFalse(packet.conntrack().isAttached());
    assertEquals(0, packet.mark());
  }
}

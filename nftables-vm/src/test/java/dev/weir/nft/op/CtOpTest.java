package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.packet.ConntrackRef;
import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.CtKey;
import dev.weir.nft.vm.CtKey.Direction;
import dev.weir.nft.vm.Registers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CtOpTest extends OpConformance {
  private static final CtOp STATE = new CtOp(CtKey.STATE, Direction.BOTH, 4, 0);

  @Override
  List<Sample> samples() {
    return List.of(
        sample(STATE, "[ ct load state => reg 1 ]"),
        sample(new CtOp(CtKey.MARK, Direction.BOTH, 4, 1), "[ ct load mark => reg 9 ]"),
        sample(
            new CtOp(CtKey.SRC_IP6, Direction.ORIGINAL, 16, 0),
            "[ ct load src_ip6 => reg 1 , dir original ]"),
        sample(
            new CtOp(CtKey.PROTO_DST, Direction.REPLY, 2, 0),
            "[ ct load proto_dst => reg 1 , dir reply ]"),
        sample(
            new CtOp(CtKey.BYTES, Direction.ORIGINAL, 8, 0),
            "[ ct load bytes => reg 1 , dir original ]"),
        sample(new CtOp(CtKey.HELPER, Direction.BOTH, 16, 0), "[ ct load helper => reg 1 ]"),
        sample(new CtOp(CtKey.ID, Direction.BOTH, 4, 0), "[ ct load unknown => reg 1 ]"));
  }

  private static int state(Packet packet) {
    Registers registers = registers();
    STATE.eval(registers, context(packet));
    assertEquals(Verdicts.CONTINUE, registers.verdict);
    return registers.loadHost32(0);
  }

  @Test
  void knowsTheStateOfEveryRelation() {
    Packet packet = new Packet();
    int[][] expected = {
      {ConntrackRef.ESTABLISHED, 2},
      {ConntrackRef.RELATED, 4},
      {ConntrackRef.NEW, 8},
      {ConntrackRef.ESTABLISHED_REPLY, 2},
      {ConntrackRef.RELATED_REPLY, 4}
    };
    for (int[] pair : expected) {
      packet.conntrack().attach(0, pair[0]);
      assertEquals(pair[1], state(packet));
    }
  }

  @Test
  void isInvalidWithoutAConnectionUntrackedBehindNotrackAndNewBehindAZone() {
    Packet packet = new Packet();
    assertEquals(1, state(packet));
    packet.conntrack().setUntracked();
    assertEquals(64, state(packet));
    packet.conntrack().clear();
    packet.conntrack().setZoneTemplate(5);
    assertEquals(8, state(packet));
  }

  @Test
  void breaksWithoutAConnection() {
    List<Packet> packets = new ArrayList<>(List.of(new Packet(), new Packet(), new Packet()));
    packets.get(1).conntrack().setUntracked();
    packets.get(2).conntrack().setZoneTemplate(5);
    for (CtKey key : CtKey.values()) {
      if (!key.isReadable() || key == CtKey.STATE) {
        continue;
      }
      Direction direction = key.takesDirection() ? Direction.REPLY : Direction.BOTH;
      for (Packet packet : packets) {
        Registers registers = registers();
        new CtOp(key, direction, key.lengthBytes(), 0).eval(registers, context(packet));
        assertEquals(Verdicts.BREAK, registers.verdict, key.word());
      }
    }
  }

  @Test
  void knowsTheDirection() {
    CtOp op = new CtOp(CtKey.DIRECTION, Direction.BOTH, 1, 0);
    Packet packet = new Packet();
    packet.conntrack().attach(0, ConntrackRef.NEW);
    Registers registers = registers(-1);
    op.eval(registers, context(packet));
    assertWords(new int[] {0}, registers);
    packet.conntrack().attach(0, ConntrackRef.ESTABLISHED_REPLY);
    op.eval(registers, context(packet));
    assertWords(new int[] {0x01000000}, registers);
  }

  @Test
  void asksForTrackingAndForAccountingWhereTheKernelTurnsItOn() {
    assertTrue(STATE.needsConntrack());
    assertFalse(STATE.needsAccounting());
    assertTrue(new CtOp(CtKey.AVGPKT, Direction.BOTH, 8, 0).needsAccounting());
    assertTrue(new CtSetOp(CtKey.MARK, Direction.BOTH, 0).needsConntrack());
    assertFalse(new NotrackOp().needsConntrack());
  }
}

package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.packet.Packet;
import dev.weir.nft.vm.MetaKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetaSetOpTest extends OpConformance {

  @Override
  List<Sample> samples() {
    return List.of(
        sample(new MetaSetOp(MetaKey.MARK, 0), "[ meta set mark with reg 1 ]"),
        sample(new MetaSetOp(MetaKey.PRIORITY, 1), "[ meta set priority with reg 9 ]"),
        sample(new MetaSetOp(MetaKey.PKTTYPE, 0), "[ meta set pkttype with reg 1 ]"),
        sample(new MetaSetOp(MetaKey.NFTRACE, 0), "[ meta set nftrace with reg 1 ]"));
  }

  private static Packet set(MetaKey key, Packet packet, int word) {
    new MetaSetOp(key, 0).eval(registers(word), context(packet));
    return packet;
  }

  @Test
  void takesHostOrderNumbers() {
    assertEquals(5, set(MetaKey.MARK, new Packet(), 0x05000000).mark());
    assertEquals(0x10002, set(MetaKey.PRIORITY, new Packet(), 0x02000100).priority());
    assertTrue(set(MetaKey.NFTRACE, new Packet(), 0x01000000).isTraced());
  }

  @Test
  void changesPacketTypesOnlyAmongThoseOfReceivedPackets() {
    Packet packet = new Packet();
    assertEquals(Packet.TYPE_MULTICAST, set(MetaKey.PKTTYPE, packet, 0x02000000).packetType());
    assertEquals(Packet.TYPE_MULTICAST, set(MetaKey.PKTTYPE, packet, 0x05000000).packetType());
    packet.setPacketType(Packet.TYPE_OUTGOING);
    assertEquals(Packet.TYPE_OUTGOING, set(MetaKey.PKTTYPE, packet, 0x00000000).packetType());
  }
}

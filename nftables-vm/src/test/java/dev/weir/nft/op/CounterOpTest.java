package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.counter.CounterArray;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.testkit.Packets;
import dev.weir.nft.vm.VmContext;
import java.util.List;
import org.junit.jupiter.api.Test;

class CounterOpTest extends OpConformance {

  @Override
  List<Sample> samples() {
    return List.of(
        sample(new CounterOp(0, 0, 0), "[ counter pkts 0 bytes 0 ]"),
        sample(new CounterOp(1, 123_456_789_012L, 5), "[ counter pkts 123456789012 bytes 5 ]"));
  }

  @Test
  void countsThePacketAsLongAsItsNetworkHeaderSays() {
    byte[] frame = Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).payload(1).padded();
    CounterArray counters = new CounterArray(2);
    try (PacketBuffer buffer = PacketBuffer.of(frame)) {
      Packet packet = new Packet();
      buffer.show(packet, frame.length, LinkType.ETHERNET);
      VmContext context = new VmContext(counters.newSlab(), packet, NetworkNamespace.fresh());
      new CounterOp(1, 0, 0).eval(registers(), context);
      new CounterOp(1, 0, 0).eval(registers(), context);
    }
    assertEquals(2, counters.packets(1));
    assertEquals(58, counters.bytes(1));
    assertEquals(0, counters.packets(0));
  }
}

package dev.weir.core.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.weir.core.packet.Device;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketMemory;
import dev.weir.core.testkit.AllocationGuard;
import dev.weir.core.testkit.Gen;
import dev.weir.core.testkit.Packets;
import org.junit.jupiter.api.Test;

/** Interfaces, addresses and routes. */
class TablesTest {
  private final Packet packet = new Packet();

  private Packet show(Packets packets) {
    // Lives as long as the test: the packet goes on looking at it.
    byte[] frame = packets.bytes();
    PacketBuffer.of(frame).show(packet, frame.length, LinkType.ETHERNET);
    return packet;
  }

  @Test
  void unknownInterfacesAreNumberedFromAThousand() {
    InterfaceTable table = new InterfaceTable();
    table.add("eth0", 2);
    assertEquals(1, table.index("lo"));
    assertEquals(2, table.index("eth0"));
    assertEquals(1000, table.index("wan"));
    assertEquals(1001, table.index("lan"));
    assertEquals(1000, table.index("wan"));
    assertEquals(0, table.index(""));
    assertSame(table.device("wan"), table.ofIndex(1000));
    assertNull(table.ofIndex(77));
  }

  @Test
  void loopbackIsAlwaysLocalAndBroadcastNobodysSource() {
    LocalAddresses local = new LocalAddresses();
    assertFalse(local.isKnown());
    assertTrue(local.isDestination(show(Packets.ip4("10.0.0.1", "127.3.2.1").udp(1, 2))));
    assertTrue(local.isDestination(show(Packets.ip6("fd00::1", "::1").udp(1, 2))));
    assertTrue(local.add("10.0.0.1") && local.addBroadcast("10.0.0.255"));
    assertFalse(local.add("eth0"));
    assertTrue(local.isKnown());
    assertTrue(local.isSource(show(Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2))));
    assertTrue(local.isDestination(show(Packets.ip4("10.0.0.2", "10.0.0.255").udp(1, 2))));
    assertFalse(local.isSource(show(Packets.ip4("10.0.0.255", "10.0.0.2").udp(1, 2))));
  }

  @Test
  void anAddressBringsItsSolicitedNodeGroup() {
    LocalAddresses local = new LocalAddresses();
    assertTrue(local.add("2001:db8::1234:5678"));
    assertTrue(local.isDestination(show(Packets.ip6("fe80::1", "ff02::1:ff34:5678").icmp(135, 0))));
    assertFalse(
        local.isDestination(show(Packets.ip6("fe80::1", "ff02::1:ff34:5679").icmp(135, 0))));
  }

  @Test
  void routesAreUnknownPerFamily() {
    InterfaceTable table = new InterfaceTable();
    RouteTable routes = new RouteTable();
    assertFalse(routes.isKnown(2));
    assertTrue(routes.add("default", table.device("wan"), false));
    assertTrue(routes.add("192.0.2.0/24", null, false));
    assertFalse(routes.add("nonsense", table.device("wan"), false));
    assertTrue(routes.isKnown(2));
    assertFalse(routes.isKnown(10));
    assertNotNull(routes.find(show(Packets.ip4("10.0.0.1", "8.8.8.8").udp(1, 2))));
    assertNull(routes.find(show(Packets.ip4("10.0.0.1", "192.0.2.8").udp(1, 2))));
  }

  @Test
  void walkingAllocatesNothing() {
    assumeFalse(PacketMemory.CHECKED, "checks allocate");
    Gen gen = new Gen(5);
    PacketBuffer[] buffers = new PacketBuffer[64];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = PacketBuffer.of(gen.frame());
    }
    InterfaceTable interfaces = new InterfaceTable();
    InterfaceMap map = new InterfaceMap();
    map.add("10.0.0.0/8", interfaces.device("lan"));
    RouteTable routes = new RouteTable();
    routes.add("default", interfaces.device("wan"), false);
    LocalAddresses local = new LocalAddresses();
    local.add("10.0.0.1");
    PathOptions options =
        new PathOptions(Path.AUTO, Device.UNKNOWN, Device.UNKNOWN, interfaces, map, local, routes);
    try (PathWalker walker = new PathWalker(new SilentRuleset(), options)) {
      AllocationGuard.assertAllocatesNothing(
          "walking",
          () -> {
            for (PacketBuffer buffer : buffers) {
              buffer.show(packet, buffer.capacity(), LinkType.ETHERNET);
              walker.walk(packet);
            }
          });
    }
    for (PacketBuffer buffer : buffers) {
      buffer.close();
    }
  }
}

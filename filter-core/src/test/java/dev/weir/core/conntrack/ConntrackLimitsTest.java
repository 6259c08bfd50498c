package dev.weir.core.conntrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.hook.Hook;
import dev.weir.core.testkit.AllocationGuard;
import dev.weir.core.testkit.Packets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConntrackLimitsTest {
  private static ConntrackOptions limit(int entries) {
    return new ConntrackOptions(entries, false, false, 7);
  }

  private static Packets client(int number) {
    return Packets.ip4("10.0.0.1", "10.0.0.2").udp(number, 53);
  }

  private static Packets server(int number) {
    return Packets.ip4("10.0.0.2", "10.0.0.1").udp(53, number);
  }

  private static void assure(Wire wire, int number) {
    wire.send(client(number));
    wire.send(server(number));
    wire.sleep(2.1).send(client(number));
    assertTrue(wire.has(ConntrackStatus.ASSURED));
  }

  /** In a table this small the buckets looked at may be empty: then the packet is dropped. */
  @Test
  void unassuredConnectionsGiveWay() {
    try (Wire wire = new Wire(limit(64))) {
      int dropped = 0;
      for (int i = 1; i <= 1000; i++) {
        dropped += wire.send(client(i)).equals("dropped") ? 1 : 0;
        assertTrue(wire.conntrack.count() <= 64);
      }
      assertTrue(dropped < 500);
      assertTrue(wire.conntrack.earlyDrops() > 0);
    }
  }

  @Test
  void assuredConnectionsStayAndNewOnesAreDropped() {
    try (Wire wire = new Wire(limit(10))) {
      for (int i = 1; i <= 10; i++) {
        assure(wire, i);
      }
      for (int i = 11; i < 40; i++) {
        assertEquals("dropped", wire.send(client(i)));
      }
      assertEquals(10, wire.conntrack.count());
      assertEquals(0, wire.conntrack.earlyDrops());
      assertEquals("established", wire.send(client(3)));
    }
  }

  @Test
  void endedConnectionsMakeRoomFirst() {
    try (Wire wire = new Wire(limit(10))) {
      for (int i = 1; i <= 10; i++) {
        assure(wire, i);
      }
      assertEquals("new", wire.sleep(200).send(client(11)));
      assertEquals(0, wire.conntrack.earlyDrops());
    }
  }

  @Test
  void unconfirmedConnectionsCount() {
    try (Wire wire = new Wire(limit(1))) {
      wire.show(client(1));
      wire.conntrack.track(wire.packet, Hook.PREROUTING);
      assertEquals(1, wire.conntrack.count());
      wire.conntrack.release(wire.packet);
      assertEquals(0, wire.conntrack.count());
      assertEquals("new", wire.send(client(2)));
    }
  }

  @Test
  void clockThatStandsOrJumpsIsNoTrouble() {
    try (Wire wire = new Wire(limit(100))) {
      for (int i = 1; i < 50; i++) {
        assertEquals("new", wire.sleep(i % 3 == 0 ? 400_000 : 0).send(client(i)));
      }
      assertTrue(wire.conntrack.count() <= 50);
    }
  }

  @Test
  void recordsServeBothFamiliesInTurn() {
    try (Wire wire = new Wire(limit(1000))) {
      for (int round = 0; round < 6; round++) {
        for (int i = 1; i <= 300; i++) {
          boolean six = (i + round) % 2 == 0;
          assertEquals("new", wire.send(six ? client6(i) : client(i)));
          assertEquals("established", wire.send(six ? server6(i) : server(i)));
        }
        assertEquals(300, wire.conntrack.count());
        assertEquals("established", wire.send(round % 2 == 0 ? client6(2) : client(2)));
        wire.sleep(200);
      }
    }
  }

  private static Packets client6(int number) {
    return Packets.ip6("fd00::1", "fd00::2").udp(number, 53);
  }

  private static Packets server6(int number) {
    return Packets.ip6("fd00::2", "fd00::1").udp(53, number);
  }

  @Test
  void nothingIsAllocatedPerPacket() {
    try (Wire wire = new Wire(limit(1000).withVerifiedChecksums(true))) {
      List<Packets> packets =
          List.of(
              client(1),
              server(1),
              client(2).badTransportChecksum(),
              Packets.ip4("10.0.0.1", "10.0.0.2").tcp(1, 2, "syn", "0103030701010402"),
              Packets.ip4("10.0.0.2", "10.0.0.1").tcp(2, 1, "syn,ack", "01030307"),
              Packets.ip4("10.0.0.1", "10.0.0.2").tcp(1, 2, "rst"),
              Packets.ip4("10.0.0.1", "10.0.0.2").icmp(8, 0),
              IcmpTrackerTest.error("10.0.0.9", "10.0.0.1", 3, client(1).network()),
              Packets.ip6("::1", "::2").udp(1, 2),
              Packets.ip4("10.0.0.1", "10.0.0.2").protocol(47, "3001880b00040009"),
              Packets.ip4("10.0.0.1", "10.0.0.2").sctp(1, 2, 4));
      for (Packets each : packets) {
        wire.show(each);
        AllocationGuard.assertAllocatesNothing(
            "tracking",
            () -> {
              for (int i = 0; i < 20; i++) {
                wire.packet.conntrack().clear();
                wire.packet.setNowNanos(wire.packet.nowNanos() + Wire.SECOND);
                wire.conntrack.track(wire.packet, Hook.PREROUTING);
                wire.conntrack.confirm(wire.packet);
                wire.conntrack.release(wire.packet);
              }
            });
        wire.sleep(100_000);
      }
    }
  }
}

package dev.weir.core.conntrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.hook.Hook;
import dev.weir.core.testkit.Packets;
import org.junit.jupiter.api.Test;

class ConntrackTest {
  private static Packets forth() {
    return Packets.ip4("10.0.0.1", "10.0.0.2").udp(1000, 53);
  }

  private static Packets back() {
    return Packets.ip4("10.0.0.2", "10.0.0.1").udp(53, 1000);
  }

  @Test
  void firstAnswerMakesAConnectionEstablished() {
    try (Wire wire = new Wire()) {
      assertEquals("new", wire.send(forth()));
      assertEquals("new", wire.send(forth()));
      assertEquals("established", wire.send(back()));
      assertEquals("established", wire.send(forth()));
      assertEquals(1, wire.conntrack.count());
    }
  }

  @Test
  void droppedPacketLeavesNothing() {
    try (Wire wire = new Wire()) {
      assertEquals("new", wire.drop(forth()));
      assertEquals(0, wire.conntrack.count());
      assertEquals("new", wire.send(back()));
      assertEquals("established", wire.send(forth()));
    }
  }

  @Test
  void packetsNobodyReleasesDoNotFillTheTable() {
    try (Wire wire = new Wire()) {
      for (int i = 0; i < 5000; i++) {
        wire.show(Packets.ip4("10.0.0.1", "10.0.0.2").udp(i + 1, 53));
        wire.conntrack.track(wire.packet, Hook.PREROUTING);
      }
      assertEquals(1024, wire.conntrack.count());
    }
  }

  @Test
  void keysOfBothDirections() {
    try (Wire wire = new Wire()) {
      wire.send(forth());
      int entry = wire.entry;
      Conntrack ct = wire.conntrack;
      assertEquals(0x0a000001, ct.addressWord(entry, Conntrack.ORIGINAL, Conntrack.SOURCE, 0));
      assertEquals(0x0a000002, ct.addressWord(entry, Conntrack.ORIGINAL, Conntrack.DESTINATION, 0));
      assertEquals(0x0a000002, ct.addressWord(entry, Conntrack.REPLY, Conntrack.SOURCE, 0));
      assertEquals(1000, ct.port(entry, Conntrack.ORIGINAL, Conntrack.SOURCE));
      assertEquals(53, ct.port(entry, Conntrack.REPLY, Conntrack.SOURCE));
      assertEquals(2, ct.nfproto(entry));
      assertEquals(17, ct.protocol(entry));
      assertEquals(0, ct.zone(entry));
    }
  }

  @Test
  void ipv6AddressesHaveFourWords() {
    try (Wire wire = new Wire()) {
      assertEquals("new", wire.send(Packets.ip6("2001:db8::1", "2001:db8::2:3").udp(1, 2)));
      Conntrack ct = wire.conntrack;
      assertEquals(0x20010db8, ct.addressWord(wire.entry, 0, Conntrack.SOURCE, 0));
      assertEquals(0x00020003, ct.addressWord(wire.entry, 0, Conntrack.DESTINATION, 3));
      assertEquals(10, ct.nfproto(wire.entry));
      assertEquals("established", wire.send(Packets.ip6("2001:db8::2:3", "2001:db8::1").udp(2, 1)));
    }
  }

  @Test
  void markAndLabelsStayWithTheConnection() {
    try (Wire wire = new Wire()) {
      wire.send(forth());
      wire.conntrack.setMark(wire.entry, 0xdeadbeef);
      wire.conntrack.addLabels(wire.entry, 0, 1);
      wire.conntrack.addLabels(wire.entry, 3, 0x80000000);
      wire.conntrack.setSecurityMark(wire.entry, 9);
      wire.send(back());
      assertEquals(0xdeadbeef, wire.conntrack.mark(wire.entry));
      assertEquals(1, wire.conntrack.labelWord(wire.entry, 0));
      assertEquals(0x80000000, wire.conntrack.labelWord(wire.entry, 3));
      assertEquals(9, wire.conntrack.securityMark(wire.entry));
      wire.send(Packets.ip4("10.0.0.1", "10.0.0.2").udp(1001, 53));
      assertEquals(0, wire.conntrack.mark(wire.entry));
    }
  }

  @Test
  void zonesAreApart() {
    try (Wire wire = new Wire()) {
      assertEquals("new", wire.sendInZone(1, forth()));
      assertEquals("new", wire.sendInZone(2, back()));
      assertEquals("established", wire.sendInZone(1, back()));
      assertEquals(1, wire.conntrack.zone(wire.entry));
      assertEquals("new", wire.send(forth()));
      assertEquals(3, wire.conntrack.count());
    }
  }

  /** KERNEL: both tuples are the same, and the reply's is found first. */
  @Test
  void secondPacketFromAHostAndPortToItselfIsAnAnswer() {
    try (Wire wire = new Wire()) {
      Packets packet = Packets.ip4("10.0.0.1", "10.0.0.1").udp(7, 7);
      assertEquals("new", wire.send(packet));
      assertEquals("established", wire.send(packet));
      wire.show(packet);
      wire.conntrack.track(wire.packet, Hook.PREROUTING);
      assertTrue(wire.packet.conntrack().isReply());
    }
  }

  @Test
  void invalidPacketLosesItsZone() {
    try (Wire wire = new Wire()) {
      assertEquals("invalid", wire.sendInZone(1, Packets.ip4("1.0.0.1", "1.0.0.2").icmp(0, 0)));
      assertFalse(wire.packet.conntrack().hasZoneTemplate());
    }
  }

  @Test
  void untrackedPacketIsLeftAlone() {
    try (Wire wire = new Wire()) {
      wire.show(forth());
      wire.packet.conntrack().setUntracked();
      wire.conntrack.track(wire.packet, Hook.PREROUTING);
      assertTrue(wire.packet.conntrack().isUntracked());
      assertEquals(0, wire.conntrack.count());
    }
  }

  @Test
  void accountingCountsBothDirections() {
    try (Wire wire = new Wire(ConntrackOptions.defaults().withAccounting(true))) {
      wire.send(forth());
      wire.send(forth().payload(10));
      wire.send(back());
      assertEquals(2, wire.conntrack.packets(wire.entry, Conntrack.ORIGINAL));
      assertEquals(28 + 38, wire.conntrack.bytes(wire.entry, Conntrack.ORIGINAL));
      assertEquals(1, wire.conntrack.packets(wire.entry, Conntrack.REPLY));
    }
  }

  @Test
  void withoutAccountingNothingIsCounted() {
    try (Wire wire = new Wire()) {
      wire.send(forth());
      assertEquals(0, wire.conntrack.packets(wire.entry, Conntrack.ORIGINAL));
    }
  }

  @Test
  void expiredConnectionIsFoundNoMore() {
    try (Wire wire = new Wire()) {
      wire.send(forth());
      assertEquals("new", wire.sleep(29.9).send(forth()));
      assertEquals("new", wire.sleep(30).send(back()));
      assertEquals(1, wire.conntrack.count());
    }
  }

  @Test
  void otherProtocolsAreOneFlowPerPairOfHosts() {
    try (Wire wire = new Wire()) {
      assertEquals("new", wire.send(Packets.ip4("10.0.0.1", "10.0.0.2").protocol(50, "0011")));
      assertEquals(600, wire.expires());
      assertEquals(
          "established", wire.send(Packets.ip4("10.0.0.2", "10.0.0.1").protocol(50, "2211")));
      assertFalse(wire.has(ConntrackStatus.ASSURED));
    }
  }

  @Test
  void greIsAFlowPerPairOfHosts() {
    try (Wire wire = new Wire()) {
      assertEquals("new", wire.send(Packets.ip4("10.0.0.1", "10.0.0.2").protocol(47, "00000800")));
      assertEquals(30, wire.expires());
      Packets answer = Packets.ip4("10.0.0.2", "10.0.0.1").protocol(47, "00000800");
      assertEquals("established", wire.send(answer));
      assertEquals(30, wire.expires());
      assertEquals("established", wire.send(answer));
      assertEquals(180, wire.expires());
      assertTrue(wire.has(ConntrackStatus.ASSURED));
    }
  }

  @Test
  void nonFirstFragmentIsInvalid() {
    try (Wire wire = new Wire()) {
      assertEquals("invalid", wire.send(forth().fragment(8, true)));
      assertEquals(
          "invalid", wire.send(Packets.ip6("::1", "::2").fragment(8, false).udp(1000, 53)));
      assertEquals("new", wire.send(forth().fragment(0, true)));
    }
  }
}

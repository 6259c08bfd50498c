package dev.weir.core.conntrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.testkit.Packets;
import org.junit.jupiter.api.Test;

class UdpTrackerTest {
  private static Packets forth() {
    return Packets.ip4("10.0.0.1", "10.0.0.2").udp(1000, 53).payload(4);
  }

  private static Packets back() {
    return Packets.ip4("10.0.0.2", "10.0.0.1").udp(53, 1000).payload(4);
  }

  @Test
  void streamIsAssuredAfterTwoSeconds() {
    try (Wire wire = new Wire()) {
      wire.send(forth());
      wire.send(back());
      wire.sleep(2).send(forth());
      assertFalse(wire.has(ConntrackStatus.ASSURED));
      assertEquals(30, wire.expires());
      wire.sleep(0.1).send(forth());
      assertTrue(wire.has(ConntrackStatus.ASSURED));
      assertEquals(120, wire.expires());
    }
  }

  @Test
  void firstAnswerNeverMakesAStream() {
    try (Wire wire = new Wire()) {
      wire.send(forth());
      wire.sleep(10).send(back());
      assertFalse(wire.has(ConntrackStatus.ASSURED));
      assertEquals(30, wire.expires());
    }
  }

  @Test
  void wrongLengthsAreInvalid() {
    try (Wire wire = new Wire()) {
      assertEquals(
          "invalid", wire.send(Packets.ip4("1.0.0.1", "1.0.0.2").protocol(17, "00010002")));
      Packets longer = Packets.ip4("1.0.0.1", "1.0.0.2").protocol(17, "0001000200090000");
      wire.show(longer);
      assertEquals("new", wire.send(longer));
    }
  }

  @Test
  void badChecksumIsInvalidOnlyIfVerified() {
    try (Wire wire = new Wire()) {
      assertEquals("new", wire.send(forth().badTransportChecksum()));
    }
    try (Wire wire = new Wire(ConntrackOptions.defaults().withVerifiedChecksums(true))) {
      assertEquals("invalid", wire.send(forth().badTransportChecksum()));
      assertEquals("new", wire.send(forth()));
      assertEquals("new", wire.send(Packets.ip6("::1", "::2").udp(1, 2).payload(3)));
      assertEquals(
          "invalid",
          wire.send(Packets.ip6("::1", "::2").udp(1, 2).payload(3).badTransportChecksum()));
    }
  }

  @Test
  void udpLiteIsAssuredByThePacketAfterTheAnswer() {
    try (Wire wire = new Wire()) {
      assertEquals(
          "new", wire.send(Packets.ip4("1.0.0.1", "1.0.0.2").protocol(136, "0001000200081111")));
      Packets answer = Packets.ip4("1.0.0.2", "1.0.0.1").protocol(136, "0002000100001111");
      assertEquals("established", wire.send(answer));
      assertFalse(wire.has(ConntrackStatus.ASSURED));
      wire.send(answer);
      assertTrue(wire.has(ConntrackStatus.ASSURED));
      assertEquals(
          "invalid",
          wire.send(Packets.ip4("1.0.0.2", "1.0.0.1").protocol(136, "0002000100000000")));
    }
  }

  /** KERNEL: so that a UDP-Lite packet whose checksum is right is invalid at prerouting. */
  @Test
  void udpLiteChecksumsAreSummedWithTheNumberOfUdp() {
    for (boolean six : new boolean[] {false, true}) {
      try (Wire wire = new Wire(ConntrackOptions.defaults().withVerifiedChecksums(true))) {
        assertEquals("invalid", wire.send(lite(six, 0)));
        assertEquals("invalid", wire.send(lite(six, 9)));
        assertEquals("new", wire.send(lite(six, 0).checksumProtocol(17)));
        assertEquals("new", wire.send(lite(six, 9).checksumProtocol(17)));
      }
    }
  }

  private static Packets lite(boolean six, int coverage) {
    Packets packet = six ? Packets.ip6("::1", "::2") : Packets.ip4("1.0.0.1", "1.0.0.2");
    packet.protocol(136, coverage == 0 ? "0001000200000000" : "0001000200090000");
    return packet.payload(20).coveredChecksum(coverage);
  }
}

package dev.weir.core.conntrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.testkit.Packets;
import org.junit.jupiter.api.Test;

class TcpTrackerTest {
  private static Packets client(String flags, int sequence, int acknowledged) {
    return Packets.ip4("10.0.0.1", "10.0.0.2")
        .tcp(1000, 80, flags)
        .sequence(sequence, acknowledged)
        .window(1000);
  }

  private static Packets server(String flags, int sequence, int acknowledged) {
    return Packets.ip4("10.0.0.2", "10.0.0.1")
        .tcp(80, 1000, flags)
        .sequence(sequence, acknowledged)
        .window(1000);
  }

  private static void shakeHands(Wire wire) {
    assertEquals("new", wire.send(client("syn", 100, 0)));
    assertEquals("established", wire.send(server("syn,ack", 500, 101)));
    assertEquals("established", wire.send(client("ack", 101, 501)));
  }

  private static String state(Wire wire) {
    return wire.conntrack.tcpState(wire.entry);
  }

  @Test
  void handshakeAndClose() {
    try (Wire wire = new Wire()) {
      wire.send(client("syn", 100, 0));
      assertEquals("SYN_SENT", state(wire));
      assertEquals(120, wire.expires());
      wire.send(server("syn,ack", 500, 101));
      assertEquals("SYN_RECV", state(wire));
      assertEquals(60, wire.expires());
      assertFalse(wire.has(ConntrackStatus.ASSURED));
      wire.send(client("ack", 101, 501));
      assertEquals("ESTABLISHED", state(wire));
      assertEquals(432_000, wire.expires());
      assertTrue(wire.has(ConntrackStatus.ASSURED));
      wire.send(client("fin,ack", 101, 501));
      assertEquals("FIN_WAIT", state(wire));
      wire.send(server("ack", 501, 102));
      assertEquals("CLOSE_WAIT", state(wire));
      wire.send(server("fin,ack", 501, 102));
      assertEquals("LAST_ACK", state(wire));
      wire.send(client("ack", 102, 502));
      assertEquals("TIME_WAIT", state(wire));
      assertEquals(120, wire.expires());
    }
  }

  @Test
  void unacknowledgedDataShortensTheTimeout() {
    try (Wire wire = new Wire()) {
      shakeHands(wire);
      wire.send(client("ack", 101, 501).payload(10));
      assertEquals(300, wire.expires());
      wire.send(server("ack", 501, 111));
      assertEquals(432_000, wire.expires());
    }
  }

  @Test
  void retransmissionsShortenTheTimeout() {
    try (Wire wire = new Wire()) {
      shakeHands(wire);
      for (int i = 0; i < 4; i++) {
        wire.send(server("ack", 501, 101));
      }
      assertEquals(300, wire.expires());
    }
  }

  @Test
  void firstSegmentMustBeSynOrAck() {
    try (Wire wire = new Wire()) {
      assertEquals("invalid", wire.send(client("syn,ack", 1, 1)));
      assertEquals("invalid", wire.send(client("fin,ack", 1, 1)));
      assertEquals("invalid", wire.send(client("rst", 1, 1)));
      assertEquals("invalid", wire.send(client("", 1, 1)));
      assertEquals("invalid", wire.send(client("fin,psh,urg", 1, 1)));
      assertEquals("invalid", wire.send(client("syn,fin", 1, 1)));
      assertEquals(0, wire.conntrack.count());
      assertEquals("new", wire.send(client("ack", 1, 1)));
      assertEquals(300, wire.expires());
      assertEquals("established", wire.send(server("ack", 1, 1)));
      assertFalse(wire.has(ConntrackStatus.ASSURED));
      assertEquals("established", wire.send(client("ack", 1, 1)));
      assertTrue(wire.has(ConntrackStatus.ASSURED));
    }
  }

  @Test
  void segmentOutsideTheWindowIsInvalid() {
    try (Wire wire = new Wire()) {
      shakeHands(wire);
      assertEquals("invalid", wire.send(client("ack", 101 + 100_000, 501)));
      assertEquals("invalid", wire.send(client("ack", 101, 501 + 100_000)));
      assertEquals("established", wire.send(client("ack", 101, 501)));
    }
  }

  @Test
  void resetClosesAndSynReopens() {
    try (Wire wire = new Wire()) {
      shakeHands(wire);
      int first = wire.entry;
      assertEquals("established", wire.send(client("rst,ack", 101, 501)));
      assertEquals("CLOSE", state(wire));
      assertEquals(10, wire.expires());
      assertEquals("new", wire.send(client("syn", 9000, 0)));
      assertEquals("SYN_SENT", state(wire));
      assertEquals(1, wire.conntrack.count());
      assertTrue(first != wire.entry);
    }
  }

  @Test
  void resetWithWrongSequenceIsInvalidOrKeepsTheState() {
    try (Wire wire = new Wire()) {
      shakeHands(wire);
      assertEquals("invalid", wire.send(server("rst", 400, 0)));
      assertEquals("established", wire.send(server("rst", 600, 0)));
      assertEquals("ESTABLISHED", state(wire));
      assertEquals(10, wire.expires());
      assertEquals("established", wire.send(server("rst", 501, 0)));
      assertEquals("CLOSE", state(wire));
    }
  }

  @Test
  void refusedConnectionIsForgottenAtOnce() {
    try (Wire wire = new Wire()) {
      wire.send(client("syn", 100, 0));
      assertEquals("established", wire.send(server("rst,ack", 0, 101)));
      assertEquals(0, wire.conntrack.count());
      assertTrue(wire.has(ConntrackStatus.DYING));
    }
  }

  @Test
  void simultaneousOpenIsEstablished() {
    try (Wire wire = new Wire()) {
      assertEquals("new", wire.send(client("syn", 100, 0)));
      assertEquals("established", wire.send(server("syn", 500, 0)));
      assertEquals("SYN_SENT2", state(wire));
      assertEquals("established", wire.send(client("syn,ack", 100, 501)));
      assertEquals("SYN_RECV", state(wire));
      assertEquals("established", wire.send(server("ack", 501, 101)));
      assertEquals("ESTABLISHED", state(wire));
    }
  }

  @Test
  void synRetransmissionDoesNotProlong() {
    try (Wire wire = new Wire()) {
      wire.send(client("syn", 100, 0));
      wire.sleep(60).send(client("syn", 100, 0));
      assertEquals(60, wire.expires());
    }
  }

  @Test
  void shortHeadersAreInvalid() {
    try (Wire wire = new Wire()) {
      assertEquals("invalid", wire.send(Packets.ip4("1.0.0.1", "1.0.0.2").protocol(6, "00010002")));
      String header = "00010002000000010000000060020001" + "00000000";
      assertEquals("invalid", wire.send(Packets.ip4("1.0.0.1", "1.0.0.2").protocol(6, header)));
    }
  }

  @Test
  void windowScaleCountsIfBothOfferIt() {
    try (Wire wire = new Wire()) {
      Packets syn = Packets.ip4("10.0.0.1", "10.0.0.2").tcp(1000, 80, "syn", "01030307");
      wire.send(syn.sequence(100, 0).window(1000));
      Packets answer = Packets.ip4("10.0.0.2", "10.0.0.1").tcp(80, 1000, "syn,ack", "01030307");
      wire.send(answer.sequence(500, 101).window(1000));
      wire.send(client("ack", 101, 501));
      assertEquals("established", wire.send(server("ack", 501 + 120_000, 101)));
    }
  }

  @Test
  void resetAnswersOnlyTheOtherSidesIgnoredSyn() {
    try (Wire wire = new Wire()) {
      wire.send(client("syn", 100, 0));
      wire.send(server("syn", 500, 0));
      assertEquals("established", wire.send(server("rst", 510, 0)));
      assertEquals("SYN_SENT2", state(wire));
      assertEquals("established", wire.send(client("rst", 110, 0)));
      assertEquals("CLOSE", state(wire));
    }
  }
}

package dev.weir.core.conntrack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.testkit.Packets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class IcmpTrackerTest {
  private static final String CLIENT = "10.0.0.1";
  private static final String SERVER = "10.0.0.2";

  /** An ICMP error about a packet. */
  static Packets error(String from, String to, int type, byte[] quoted) {
    return Packets.ip4(from, to)
        .protocol(1, String.format("%02x00000000000000", type) + HexFormat.of().formatHex(quoted));
  }

  @Test
  void echoAndAnswer() {
    try (Wire wire = new Wire()) {
      assertEquals("invalid", wire.send(Packets.ip4(SERVER, CLIENT).icmp(0, 0)));
      assertEquals("new", wire.send(Packets.ip4(CLIENT, SERVER).icmp(8, 0)));
      assertEquals("established", wire.send(Packets.ip4(SERVER, CLIENT).icmp(0, 0)));
      assertEquals("established", wire.send(Packets.ip4(CLIENT, SERVER).icmp(8, 0)));
      assertEquals(0x0800, wire.conntrack.port(wire.entry, 0, Conntrack.DESTINATION));
      assertEquals(7, wire.conntrack.port(wire.entry, 0, Conntrack.SOURCE));
      assertEquals(30, wire.expires());
    }
  }

  @Test
  void otherTypesAreInvalid() {
    try (Wire wire = new Wire()) {
      for (int type : new int[] {0, 1, 2, 6, 7, 9, 10, 14, 16, 18, 19, 30, 42}) {
        assertEquals("invalid", wire.send(Packets.ip4(CLIENT, SERVER).icmp(type, 0)), "" + type);
      }
      for (int type : new int[] {8, 13, 15, 17}) {
        assertEquals("new", wire.send(Packets.ip4(CLIENT, SERVER).icmp(type, 0)), "" + type);
      }
    }
  }

  @Test
  void neighbourDiscoveryIsUntracked() {
    try (Wire wire = new Wire()) {
      for (int type : new int[] {130, 131, 132, 133, 134, 135, 136, 143}) {
        assertEquals("untracked", wire.send(Packets.ip6("fe80::1", "ff02::1").icmp(type, 0)));
      }
      assertEquals("invalid", wire.send(Packets.ip6("fe80::1", "ff02::1").icmp(137, 0)));
      assertEquals("new", wire.send(Packets.ip6("::1", "::2").icmp(128, 0)));
      assertEquals("established", wire.send(Packets.ip6("::2", "::1").icmp(129, 0)));
      assertEquals("new", wire.send(Packets.ip6("::1", "::2").icmp(139, 0)));
    }
  }

  @Test
  void errorIsRelatedToTheFlowItQuotes() {
    try (Wire wire = new Wire()) {
      Packets flow = Packets.ip4(CLIENT, SERVER).udp(1000, 53).payload(20);
      byte[] quote = flow.network();
      assertEquals("invalid", wire.send(error("10.9.9.9", CLIENT, 3, quote)));
      wire.send(flow);
      for (int type : new int[] {3, 4, 5, 11, 12}) {
        assertEquals("related", wire.send(error("10.9.9.9", CLIENT, type, quote)), "" + type);
      }
      assertEquals("invalid", wire.send(error("10.9.9.9", "10.0.0.3", 3, quote)));
      assertEquals("new", wire.send(flow));
    }
  }

  @Test
  void cutQuoteStillTellsThePorts() {
    try (Wire wire = new Wire()) {
      Packets flow = Packets.ip4(CLIENT, SERVER).udp(1000, 53).payload(20);
      wire.send(flow);
      byte[] quote = flow.network();
      assertEquals(
          "related", wire.send(error(SERVER, CLIENT, 3, java.util.Arrays.copyOf(quote, 24))));
      assertEquals(
          "invalid", wire.send(error(SERVER, CLIENT, 3, java.util.Arrays.copyOf(quote, 23))));
      assertEquals(
          "invalid", wire.send(error(SERVER, CLIENT, 3, java.util.Arrays.copyOf(quote, 10))));
    }
  }

  @Test
  void errorAboutAnEchoIsRelated() {
    try (Wire wire = new Wire()) {
      Packets echo = Packets.ip4(CLIENT, SERVER).icmp(8, 0);
      wire.send(echo);
      assertEquals("related", wire.send(error(SERVER, CLIENT, 11, echo.network())));
    }
  }

  @Test
  void ipv6ErrorIsRelated() {
    try (Wire wire = new Wire()) {
      Packets flow = Packets.ip6("::1", "::2").tcp(1000, 80, "syn");
      wire.send(flow);
      String quote = HexFormat.of().formatHex(flow.network());
      assertEquals(
          "related", wire.send(Packets.ip6("::9", "::1").protocol(58, "0100000000000000" + quote)));
      assertEquals(
          "invalid", wire.send(Packets.ip6("::9", "::8").protocol(58, "0100000000000000" + quote)));
    }
  }
}

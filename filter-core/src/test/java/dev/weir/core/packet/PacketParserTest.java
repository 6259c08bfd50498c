package dev.weir.core.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.testkit.Packets;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("checked")
class PacketParserTest {
  private static void ethernet(byte[] frame, Consumer<Packet> checks) {
    parsed(frame, LinkType.ETHERNET, checks);
  }

  private static void parsed(byte[] frame, int linkType, Consumer<Packet> checks) {
    Packet packet = new Packet();
    try (PacketBuffer buffer = PacketBuffer.of(frame)) {
      buffer.show(packet, frame.length, linkType);
      checks.accept(packet);
    }
  }

  private static void assertNetwork(Packet packet, int nfproto, int offset, int length) {
    assertEquals(nfproto, packet.nfproto());
    assertEquals(offset, packet.networkOffset());
    assertEquals(length, packet.networkLength());
  }

  private static void assertTransport(Packet packet, int protocol, int offset) {
    assertEquals(Malformed.NONE, packet.malformed());
    assertTrue(packet.hasTransport());
    assertEquals(protocol, packet.l4protocol());
    assertEquals(offset, packet.transportOffset());
  }

  private static byte[] prefixed(String hex, byte[] rest) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(HexFormat.of().parseHex(hex));
    out.writeBytes(rest);
    return out.toByteArray();
  }

  @Test
  void findsHeadersOfPlainIp4() {
    ethernet(
        Packets.ip4("10.0.0.1", "10.0.0.2").tcp(1024, 80, "syn").payload(5).bytes(),
        packet -> {
          assertNetwork(packet, Packet.NFPROTO_IPV4, 14, 45);
          assertTransport(packet, 6, 20);
          assertTrue(packet.hasLinkHeader());
          assertEquals(0x0800, packet.etherType());
          assertEquals(Packet.TYPE_HOST, packet.packetType());
          assertFalse(packet.isFragment());
        });
  }

  @Test
  void trimsEthernetPaddingToTheTotalLength() {
    ethernet(
        Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).padded(),
        packet -> {
          assertNetwork(packet, Packet.NFPROTO_IPV4, 14, 28);
          assertEquals(42, packet.capturedEnd());
          assertTrue(packet.canLoad(41, 1));
          assertFalse(packet.canLoad(42, 1));
        });
  }

  @Test
  void stepsOverIp4Options() {
    ethernet(
        Packets.ip4("10.0.0.1", "10.0.0.2").options("94040000").udp(1, 2).bytes(),
        packet -> assertTransport(packet, 17, 24));
  }

  @Test
  void keepsProtocolAndOffsetOfLaterIp4Fragments() {
    ethernet(
        Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).fragment(16, false).bytes(),
        packet -> {
          assertTransport(packet, 17, 20);
          assertEquals(2, packet.fragmentOffset());
          assertTrue(packet.isFragment());
        });
  }

  @Test
  void stepsOverIp6ExtensionHeaders() {
    ethernet(
        Packets.ip6("::2", "::3")
            .hopByHop("010400000000")
            .routing(0, 0)
            .destinationOptions("010400000000")
            .udp(1, 2)
            .bytes(),
        packet -> {
          assertNetwork(packet, Packet.NFPROTO_IPV6, 14, 40 + 8 + 24 + 8 + 8);
          assertTransport(packet, 17, 40 + 8 + 24 + 8);
        });
  }

  @Test
  void stopsAtAnAuthenticationHeader() {
    ethernet(
        Packets.ip6("::2", "::3")
            .destinationOptions("010400000000")
            .protocol(51, "1104".repeat(12))
            .bytes(),
        packet -> assertTransport(packet, 51, 48));
  }

  @Test
  void placesTransportOfLaterIp6FragmentsAtTheIp6Header() {
    ethernet(
        Packets.ip6("::2", "::3").fragment(8, true).udp(1, 2).bytes(),
        packet -> {
          assertTransport(packet, 17, 0);
          assertEquals(8, packet.fragmentOffset());
        });
  }

  @Test
  void stepsOverTheHeaderOfFirstIp6Fragments() {
    ethernet(
        Packets.ip6("::2", "::3").fragment(0, true).udp(1, 2).bytes(),
        packet -> {
          assertTransport(packet, 17, 48);
          assertEquals(0, packet.fragmentOffset());
          assertTrue(packet.isFragment());
        });
  }

  @Test
  void hasNoTransportWhenExtensionHeadersLeaveThePacket() {
    ethernet(
        Packets.ip6("::2", "::3").protocol(60, "3c").bytes(),
        packet -> {
          assertFalse(packet.hasTransport());
          assertEquals(Malformed.BAD_EXTENSION_HEADERS, packet.malformed());
        });
  }

  @Test
  void seesThroughOneTag() {
    ethernet(
        Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).vlan(0x6005).bytes(),
        packet -> {
          assertNetwork(packet, Packet.NFPROTO_IPV4, 18, 28);
          assertEquals(0x6005, packet.vlanTci());
          assertEquals(1, packet.vlanTags());
        });
  }

  @Test
  void doesNotSeeThroughTwoTags() {
    ethernet(
        Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).vlan(5).vlan(6).bytes(),
        packet -> {
          assertEquals(0x8100, packet.etherType());
          assertEquals(Malformed.OTHER_PROTOCOL, packet.malformed());
        });
  }

  @Test
  void readsCookedLoopbackAndRawFrames() {
    byte[] four = Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).network();
    byte[] six = Packets.ip6("::2", "::3").udp(1, 2).network();
    parsed(
        prefixed("00040001000600112233445500000800", four),
        LinkType.LINUX_SLL,
        packet -> {
          assertNetwork(packet, Packet.NFPROTO_IPV4, 16, 28);
          assertEquals(Packet.TYPE_OUTGOING, packet.packetType());
          assertFalse(packet.hasLinkHeader());
        });
    parsed(
        prefixed("86dd000000000003000100060011223344550000", six),
        LinkType.LINUX_SLL2,
        packet -> {
          assertNetwork(packet, Packet.NFPROTO_IPV6, 20, 48);
          assertEquals(3, packet.linkInterfaceIndex());
        });
    parsed(prefixed("02000000", four), LinkType.NULL, p -> assertNetwork(p, 2, 4, 28));
    parsed(prefixed("0000001e", six), LinkType.LOOP, p -> assertNetwork(p, 10, 4, 48));
    for (int raw : new int[] {LinkType.RAW, LinkType.RAW_DLT, LinkType.RAW_OPENBSD}) {
      parsed(four, raw, packet -> assertNetwork(packet, 2, 0, 28));
      parsed(six, raw, packet -> assertNetwork(packet, 10, 0, 48));
    }
  }

  @Test
  void namesWhatIsWrong() {
    Packets good = Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2);
    ethernet(
        good.length(100).bytes(), p -> assertEquals(Malformed.BAD_TOTAL_LENGTH, p.malformed()));
    ethernet(good.length(19).bytes(), p -> assertEquals(Malformed.BAD_TOTAL_LENGTH, p.malformed()));
    ethernet(
        good.versionByte(0x44).bytes(),
        p -> assertEquals(Malformed.BAD_HEADER_LENGTH, p.malformed()));
    ethernet(
        good.versionByte(0x55).bytes(), p -> assertEquals(Malformed.BAD_VERSION, p.malformed()));
    ethernet(new byte[13], p -> assertEquals(Malformed.LINK_HEADER_SHORT, p.malformed()));
    parsed(new byte[60], 147, p -> assertEquals(Malformed.UNKNOWN_LINK_TYPE, p.malformed()));
  }

  @Test
  void tellsCutCapturesFromShortPackets() {
    byte[] frame = Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).payload(100).bytes();
    Packet packet = new Packet();
    try (PacketBuffer buffer = PacketBuffer.of(frame)) {
      packet.reset(buffer.address(), 30, frame.length, LinkType.ETHERNET, 0);
      PacketParser.parse(packet);
      assertEquals(Malformed.SNAPPED, packet.malformed());
      packet.reset(buffer.address(), 40, frame.length, LinkType.ETHERNET, 0);
      PacketParser.parse(packet);
      assertNetwork(packet, Packet.NFPROTO_IPV4, 14, 128);
      assertTrue(packet.isLoadable(36, 4));
      assertEquals(0, packet.snappedLoads());
      assertFalse(packet.isLoadable(38, 4));
      assertEquals(1, packet.snappedLoads());
      assertFalse(packet.isLoadable(141, 2));
      assertEquals(1, packet.snappedLoads());
    }
  }
}

package dev.weir.core.packet;

/**
 * Sees a received frame as the ingress and bridge hooks do: not trimmed to what an IP header says,
 * under at most one VLAN tag, IP headers looked at but not insisted on.
 *
 * <p><i>Meaning:</i> {@link Packet#networkLength()} is the frame behind the link header, padding
 * included. {@link Packet#hasTransport()} only where the IP header is good. The packet type is left
 * alone.
 *
 * <p>Source: net/core/dev.c (__netif_receive_skb_core), include/net/netfilter/nf_tables_ipv4.h
 * (__nft_set_pktinfo_ipv4_validate), nf_tables_ipv6.h.
 */
public final class FrameParser {
  private FrameParser() {}

  /** Sees the packet anew; whatever was parsed before is forgotten. */
  @HotPath
  public static void parse(Packet packet) {
    packet.moveTo(packet.address(), packet.capturedLength(), packet.originalLength());
    if (packet.linkType() == LinkType.ETHERNET) {
      ethernet(packet);
    } else {
      int packetType = packet.packetType();
      PacketParser.parse(packet);
      packet.setPacketType(packetType);
    }
    packet.untrim();
  }

  /** The IP header may have changed. */
  @HotPath
  static void refresh(Packet packet) {
    int offset = packet.networkOffset();
    int length = packet.networkLength();
    packet.clearTransport();
    packet.setMalformed(Malformed.NONE);
    if (packet.nfproto() == Packet.NFPROTO_IPV4) {
      PacketParser.network(packet, offset, Ether.TYPE_IP4);
    } else if (packet.nfproto() == Packet.NFPROTO_IPV6) {
      ip6(packet, offset);
    }
    packet.untrim();
    packet.pushLinkHeader(length - packet.networkLength());
  }

  /**
   * In front of egress: a packet whose IP header rules made bad has no transport there.
   *
   * <p>KERNEL: the IP hooks trust the header, the device hooks look at it again.
   */
  @HotPath
  public static void checkRewritten(Packet packet) {
    boolean ip = packet.nfproto() == Packet.NFPROTO_IPV4 || packet.nfproto() == Packet.NFPROTO_IPV6;
    if (!packet.wasRewritten() || !ip || packet.isFrameView()) {
      return;
    }
    PacketParser.refresh(packet);
    int offset = packet.networkOffset();
    boolean good;
    if (packet.nfproto() == Packet.NFPROTO_IPV4) {
      int versionIhl = packet.u8(offset + Ip4.VERSION_IHL);
      int headerLength = (versionIhl & 0xf) * 4;
      int total = packet.u16(offset + Ip4.TOTAL_LENGTH);
      good =
          versionIhl >> 4 == 4
              && headerLength >= Ip4.MIN_LENGTH
              && total >= headerLength
              && total <= packet.networkLength();
    } else {
      good =
          packet.u8(offset) >> 4 == 6
              && packet.u16(offset + Ip6.PAYLOAD_LENGTH) + Ip6.LENGTH <= packet.networkLength();
    }
    if (!good) {
      packet.clearTransport();
    }
  }

  private static void ethernet(Packet packet) {
    if (PacketParser.isShort(packet, Ether.LENGTH, Malformed.LINK_HEADER_SHORT)) {
      return;
    }
    int type = PacketParser.ethernetType(packet, Ether.TYPE);
    int offset = Ether.LENGTH;
    if (Vlan.isTag(type)) {
      // KERNEL: skb_vlan_untag also wants two bytes behind the tag.
      int needed = offset + Vlan.LENGTH + 2;
      if (PacketParser.isShort(packet, needed, Malformed.LINK_HEADER_SHORT)) {
        packet.setLink(offset, true, type);
        packet.setNetwork(Packet.NFPROTO_NONE, offset, packet.originalLength() - offset);
        return;
      }
      packet.addVlanTag(packet.u16(offset + Vlan.TCI), false);
      type = PacketParser.ethernetType(packet, offset + Vlan.TYPE);
      packet.setTagTypeReplaced(type != packet.u16(offset + Vlan.TYPE));
      offset += Vlan.LENGTH;
    }
    packet.setLink(offset, true, type);
    if (type == Ether.TYPE_IP6) {
      ip6(packet, offset);
    } else {
      PacketParser.network(packet, offset, type);
    }
  }

  /** KERNEL: the headers are walked to the end of the frame, whatever the packet's length is. */
  private static void ip6(Packet packet, int offset) {
    int frameLength = packet.originalLength() - offset;
    packet.setNetwork(Packet.NFPROTO_IPV6, offset, frameLength);
    if (PacketParser.isShort(packet, offset + Ip6.LENGTH, Malformed.NETWORK_HEADER_SHORT)) {
      return;
    }
    if (packet.u8(offset) >> 4 != 6) {
      packet.setMalformed(Malformed.BAD_VERSION);
    } else if (packet.u16(offset + Ip6.PAYLOAD_LENGTH) + Ip6.LENGTH > frameLength) {
      packet.setMalformed(Malformed.BAD_TOTAL_LENGTH);
    } else if (!PacketParser.extensionHeaders(
        packet, offset, packet.u8(offset + Ip6.NEXT_HEADER))) {
      packet.setMalformed(Malformed.BAD_EXTENSION_HEADERS);
    }
  }
}

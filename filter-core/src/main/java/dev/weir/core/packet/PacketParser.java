package dev.weir.core.packet;

/**
 * Walks a frame from the link header to the transport header once and fills the {@link Packet}.
 *
 * <p><i>Meaning:</i> total: any bytes of any length give a filled Packet, at worst with a {@link
 * Malformed} reason and no transport header. One VLAN tag is stepped over, as the kernel does on
 * receive; a second one makes the frame "not IP" unless the outer one is a priority tag (id 0).
 * IPv4 and IPv6 are validated as ip_rcv and ip6_rcv do before the first hook; checksums, addresses
 * and options are the stack model's business, not the parser's.
 *
 * <p>Source: net/core/dev.c, net/ipv4/ip_input.c (ip_rcv_core), net/ipv6/ip6_input.c,
 * include/net/netfilter/nf_tables_ipv4.h, nf_tables_ipv6.h, net/ipv6/exthdrs_core.c
 * (ipv6_find_hdr).
 */
public final class PacketParser {
  private static final int SLL_LENGTH = 16;
  private static final int SLL2_LENGTH = 20;
  private static final int NULL_LENGTH = 4;
  private static final int AF_INET = 2;
  private static final int MAX_TRANSPORT_OFFSET = 0xffff;

  private PacketParser() {}

  /** Parses the frame the packet was reset to. */
  @HotPath
  public static void parse(Packet packet) {
    switch (packet.linkType()) {
      case LinkType.ETHERNET -> ethernet(packet);
      case LinkType.RAW, LinkType.RAW_DLT, LinkType.RAW_OPENBSD -> raw(packet, 0);
      case LinkType.NULL, LinkType.LOOP -> loopback(packet);
      case LinkType.LINUX_SLL -> cooked(packet);
      case LinkType.LINUX_SLL2 -> cooked2(packet);
      default -> packet.setMalformed(Malformed.UNKNOWN_LINK_TYPE);
    }
  }

  /**
   * Sees the frame as a packet this host sent through a raw IP socket: under all its tags, not
   * validated, as long as its header says or as the frame is. What is not IP or too short for an IP
   * header keeps a {@link Malformed} reason.
   *
   * <p>KERNEL: raw_send_hdrinc and rawv6_send_hdrinc pass almost anything to the output hook.
   */
  @HotPath
  public static boolean parseSent(Packet packet) {
    int offset = packet.networkOffset();
    int etherType = packet.etherType();
    while (Vlan.isTag(etherType) && packet.canLoad(offset, Vlan.LENGTH)) {
      etherType = packet.u16(offset + Vlan.TYPE);
      offset += Vlan.LENGTH;
    }
    int length = packet.originalLength() - offset;
    boolean four = etherType == Ether.TYPE_IP4;
    int needed = four ? Ip4.MIN_LENGTH : Ip6.LENGTH;
    if (!four && etherType != Ether.TYPE_IP6) {
      packet.setMalformed(Malformed.OTHER_PROTOCOL);
      return false;
    }
    if (isShort(packet, offset + needed, Malformed.NETWORK_HEADER_SHORT)) {
      return false;
    }
    packet.setLink(offset, false, etherType);
    packet.setMalformed(Malformed.NONE);
    if (four) {
      int total = packet.u16(offset + Ip4.TOTAL_LENGTH);
      boolean trims = total >= Ip4.MIN_LENGTH && total < length;
      packet.setNetwork(Packet.NFPROTO_IPV4, offset, trims ? total : length);
      ip4Transport(packet, offset);
    } else {
      int total = packet.u16(offset + Ip6.PAYLOAD_LENGTH) + Ip6.LENGTH;
      boolean trims = total > Ip6.LENGTH && total < length;
      packet.setNetwork(Packet.NFPROTO_IPV6, offset, trims ? total : length);
      extensionHeaders(packet, offset, packet.u8(offset + Ip6.NEXT_HEADER));
    }
    return true;
  }

  /**
   * Looks at the headers anew if a rule wrote to the packet, as the kernel does in front of each
   * base chain: only what transport it is and where. Lengths stay what they were.
   */
  @HotPath
  public static void refresh(Packet packet) {
    if (!packet.takeStale()) {
      return;
    }
    int offset = packet.networkOffset();
    if (packet.isFrameView()) {
      FrameParser.refresh(packet);
    } else if (packet.nfproto() == Packet.NFPROTO_IPV4) {
      packet.clearTransport();
      ip4Transport(packet, offset);
    } else if (packet.nfproto() == Packet.NFPROTO_IPV6) {
      packet.clearTransport();
      extensionHeaders(packet, offset, packet.u8(offset + Ip6.NEXT_HEADER));
    }
  }

  private static void ethernet(Packet packet) {
    if (isShort(packet, Ether.LENGTH, Malformed.LINK_HEADER_SHORT)) {
      return;
    }
    packet.setPacketType(addressType(packet));
    tagsThenNetwork(packet, Ether.LENGTH, ethernetType(packet, Ether.TYPE), true);
  }

  /** {@code skb->protocol} for the type or length field at this offset (eth_type_trans). */
  static int ethernetType(Packet packet, int at) {
    int type = packet.u16(at);
    if (type >= Ether.MIN_TYPE) {
      return type;
    }
    boolean novell = packet.canLoad(at + 2, 2) && packet.u16(at + 2) == 0xffff;
    return novell ? Ether.PROTOCOL_802_3 : Ether.PROTOCOL_802_2;
  }

  private static int addressType(Packet packet) {
    if ((packet.u8(Ether.DESTINATION) & 1) == 0) {
      return Packet.TYPE_HOST;
    }
    boolean broadcast =
        packet.i32(Ether.DESTINATION) == -1 && packet.u16(Ether.DESTINATION + 4) == 0xffff;
    return broadcast ? Packet.TYPE_BROADCAST : Packet.TYPE_MULTICAST;
  }

  private static void cooked(Packet packet) {
    if (isShort(packet, SLL_LENGTH, Malformed.LINK_HEADER_SHORT)) {
      return;
    }
    cookedType(packet, packet.u16(0));
    tagsThenNetwork(packet, SLL_LENGTH, packet.u16(14), false);
  }

  private static void cooked2(Packet packet) {
    if (isShort(packet, SLL2_LENGTH, Malformed.LINK_HEADER_SHORT)) {
      return;
    }
    packet.setLinkInterfaceIndex(packet.i32(4));
    cookedType(packet, packet.u8(10));
    tagsThenNetwork(packet, SLL2_LENGTH, packet.u16(0), false);
  }

  private static void cookedType(Packet packet, int type) {
    packet.setPacketType(type & 7);
    boolean outgoing = type == Packet.TYPE_OUTGOING;
    packet.setDirection(outgoing ? Packet.DIRECTION_OUTBOUND : Packet.DIRECTION_INBOUND);
  }

  private static void loopback(Packet packet) {
    if (isShort(packet, NULL_LENGTH, Malformed.LINK_HEADER_SHORT)) {
      return;
    }
    // The family is in the byte order of the machine that captured; both are small numbers.
    int family = packet.i32(0);
    family = (family & 0xffff) == 0 ? Integer.reverseBytes(family) : family;
    int type =
        switch (family) {
          case AF_INET -> Ether.TYPE_IP4;
          case 10, 24, 28, 30 -> Ether.TYPE_IP6; // Linux, NetBSD/OpenBSD, FreeBSD, Darwin
          default -> 0;
        };
    packet.setLink(NULL_LENGTH, false, type);
    network(packet, NULL_LENGTH, type);
  }

  private static void raw(Packet packet, int offset) {
    if (isShort(packet, offset + 1, Malformed.NETWORK_HEADER_SHORT)) {
      return;
    }
    int type =
        switch (packet.u8(offset) >> 4) {
          case 4 -> Ether.TYPE_IP4;
          case 6 -> Ether.TYPE_IP6;
          default -> 0;
        };
    packet.setLink(offset, false, type);
    network(packet, offset, type);
  }

  private static void tagsThenNetwork(Packet packet, int start, int type, boolean ethernet) {
    int offset = start;
    int etherType = type;
    boolean goOn = true;
    while (goOn && Vlan.isTag(etherType)) {
      if (isShort(packet, offset + Vlan.LENGTH, Malformed.LINK_HEADER_SHORT)) {
        packet.setLink(offset, ethernet, etherType);
        packet.setNetwork(Packet.NFPROTO_NONE, offset, packet.originalLength() - offset);
        return;
      }
      int tci = packet.u16(offset + Vlan.TCI);
      packet.addVlanTag(tci, true);
      etherType = packet.u16(offset + Vlan.TYPE);
      offset += Vlan.LENGTH;
      goOn = (tci & Vlan.ID_MASK) == 0;
    }
    packet.setLink(offset, ethernet, etherType);
    network(packet, offset, etherType);
  }

  /** Parses what the EtherType announces. */
  static void network(Packet packet, int offset, int etherType) {
    switch (etherType) {
      case Ether.TYPE_IP4 -> ip4(packet, offset);
      case Ether.TYPE_IP6 -> ip6(packet, offset);
      case Ether.TYPE_ARP ->
          packet.setNetwork(Packet.NFPROTO_ARP, offset, packet.originalLength() - offset);
      default -> {
        packet.setNetwork(Packet.NFPROTO_NONE, offset, packet.originalLength() - offset);
        packet.setMalformed(Malformed.OTHER_PROTOCOL);
      }
    }
  }

  private static void ip4(Packet packet, int offset) {
    int frameLength = packet.originalLength() - offset;
    packet.setNetwork(Packet.NFPROTO_IPV4, offset, frameLength);
    if (isShort(packet, offset + Ip4.MIN_LENGTH, Malformed.NETWORK_HEADER_SHORT)) {
      return;
    }
    int versionIhl = packet.u8(offset + Ip4.VERSION_IHL);
    int headerLength = (versionIhl & 0xf) * 4;
    if (versionIhl >> 4 != 4) {
      packet.setMalformed(Malformed.BAD_VERSION);
      return;
    }
    if (headerLength < Ip4.MIN_LENGTH) {
      packet.setMalformed(Malformed.BAD_HEADER_LENGTH);
      return;
    }
    if (isShort(packet, offset + headerLength, Malformed.BAD_HEADER_LENGTH)) {
      return;
    }
    int totalLength = packet.u16(offset + Ip4.TOTAL_LENGTH);
    if (totalLength > frameLength || totalLength < headerLength) {
      packet.setMalformed(Malformed.BAD_TOTAL_LENGTH);
      return;
    }
    packet.setNetwork(Packet.NFPROTO_IPV4, offset, totalLength);
    ip4Transport(packet, offset);
  }

  private static void ip4Transport(Packet packet, int offset) {
    int headerLength = (packet.u8(offset + Ip4.VERSION_IHL) & 0xf) * 4;
    packet.setTransport(packet.u8(offset + Ip4.PROTOCOL), headerLength);
    int fragment = packet.u16(offset + Ip4.FRAGMENT) & (Ip4.MORE_FRAGMENTS | Ip4.OFFSET_MASK);
    if (fragment != 0) {
      packet.setFragment(fragment & Ip4.OFFSET_MASK);
    }
  }

  private static void ip6(Packet packet, int offset) {
    int frameLength = packet.originalLength() - offset;
    packet.setNetwork(Packet.NFPROTO_IPV6, offset, frameLength);
    if (isShort(packet, offset + Ip6.LENGTH, Malformed.NETWORK_HEADER_SHORT)) {
      return;
    }
    if (packet.u8(offset) >> 4 != 6) {
      packet.setMalformed(Malformed.BAD_VERSION);
      return;
    }
    int payloadLength = packet.u16(offset + Ip6.PAYLOAD_LENGTH);
    int nextHeader = packet.u8(offset + Ip6.NEXT_HEADER);
    // KERNEL: 0 with a hop-by-hop header may be a jumbogram; its length is the frame's
    // (ip6_input.c).
    if (payloadLength != 0 || nextHeader != Ip6.HOP_BY_HOP) {
      if (payloadLength + Ip6.LENGTH > frameLength) {
        packet.setMalformed(Malformed.BAD_TOTAL_LENGTH);
        return;
      }
      packet.setNetwork(Packet.NFPROTO_IPV6, offset, payloadLength + Ip6.LENGTH);
    }
    if (!extensionHeaders(packet, offset, nextHeader)) {
      packet.setMalformed(Malformed.BAD_EXTENSION_HEADERS);
    }
  }

  /** ipv6_find_hdr with target -1 and IP6_FH_F_AUTH; false where the kernel returns an error. */
  static boolean extensionHeaders(Packet packet, int offset, int firstHeader) {
    int nextHeader = firstHeader;
    int start = offset + Ip6.LENGTH;
    while (Ip6.isExtensionHeader(nextHeader)
        && nextHeader != Ip6.NO_NEXT_HEADER
        && nextHeader != Ip6.AUTHENTICATION) {
      int needed = nextHeader == Ip6.ROUTING || nextHeader == Ip6.FRAGMENT ? 4 : 2;
      if (!packet.isLoadable(start, needed)) {
        return false;
      }
      int following = packet.u8(start + Ip6.EXTENSION_NEXT);
      int length = (packet.u8(start + Ip6.EXTENSION_LENGTH) + 1) * 8;
      if (nextHeader == Ip6.FRAGMENT) {
        length = Ip6.FRAGMENT_LENGTH;
        int fragmentOffset = packet.u16(start + Ip6.FRAGMENT_WORD) & Ip6.FRAGMENT_OFFSET_MASK;
        packet.setFragment(fragmentOffset);
        if (fragmentOffset != 0) {
          return laterFragment(packet, following);
        }
      }
      nextHeader = following;
      start += length;
    }
    if (nextHeader == Ip6.AUTHENTICATION && !packet.isLoadable(start, 2)) {
      return false;
    }
    if (start - offset > MAX_TRANSPORT_OFFSET) {
      return false;
    }
    packet.setTransport(nextHeader, start - offset);
    return true;
  }

  /** KERNEL: the walk ends here without an offset, so thoff stays 0: the IPv6 header itself. */
  private static boolean laterFragment(Packet packet, int following) {
    if (Ip6.isExtensionHeader(following) && following != Ip6.NO_NEXT_HEADER) {
      return false;
    }
    packet.setTransport(following, 0);
    return true;
  }

  /** Records why the frame ends before {@code end}: cut by the capture, or {@code reason}. */
  static boolean isShort(Packet packet, int end, Malformed reason) {
    if (end <= packet.capturedLength()) {
      return false;
    }
    packet.setMalformed(end <= packet.originalLength() ? Malformed.SNAPPED : reason);
    return true;
  }
}

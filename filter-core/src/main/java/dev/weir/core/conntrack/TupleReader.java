package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;

/**
 * Reads the tuple of a packet, or of the packet quoted in an ICMP error.
 *
 * <p><i>Meaning:</i> {@link #locate} finds the transport header, {@link #read} the tuple. A packet
 * without (non-first fragment, cut header, IPv6 without next header) is {@code ct state invalid}.
 * Everything behind {@code skb->len} is cut; what a snapped capture lacks is cut too, and counted
 * by the packet.
 *
 * <p>Source: net/netfilter/nf_conntrack_core.c (ipv4_get_l4proto, ipv6_get_l4proto,
 * nf_ct_get_tuple), net/ipv6/exthdrs_core.c (ipv6_skip_exthdr), nf_conntrack_proto_gre.c.
 */
public final class TupleReader {
  private static final int ICMP_LENGTH = 8;
  private static final int GRE_LENGTH = 4;
  private static final int PPTP_CALL_ID = 6;

  /** Where the transport header is, counted from the frame's start, after {@link #locate}. */
  public int transportOffset;

  /** The transport protocol, after {@link #locate}. */
  public int protocol;

  /**
   * Finds the transport header of the IP header at an offset.
   *
   * @param nfproto which IP header it is taken for
   */
  @HotPath
  public boolean locate(Packet packet, int offset, int nfproto) {
    return switch (nfproto) {
      case Packet.NFPROTO_IPV4 -> locate4(packet, offset);
      case Packet.NFPROTO_IPV6 -> locate6(packet, offset);
      default -> false;
    };
  }

  @HotPath
  private boolean locate4(Packet packet, int offset) {
    if (!packet.isLoadable(offset, Ip4.MIN_LENGTH)
        || (packet.u16(offset + Ip4.FRAGMENT) & Ip4.OFFSET_MASK) != 0) {
      return false;
    }
    transportOffset = offset + ((packet.u8(offset) & 0xf) << 2);
    protocol = packet.u8(offset + Ip4.PROTOCOL);
    return transportOffset <= end(packet);
  }

  @HotPath
  private boolean locate6(Packet packet, int offset) {
    if (!packet.isLoadable(offset, Ip6.LENGTH)) {
      return false;
    }
    int header = packet.u8(offset + Ip6.NEXT_HEADER);
    int at = offset + Ip6.LENGTH;
    while (Ip6.isExtensionHeader(header)) {
      if (header == Ip6.NO_NEXT_HEADER || !packet.isLoadable(at, 2)) {
        return false;
      }
      int length = (packet.u8(at + Ip6.EXTENSION_LENGTH) + 1) * 8;
      if (header == Ip6.FRAGMENT) {
        if (!packet.isLoadable(at + Ip6.FRAGMENT_WORD, 2)
            || (packet.u16(at + Ip6.FRAGMENT_WORD) & Ip6.FRAGMENT_OFFSET_MASK) != 0) {
          return false;
        }
        length = Ip6.FRAGMENT_LENGTH;
      } else if (header == Ip6.AUTHENTICATION) {
        length = (packet.u8(at + Ip6.EXTENSION_LENGTH) + 2) * 4;
      }
      header = packet.u8(at + Ip6.EXTENSION_NEXT);
      at += length;
    }
    protocol = header;
    transportOffset = at;
    return true;
  }

  @HotPath
  private static int end(Packet packet) {
    return packet.networkOffset() + packet.networkLength();
  }

  /** Reads the tuple of the header at an offset, whose transport header {@link #locate} found. */
  @HotPath
  boolean read(Packet packet, int offset, int nfproto, ConnTuple tuple) {
    tuple.setKind(nfproto, protocol);
    tuple.ports = 0;
    if (nfproto == Packet.NFPROTO_IPV4) {
      tuple.sourceHigh = (long) packet.i32(offset + Ip4.SOURCE) << 32;
      tuple.destinationHigh = (long) packet.i32(offset + Ip4.DESTINATION) << 32;
      tuple.sourceLow = 0;
      tuple.destinationLow = 0;
    } else {
      tuple.sourceHigh = packet.i64(offset + Ip6.SOURCE);
      tuple.sourceLow = packet.i64(offset + Ip6.SOURCE + 8);
      tuple.destinationHigh = packet.i64(offset + Ip6.DESTINATION);
      tuple.destinationLow = packet.i64(offset + Ip6.DESTINATION + 8);
    }
    return switch (protocol) {
      case TcpTracker.TCP, UdpTracker.UDP, UdpTracker.UDP_LITE, SctpTracker.SCTP ->
          readPorts(packet, tuple);
      case IcmpTracker.ICMP, IcmpTracker.ICMPV6 -> readIcmp(packet, tuple);
      case GreTracker.GRE -> readGre(packet, tuple);
      default -> true;
    };
  }

  @HotPath
  private boolean readPorts(Packet packet, ConnTuple tuple) {
    if (!packet.isLoadable(transportOffset, 4)) {
      return false;
    }
    tuple.ports = packet.i32(transportOffset);
    return true;
  }

  @HotPath
  private boolean readIcmp(Packet packet, ConnTuple tuple) {
    if (!packet.isLoadable(transportOffset, ICMP_LENGTH)) {
      return false;
    }
    tuple.ports = packet.u16(transportOffset + 4) << 16 | packet.u16(transportOffset);
    return true;
  }

  /** GRE has a key only where it carries PPP: version 1, as PPTP uses it. */
  @HotPath
  private boolean readGre(Packet packet, ConnTuple tuple) {
    if (!packet.isLoadable(transportOffset, GRE_LENGTH)
        || (packet.u16(transportOffset) & GreTracker.VERSION_MASK) != GreTracker.PPTP_VERSION
        || !packet.isLoadable(transportOffset, ICMP_LENGTH)) {
      return true;
    }
    if (packet.u16(transportOffset + 2) != GreTracker.PPP) {
      return false;
    }
    tuple.ports = packet.u16(transportOffset + PPTP_CALL_ID);
    return true;
  }
}

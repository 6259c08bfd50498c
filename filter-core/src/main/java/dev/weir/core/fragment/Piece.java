package dev.weir.core.fragment;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;

/**
 * One fragment's place in its datagram, read from its headers.
 *
 * <p>Example: {@code if (piece.read6(packet) == Piece.FRAGMENT) ... piece.offset}.
 *
 * <p><i>Meaning:</i> offsets and ends count bytes of the datagram behind the headers that every
 * fragment repeats. An IPv4 fragment that others follow is cut to a multiple of 8; an IPv6 one is
 * taken as it is.
 *
 * <p>Source: net/ipv4/ip_fragment.c (ip_frag_queue), net/ipv6/netfilter/nf_conntrack_reasm.c
 * (find_prev_fhdr, nf_ct_frag6_queue), include/net/ipv6_frag.h (ipv6frag_thdr_truncated).
 */
final class Piece {
  /** No fragment, or none that can be put together. */
  static final int NONE = 0;

  /** A fragment. */
  static final int FRAGMENT = 1;

  /** The packet ends inside its fragment header. */
  static final int CUT = 2;

  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ICMP6 = 58;
  private static final int ECN_MASK = 3;

  /** Whether it is an IPv6 fragment. */
  boolean six;

  /** First byte. */
  int offset;

  /** Byte behind the last. */
  int end;

  /** Whether others follow. */
  boolean more;

  /** Bytes before the first, counted from the network header; IPv6: fragment header included. */
  int headerLength;

  /** What the kernel remembers as the fragment's size. */
  int size;

  boolean dontFragment;

  /** ECN bits of the IP header. */
  int ecn;

  /** IPv6: where the number of the header before the fragment header is, from network header. */
  int nextHeaderOffset;

  /** IPv6: the number of the header behind the fragment header. */
  int nextHeader;

  /** Reads an IPv4 fragment. */
  @HotPath
  void read4(Packet packet) {
    int base = packet.networkOffset();
    int word = packet.u16(base + Ip4.FRAGMENT);
    six = false;
    more = (word & Ip4.MORE_FRAGMENTS) != 0;
    dontFragment = (word & Ip4.DONT_FRAGMENT) != 0;
    headerLength = (packet.u8(base) & 0xf) * 4;
    offset = (word & Ip4.OFFSET_MASK) * 8;
    end = offset + packet.networkLength() - headerLength;
    if (more) {
      end &= ~7;
    }
    size = end - offset + headerLength;
    ecn = packet.u8(base + Ip4.TOS) & ECN_MASK;
  }

  /**
   * Reads an IPv6 packet; one of the constants.
   *
   * <p>KERNEL: a jumbogram and a first fragment without its whole transport header pass as {@link
   * #NONE}.
   */
  @HotPath
  int read6(Packet packet) {
    int base = packet.networkOffset();
    int payload = packet.u16(base + Ip6.PAYLOAD_LENGTH);
    int header = payload == 0 ? -1 : fragmentHeader(packet);
    if (header < 0) {
      return NONE;
    }
    if (isTransportCut(packet, header)) {
      return NONE;
    }
    if (!packet.canLoad(header, Ip6.FRAGMENT_LENGTH)) {
      return packet.inOriginal(header, Ip6.FRAGMENT_LENGTH) ? NONE : CUT;
    }
    int word = packet.u16(header + Ip6.FRAGMENT_WORD);
    six = true;
    more = (word & Ip6.FRAGMENT_MORE) != 0;
    dontFragment = false;
    headerLength = header - base + Ip6.FRAGMENT_LENGTH;
    offset = word & Ip6.FRAGMENT_OFFSET_MASK;
    end = offset + payload + Ip6.LENGTH - headerLength;
    size = payload + Ip6.LENGTH;
    ecn = packet.u8(base + 1) >> 4 & ECN_MASK;
    nextHeader = packet.u8(header + Ip6.EXTENSION_NEXT);
    return FRAGMENT;
  }

  /** Offset of the fragment header from the frame's start; -1 if there is none. */
  private int fragmentHeader(Packet packet) {
    int base = packet.networkOffset();
    int next = packet.u8(base + Ip6.NEXT_HEADER);
    int start = base + Ip6.LENGTH;
    nextHeaderOffset = Ip6.NEXT_HEADER;
    while (next != Ip6.FRAGMENT) {
      if (!Ip6.isExtensionHeader(next) || next == Ip6.NO_NEXT_HEADER || !packet.canLoad(start, 2)) {
        return -1;
      }
      // KERNEL: prev_nhoff is a u8.
      nextHeaderOffset = start - base & 0xff;
      int following = packet.u8(start + Ip6.EXTENSION_NEXT);
      start += extensionLength(packet, next, start);
      next = following;
    }
    return packet.inOriginal(start, 0) ? start : -1;
  }

  private static int extensionLength(Packet packet, int header, int start) {
    int length = packet.u8(start + Ip6.EXTENSION_LENGTH);
    return header == Ip6.AUTHENTICATION ? (length + 2) * 4 : (length + 1) * 8;
  }

  /** Whether a first fragment ends inside its transport header. */
  private static boolean isTransportCut(Packet packet, int fragmentHeader) {
    int next = Ip6.FRAGMENT;
    int start = fragmentHeader;
    while (Ip6.isExtensionHeader(next)) {
      int read = next == Ip6.FRAGMENT ? 4 : 2;
      if (next == Ip6.NO_NEXT_HEADER || !packet.canLoad(start, read)) {
        return false;
      }
      int length = Ip6.FRAGMENT_LENGTH;
      if (next != Ip6.FRAGMENT) {
        length = extensionLength(packet, next, start);
      } else if ((packet.u16(start + Ip6.FRAGMENT_WORD) & Ip6.FRAGMENT_OFFSET_MASK) != 0) {
        return false;
      }
      next = packet.u8(start + Ip6.EXTENSION_NEXT);
      start += length;
    }
    int needed =
        switch (next) {
          case TCP -> 20;
          case UDP, ICMP6 -> 8;
          default -> 1;
        };
    return !packet.inOriginal(start, needed);
  }
}

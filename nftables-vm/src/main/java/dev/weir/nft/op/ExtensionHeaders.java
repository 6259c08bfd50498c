package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;

/**
 * Finds an IPv6 extension header (or the upper protocol's) by its number.
 *
 * <p><i>Meaning.</i> The chain is walked from the fixed header. A header that does not lie wholly
 * in the packet ends the walk; so does a later fragment, whose rest is data.
 *
 * <p>Source: net/ipv6/exthdrs_core.c (ipv6_find_hdr with a target and no flags).
 */
final class ExtensionHeaders {
  private ExtensionHeaders() {}

  /**
   * Where header {@code target} begins, from the frame's start, {@link ExthdrOp#ABSENT} or {@link
   * ExthdrOp#CUT}.
   */
  @HotPath
  static int find(Packet packet, int target) {
    int next = packet.networkOffset() + Ip6.NEXT_HEADER;
    int start = packet.networkOffset() + Ip6.LENGTH;
    if (packet.nfproto() != Packet.NFPROTO_IPV6 || !packet.isLoadable(next, 1)) {
      return ExthdrOp.ABSENT;
    }
    int header = packet.u8(next);
    while (true) {
      if (!Ip6.isExtensionHeader(header) || header == Ip6.NO_NEXT_HEADER) {
        return header == target ? start : ExthdrOp.ABSENT;
      }
      int needed = header == Ip6.ROUTING || header == Ip6.FRAGMENT ? 4 : 2;
      if (!packet.isLoadable(start, needed)) {
        return ExthdrOp.missing(packet, start, needed);
      }
      if (header == target) {
        return start;
      }
      int lengthField = packet.u8(start + Ip6.EXTENSION_LENGTH);
      int length = (lengthField + 1) * 8;
      if (header == Ip6.FRAGMENT) {
        if ((packet.u16(start + Ip6.FRAGMENT_WORD) & Ip6.FRAGMENT_OFFSET_MASK) != 0) {
          return ExthdrOp.ABSENT;
        }
        length = Ip6.FRAGMENT_LENGTH;
      } else if (header == Ip6.AUTHENTICATION) {
        length = (lengthField + 2) * 4;
      }
      header = packet.u8(start + Ip6.EXTENSION_NEXT);
      start += length;
    }
  }
}

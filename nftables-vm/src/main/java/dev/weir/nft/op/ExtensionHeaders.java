package dev.weir.nft.op;

import dev.weir.core.packet.Packet;

/** Finds an IPv6 extension header. Source: net/ipv6/exthdrs_core.c (ipv6_find_hdr). */
final class ExtensionHeaders {
  private ExtensionHeaders() {}

  static int find(Packet packet, int type) {
    return -1;
  }
}

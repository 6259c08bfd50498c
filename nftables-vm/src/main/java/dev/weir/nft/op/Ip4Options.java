package dev.weir.nft.op;

import dev.weir.core.packet.Packet;

/** Finds an IPv4 option. Source: net/netfilter/nft_exthdr.c (ipv4_find_option). */
final class Ip4Options {
  private Ip4Options() {}

  static int find(Packet packet, int type) {
    return -1;
  }
}

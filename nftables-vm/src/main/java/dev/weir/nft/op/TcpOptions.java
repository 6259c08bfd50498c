package dev.weir.nft.op;

import dev.weir.core.packet.Packet;

/** Finds a TCP option. Source: net/netfilter/nft_exthdr.c (nft_exthdr_tcp_eval). */
final class TcpOptions {
  private TcpOptions() {}

  static int find(Packet packet, int kind, int needed) {
    return -1;
  }
}

package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;

/**
 * Every other protocol, DCCP included: one flow per pair of hosts, over 600 s after its last
 * packet, never ASSURED.
 *
 * <p>Source: net/netfilter/nf_conntrack_core.c (generic_packet), nf_conntrack_proto_generic.c.
 */
final class GenericTracker {
  private static final long TIMEOUT = 600_000_000_000L;

  private GenericTracker() {}

  @HotPath
  static int packet(Tracking tracking) {
    tracking.refresh(TIMEOUT);
    return Tracking.ACCEPT;
  }
}

package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;

/**
 * GRE: one flow per pair of hosts, or per PPTP call.
 *
 * <p><i>Meaning:</i> 30 s after the last packet a flow is over, 180 s once it was answered, which
 * makes it ASSURED.
 *
 * <p><i>Limits vs kernel:</i> without the PPTP helper there is no map of calls, so the two
 * directions of a PPTP call are two flows; so it is in a kernel that loads no helper.
 *
 * <p>Source: net/netfilter/nf_conntrack_proto_gre.c.
 */
final class GreTracker {
  static final int GRE = 47;

  /** Version in the first two bytes, version 1, and the protocol PPTP carries. */
  static final int VERSION_MASK = 0x7;

  static final int PPTP_VERSION = 1;
  static final int PPP = 0x880b;

  private static final long UNREPLIED = 30_000_000_000L;
  private static final long REPLIED = 180_000_000_000L;

  private GreTracker() {}

  @HotPath
  static int packet(Tracking tracking) {
    return tracking.refreshByReply(UNREPLIED, REPLIED);
  }
}

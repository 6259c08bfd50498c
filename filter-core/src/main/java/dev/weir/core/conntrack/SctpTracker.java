package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;

/** SCTP, to come: as any protocol with ports. */
final class SctpTracker {
  static final int SCTP = 132;

  private static final long TIMEOUT = 10_000_000_000L;

  private SctpTracker() {}

  @HotPath
  static boolean isClosing(long at) {
    return Conn.protocol(at) != SCTP;
  }

  @HotPath
  static int packet(Tracking tracking) {
    tracking.refresh(TIMEOUT);
    return Tracking.ACCEPT;
  }
}

package dev.weir.core.conntrack;

import dev.weir.core.hook.Hook;
import dev.weir.core.packet.ConntrackRef;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;

/**
 * One packet on its way through a tracker: the arguments every tracker gets.
 *
 * <p><i>Meaning:</i> {@link #transportOffset} counts from the frame's start; {@link #length} and
 * {@link #remaining()} are the packet's as it was on the wire, whatever was captured of it.
 *
 * <p>Source: net/netfilter/nf_conntrack_core.c (nf_conntrack_handle_packet).
 */
final class Tracking {
  /** Answers of a tracker: the packet belongs to the connection, */
  static final int ACCEPT = 0;

  /** it does not ({@code ct state invalid}), */
  static final int INVALID = 1;

  /** the connection was removed, the lookup is to be repeated, */
  static final int REPEAT = 2;

  /** the packet has to go. */
  static final int DROP = 3;

  final Connections connections;
  final boolean verifiesChecksums;
  Packet packet = new Packet();
  long nowNanos;
  boolean atPrerouting;
  int transportOffset;
  int protocol;

  int entry;
  long at;
  int info;

  Tracking(Connections connections, boolean verifiesChecksums) {
    this.connections = connections;
    this.verifiesChecksums = verifiesChecksums;
  }

  @HotPath
  void begin(Packet newPacket, Hook hook) {
    packet = newPacket;
    nowNanos = newPacket.nowNanos();
    atPrerouting = hook == Hook.PREROUTING;
  }

  @HotPath
  void setConnection(int newEntry, int newInfo) {
    entry = newEntry;
    at = connections.table.at(newEntry);
    info = newInfo;
  }

  /** 1 if the packet goes against the original direction. */
  @HotPath
  int direction() {
    return info >= ConntrackRef.ESTABLISHED_REPLY ? Conntrack.REPLY : Conntrack.ORIGINAL;
  }

  @HotPath
  boolean isConfirmed() {
    return Conn.has(at, ConntrackStatus.CONFIRMED);
  }

  /** Bytes from the transport header on. */
  @HotPath
  int remaining() {
    return packet.networkOffset() + packet.networkLength() - transportOffset;
  }

  /** Whether checksums of this packet count at all, and can be computed. */
  @HotPath
  boolean isChecksumDue() {
    return verifiesChecksums
        && atPrerouting
        && packet.canLoad(transportOffset, Math.max(0, remaining()));
  }

  /** Renews a connection of a protocol that knows no more than unanswered and answered. */
  @HotPath
  int refreshByReply(long unrepliedNanos, long repliedNanos) {
    if (!Conn.has(at, ConntrackStatus.SEEN_REPLY)) {
      refresh(unrepliedNanos);
      return ACCEPT;
    }
    refresh(repliedNanos);
    if (!Conn.has(at, ConntrackStatus.NAT_CLASH)) {
      Conn.set(at, ConntrackStatus.ASSURED);
    }
    return ACCEPT;
  }

  /** nf_ct_refresh_acct. */
  @HotPath
  void refresh(long timeoutNanos) {
    connections.refresh(at, entry, info, packet.networkLength(), timeoutNanos, nowNanos);
  }
}

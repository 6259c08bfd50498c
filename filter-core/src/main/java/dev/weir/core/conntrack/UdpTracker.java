package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.RecordMemory;

/**
 * UDP and UDP-Lite.
 *
 * <p><i>Meaning:</i> a flow lasts 30 s after its last packet, 120 s once it is a stream: answered,
 * and alive two seconds after its first packet, which also makes it ASSURED. UDP-Lite is one as
 * soon as a packet follows the answer. Where checksums are verified, hardly any UDP-Lite packet is
 * valid to the kernel.
 *
 * <p>Source: net/netfilter/nf_conntrack_proto_udp.c.
 */
final class UdpTracker {
  static final int UDP = 17;
  static final int UDP_LITE = 136;

  private static final int HEADER_LENGTH = 8;
  private static final int LENGTH = 4;
  private static final int CHECKSUM = 6;
  private static final int STREAM_SINCE = Conn.PROTOCOL;
  private static final long SECOND = 1_000_000_000L;
  private static final long STREAM_AFTER = 2 * SECOND;
  private static final long UNREPLIED = 30 * SECOND;
  private static final long REPLIED = 120 * SECOND;

  private UdpTracker() {}

  @HotPath
  static int udp(Tracking tracking) {
    if (isBroken(tracking)) {
      return Tracking.INVALID;
    }
    long at = tracking.at;
    int status = Conn.status(at);
    if ((status & ConntrackStatus.CONFIRMED) == 0) {
      RecordMemory.putI64(at + STREAM_SINCE, tracking.nowNanos + STREAM_AFTER);
    }
    if ((status & ConntrackStatus.SEEN_REPLY) == 0) {
      tracking.refresh(UNREPLIED);
      return Tracking.ACCEPT;
    }
    boolean stream = tracking.nowNanos > RecordMemory.i64(at + STREAM_SINCE);
    tracking.refresh(stream ? REPLIED : UNREPLIED);
    if (stream && (status & ConntrackStatus.NAT_CLASH) == 0) {
      Conn.set(at, ConntrackStatus.ASSURED);
    }
    return Tracking.ACCEPT;
  }

  @HotPath
  private static boolean isBroken(Tracking tracking) {
    Packet packet = tracking.packet;
    int offset = tracking.transportOffset;
    if (!packet.isLoadable(offset, HEADER_LENGTH)) {
      return true;
    }
    int length = packet.u16(offset + LENGTH);
    if (length > tracking.remaining() || length < HEADER_LENGTH) {
      return true;
    }
    return packet.u16(offset + CHECKSUM) != 0
        && tracking.isChecksumDue()
        && !TransportChecksums.isGood(packet, offset, tracking.remaining(), UDP);
  }

  @HotPath
  static int udpLite(Tracking tracking) {
    if (isBrokenLite(tracking)) {
      return Tracking.INVALID;
    }
    return tracking.refreshByReply(UNREPLIED, REPLIED);
  }

  @HotPath
  private static boolean isBrokenLite(Tracking tracking) {
    Packet packet = tracking.packet;
    int offset = tracking.transportOffset;
    if (!packet.isLoadable(offset, HEADER_LENGTH)) {
      return true;
    }
    int coverage = packet.u16(offset + LENGTH);
    int length = tracking.remaining();
    if (coverage == 0) {
      coverage = length;
    } else if (coverage < HEADER_LENGTH || coverage > length) {
      return true;
    }
    // KERNEL: udplite_error sums the pseudo header of UDP, so that right checksums are wrong to it
    return packet.u16(offset + CHECKSUM) == 0
        || (tracking.isChecksumDue() && !TransportChecksums.isGood(packet, offset, coverage, UDP));
  }
}

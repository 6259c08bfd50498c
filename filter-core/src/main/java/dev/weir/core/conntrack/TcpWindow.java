package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;

/**
 * Whether a segment lies in the window, and what it teaches about both sides' windows.
 *
 * <p><i>Meaning:</i> four bounds: data not beyond what the receiver allowed, not wholly before what
 * it can still want, acknowledgement not beyond what was sent, nor older than the largest window.
 * Too old is ignored, too new is invalid; a liberal side (picked up in the middle) is believed.
 *
 * <p>Source: net/netfilter/nf_conntrack_proto_tcp.c (tcp_in_window, tcp_init_sender); G. van Rooij,
 * "Real Stateful TCP Packet Filtering in IP Filter", 2000.
 */
final class TcpWindow {
  static final int ACCEPT = 0;
  static final int IGNORE = 1;
  static final int INVALID = 2;

  private static final int MAX_ACK_WINDOW = 66_000;

  private final TcpSegment segment;
  private int sequence;
  private int acknowledged;
  private int selective;
  private int end;

  TcpWindow(TcpSegment segment) {
    this.segment = segment;
  }

  @HotPath
  private static boolean isBefore(int sequence, int other) {
    return sequence - other < 0;
  }

  @HotPath
  private static boolean isAfter(int sequence, int other) {
    return other - sequence < 0;
  }

  /** Judges the segment and, unless it is refused, remembers what it says. */
  @HotPath
  int check(Packet packet, long at, int direction, int segmentClass) {
    long sender = TcpConn.side(at, direction);
    long receiver = TcpConn.side(at, 1 - direction);
    sequence = segment.sequence;
    acknowledged = segment.acknowledged;
    end = segment.end;
    selective =
        TcpConn.hasFlag(receiver, TcpConn.SACK_PERMITTED)
            ? segment.selectivelyAcknowledged(packet)
            : acknowledged;
    if (learnSender(packet, at, sender, receiver, direction)) {
      return ACCEPT;
    }
    pretendAcknowledgement(at, sender, receiver);
    int verdict = bounds(sender, receiver);
    if (verdict != ACCEPT) {
      return TcpConn.hasFlag(sender, TcpConn.LIBERAL) ? ACCEPT : verdict;
    }
    updateSender(sender);
    updateReceiver(sender, receiver);
    if (segmentClass == TcpStates.ACK) {
      countRetransmission(at, direction);
    }
    return ACCEPT;
  }

  // ---- what is not known yet ----

  /** Takes a side's first segment as it is; true if that is all there is to do. */
  @HotPath
  private boolean learnSender(Packet packet, long at, long sender, long receiver, int direction) {
    if (TcpConn.maxWindow(sender) == 0) {
      if (segment.isSyn()) {
        initialize(packet, sender, receiver, direction);
        return !segment.isAck();
      }
      pickUp(sender, receiver);
      return false;
    }
    int state = TcpConn.state(at);
    if (segment.isSyn()
        && isAfter(end, TcpConn.end(sender))
        && (state == TcpStates.SYN_SENT || state == TcpStates.SYN_RECV)) {
      initialize(packet, sender, receiver, direction);
      return direction == Conntrack.REPLY && !segment.isAck();
    }
    return false;
  }

  @HotPath
  private void initialize(Packet packet, long sender, long receiver, int direction) {
    TcpConn.setEnd(sender, end);
    TcpConn.setMaxEnd(sender, end);
    TcpConn.setMaxWindow(sender, Math.max(segment.window, 1));
    takeOptions(packet, segment, sender);
    if (direction == Conntrack.REPLY
        && !(TcpConn.hasFlag(sender, TcpConn.WINDOW_SCALE)
            && TcpConn.hasFlag(receiver, TcpConn.WINDOW_SCALE))) {
      TcpConn.setScale(sender, 0);
      TcpConn.setScale(receiver, 0);
    }
  }

  /** Remembers what a side's SYN offers; a SYN without options changes nothing. */
  @HotPath
  static void takeOptions(Packet packet, TcpSegment segment, long side) {
    if (!segment.hasOptions()) {
      return;
    }
    segment.readOptions(packet);
    TcpConn.setScale(side, segment.scale);
    TcpConn.setFlags(
        side,
        (TcpConn.flags(side) & TcpConn.LIBERAL)
            | (segment.hasScale ? TcpConn.WINDOW_SCALE : 0)
            | (segment.permitsSack ? TcpConn.SACK_PERMITTED : 0));
  }

  @HotPath
  private void pickUp(long sender, long receiver) {
    int window = Math.max(segment.window << TcpConn.scale(sender), 1);
    TcpConn.setEnd(sender, end);
    TcpConn.setMaxWindow(sender, window);
    TcpConn.setMaxEnd(sender, end + window);
    if (TcpConn.maxWindow(receiver) == 0) {
      TcpConn.setEnd(receiver, selective);
      TcpConn.setMaxEnd(receiver, selective);
    } else if (selective == TcpConn.end(receiver) + 1) {
      TcpConn.setEnd(receiver, selective);
    }
  }

  /** Segments without acknowledgement count as if theirs were right. */
  @HotPath
  private void pretendAcknowledgement(long at, long sender, long receiver) {
    if (!segment.isAck() || (segment.isRst() && acknowledged == 0)) {
      acknowledged = TcpConn.end(receiver);
      selective = acknowledged;
    }
    if (segment.isRst() && sequence == 0 && TcpConn.state(at) == TcpStates.SYN_SENT) {
      sequence = TcpConn.end(sender);
      end = sequence;
    }
  }

  // ---- the bounds ----

  @HotPath
  private int bounds(long sender, long receiver) {
    if (!isBefore(sequence, TcpConn.maxEnd(sender) + 1)) {
      return overshoot(sender, receiver);
    }
    if (!isBefore(selective, TcpConn.end(receiver) + 1)) {
      return INVALID;
    }
    if (TcpConn.maxWindow(receiver) != 0 && !isInReceiveWindow(sender, receiver)) {
      return IGNORE;
    }
    return isRecent(sender, receiver) ? ACCEPT : IGNORE;
  }

  @HotPath
  private boolean isInReceiveWindow(long sender, long receiver) {
    return isAfter(end, TcpConn.end(sender) - TcpConn.maxWindow(receiver) - 1);
  }

  @HotPath
  private boolean isRecent(long sender, long receiver) {
    int window = TcpConn.maxWindow(sender);
    if (Integer.compareUnsigned(window, MAX_ACK_WINDOW) <= 0) {
      window = MAX_ACK_WINDOW;
    }
    return isAfter(selective, TcpConn.end(receiver) - window - 1);
  }

  /** Data beyond the window: a little too much in an otherwise right segment is remembered. */
  @HotPath
  private int overshoot(long sender, long receiver) {
    int window = TcpConn.maxWindow(receiver);
    int excess = end - TcpConn.maxEnd(sender) + 1;
    if (window != 0
        && isInReceiveWindow(sender, receiver)
        && isRecent(sender, receiver)
        && Integer.compareUnsigned(excess, window) <= 0
        && isBefore(selective, TcpConn.end(receiver) + 1)) {
      TcpConn.setEnd(sender, end);
      TcpConn.addFlag(sender, TcpConn.UNACKNOWLEDGED);
      return IGNORE;
    }
    return INVALID;
  }

  // ---- what it teaches ----

  @HotPath
  private int scaledWindow(long sender) {
    return segment.isSyn() ? segment.window : segment.window << TcpConn.scale(sender);
  }

  @HotPath
  private void updateSender(long sender) {
    int window = scaledWindow(sender) + (selective - acknowledged);
    if (Integer.compareUnsigned(TcpConn.maxWindow(sender), window) < 0) {
      TcpConn.setMaxWindow(sender, window);
    }
    if (isAfter(end, TcpConn.end(sender))) {
      TcpConn.setEnd(sender, end);
      TcpConn.addFlag(sender, TcpConn.UNACKNOWLEDGED);
    }
    if (segment.isAck()
        && (!TcpConn.hasFlag(sender, TcpConn.MAX_ACK_SET)
            || isAfter(acknowledged, TcpConn.maxAck(sender)))) {
      TcpConn.setMaxAck(sender, acknowledged);
      TcpConn.addFlag(sender, TcpConn.MAX_ACK_SET);
    }
  }

  @HotPath
  private void updateReceiver(long sender, long receiver) {
    int window = scaledWindow(sender);
    if (TcpConn.maxWindow(receiver) != 0 && isAfter(end, TcpConn.maxEnd(sender))) {
      TcpConn.setMaxWindow(receiver, TcpConn.maxWindow(receiver) + end - TcpConn.maxEnd(sender));
    }
    if (isAfter(selective + window, TcpConn.maxEnd(receiver) - 1)) {
      TcpConn.setMaxEnd(receiver, selective + Math.max(window, 1));
    }
    if (acknowledged == TcpConn.end(receiver)) {
      TcpConn.removeFlag(receiver, TcpConn.UNACKNOWLEDGED);
    }
  }

  @HotPath
  private void countRetransmission(long at, int direction) {
    if (TcpConn.lastDirection(at) == direction
        && TcpConn.lastSequence(at) == sequence
        && TcpConn.lastAck(at) == acknowledged
        && TcpConn.lastEnd(at) == end
        && TcpConn.lastWindow(at) == segment.window) {
      TcpConn.setRetransmissions(at, TcpConn.retransmissions(at) + 1);
      return;
    }
    TcpConn.setLastDirection(at, direction);
    TcpConn.setLastSequence(at, sequence);
    TcpConn.setLastAck(at, acknowledged);
    TcpConn.setLastEnd(at, end);
    TcpConn.setLastWindow(at, segment.window);
    TcpConn.setRetransmissions(at, 0);
  }
}

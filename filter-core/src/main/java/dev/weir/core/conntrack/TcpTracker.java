package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;

/**
 * TCP: the state machine around {@link TcpStates} and {@link TcpWindow}.
 *
 * <p><i>Meaning:</i> broken headers, impossible flags and segments outside the window are invalid.
 * A connection may begin with an ACK (picked up, {@code nf_conntrack_tcp_loose}); then window
 * checks are liberal. What could be the start of another connection with the same ports is let
 * through without a change of state, and remembered: the answer tells who was right. A SYN on a
 * closed connection replaces it. ASSURED comes with the handshake's last ACK, or with the answer to
 * a picked up one.
 *
 * <p><i>Limits vs kernel:</i> the sysctls have their default values; SYN proxy and sequence
 * adjustment are not there.
 *
 * <p>Source: net/netfilter/nf_conntrack_proto_tcp.c (nf_conntrack_tcp_packet); RFC 9293, RFC 5961.
 */
final class TcpTracker {
  static final int TCP = 6;

  private static final long KEEP_NANOS = 120_000_000_000L;

  /** What {@link #special} says: go on with the window, */
  private static final int CHECK_WINDOW = -1;

  /** or without looking at it. */
  private static final int IN_WINDOW = -2;

  private final TcpSegment segment = new TcpSegment();
  private final TcpWindow window = new TcpWindow(segment);
  private int newState;
  private int oldState;
  private int segmentClass;

  /** Whether an assured connection may go to make room. */
  @HotPath
  static boolean isClosing(long at) {
    return switch (TcpConn.state(at)) {
      case TcpStates.FIN_WAIT,
          TcpStates.LAST_ACK,
          TcpStates.TIME_WAIT,
          TcpStates.CLOSE,
          TcpStates.CLOSE_WAIT ->
          true;
      default -> false;
    };
  }

  @HotPath
  private static boolean isEstablished(long at) {
    return TcpConn.state(at) == TcpStates.ESTABLISHED && Conn.has(at, ConntrackStatus.ASSURED);
  }

  @HotPath
  int packet(Tracking tracking) {
    if (isBroken(tracking)) {
      return Tracking.INVALID;
    }
    long at = tracking.at;
    segmentClass = segment.segmentClass();
    if (!tracking.isConfirmed() && !begin(tracking.packet, at)) {
      return Tracking.INVALID;
    }
    int direction = tracking.direction();
    oldState = TcpConn.state(at);
    newState = TcpStates.next(direction, segmentClass, oldState);
    int answer = special(tracking, at, direction);
    if (answer >= 0) {
      return answer;
    }
    if (answer == CHECK_WINDOW) {
      int verdict = window.check(tracking.packet, at, direction, segmentClass);
      if (verdict == TcpWindow.IGNORE) {
        return Tracking.ACCEPT;
      }
      if (verdict == TcpWindow.INVALID) {
        handleInvalid(tracking, at, direction);
        return Tracking.INVALID;
      }
    }
    return accept(tracking, at, direction);
  }

  @HotPath
  private boolean isBroken(Tracking tracking) {
    Packet packet = tracking.packet;
    int offset = tracking.transportOffset;
    int length = tracking.remaining();
    return !packet.isLoadable(offset, TcpSegment.HEADER_LENGTH)
        || !segment.read(packet, offset, length)
        || (tracking.isChecksumDue() && !TransportChecksums.isGood(packet, offset, length, TCP))
        || !segment.areFlagsValid();
  }

  // ---- the first segment ----

  @HotPath
  private boolean begin(Packet packet, long at) {
    int state = TcpStates.next(Conntrack.ORIGINAL, segmentClass, TcpStates.NONE);
    if (state >= TcpStates.INVALID) {
      return false;
    }
    Conn.clearProtocol(at);
    long original = TcpConn.side(at, Conntrack.ORIGINAL);
    int maxWindow = Math.max(segment.window, 1);
    TcpConn.setEnd(original, segment.end);
    TcpConn.setMaxWindow(original, maxWindow);
    if (state == TcpStates.SYN_SENT) {
      TcpConn.setMaxEnd(original, segment.end);
      TcpWindow.takeOptions(packet, segment, original);
    } else {
      TcpConn.setMaxEnd(original, segment.end + maxWindow);
      int believed = TcpConn.SACK_PERMITTED | TcpConn.LIBERAL;
      TcpConn.setFlags(original, believed);
      TcpConn.setFlags(TcpConn.side(at, Conntrack.REPLY), believed);
    }
    TcpConn.setLast(at, TcpStates.BARE, TcpConn.lastDirection(at));
    return true;
  }

  // ---- what the table alone cannot say ----

  @HotPath
  private int special(Tracking tracking, long at, int direction) {
    switch (newState) {
      case TcpStates.SYN_SENT:
        return oldState < TcpStates.TIME_WAIT
            ? CHECK_WINDOW
            : reopenOrIgnore(tracking, at, direction);
      case TcpStates.IGNORED:
        return ignore(tracking.packet, at, direction);
      case TcpStates.INVALID:
        return Tracking.INVALID;
      case TcpStates.TIME_WAIT:
        return isChallengeAck(at, direction) ? Tracking.ACCEPT : CHECK_WINDOW;
      case TcpStates.SYN_SENT2:
        TcpConn.setLastFlags(at, TcpConn.lastFlags(at) | TcpConn.SIMULTANEOUS_OPEN);
        return CHECK_WINDOW;
      case TcpStates.SYN_RECV:
        if (direction == Conntrack.REPLY
            && segmentClass == TcpStates.ACK
            && (TcpConn.lastFlags(at) & TcpConn.SIMULTANEOUS_OPEN) != 0) {
          newState = TcpStates.ESTABLISHED;
        }
        return CHECK_WINDOW;
      case TcpStates.CLOSE:
        return segmentClass == TcpStates.RST ? reset(at, direction) : CHECK_WINDOW;
      default:
        return CHECK_WINDOW;
    }
  }

  @HotPath
  private int reopenOrIgnore(Tracking tracking, long at, int direction) {
    int flags = TcpConn.flags(TcpConn.side(at, 0)) | TcpConn.flags(TcpConn.side(at, 1));
    if ((flags & TcpConn.CLOSE_INIT) != 0
        || (TcpConn.lastDirection(at) == direction && TcpConn.lastClass(at) == TcpStates.RST)) {
      return tracking.connections.kill(tracking.entry) ? Tracking.REPEAT : Tracking.DROP;
    }
    return ignore(tracking.packet, at, direction);
  }

  @HotPath
  private int ignore(Packet packet, long at, int direction) {
    if (segmentClass == TcpStates.SYN_ACK
        && TcpConn.lastClass(at) == TcpStates.SYN
        && TcpConn.lastDirection(at) != direction
        && segment.acknowledged == TcpConn.lastEnd(at)) {
      resynchronize(at, direction);
      return CHECK_WINDOW;
    }
    TcpConn.setLast(at, segmentClass, direction);
    TcpConn.setLastSequence(at, segment.sequence);
    TcpConn.setLastEnd(at, segment.end);
    TcpConn.setLastWindow(at, segment.window);
    if (segmentClass == TcpStates.SYN && direction == Conntrack.ORIGINAL) {
      rememberSyn(packet, at);
    }
    if (oldState == TcpStates.SYN_SENT
        && segmentClass == TcpStates.ACK
        && direction == Conntrack.REPLY) {
      TcpConn.setLastAck(at, segment.acknowledged);
    }
    return Tracking.ACCEPT;
  }

  /** The answer to a SYN that was let through: the hosts agree, so the connection is theirs. */
  @HotPath
  private void resynchronize(long at, int direction) {
    oldState = TcpStates.SYN_SENT;
    newState = TcpStates.SYN_RECV;
    long client = TcpConn.side(at, TcpConn.lastDirection(at));
    TcpConn.setEnd(client, TcpConn.lastEnd(at));
    TcpConn.setMaxEnd(client, TcpConn.lastEnd(at));
    TcpConn.setMaxWindow(client, Math.max(TcpConn.lastWindow(at), 1));
    TcpConn.setScale(client, TcpConn.lastScale(at));
    TcpConn.setLastFlags(at, TcpConn.lastFlags(at) & ~TcpConn.EXPECT_CHALLENGE_ACK);
    TcpConn.setFlags(client, TcpConn.lastFlags(at));
    long server = TcpConn.side(at, direction);
    TcpConn.setEnd(server, 0);
    TcpConn.setMaxEnd(server, 0);
    TcpConn.setMaxWindow(server, 0);
    TcpConn.setMaxAck(server, 0);
    TcpConn.setScale(server, 0);
    TcpConn.setFlags(server, TcpConn.flags(server) & TcpConn.LIBERAL);
  }

  @HotPath
  private void rememberSyn(Packet packet, long at) {
    int flags = 0;
    TcpConn.setLastScale(at, 0);
    if (segment.hasOptions()) {
      segment.readOptions(packet);
      flags =
          (segment.hasScale ? TcpConn.WINDOW_SCALE : 0)
              | (segment.permitsSack ? TcpConn.SACK_PERMITTED : 0);
      TcpConn.setLastScale(at, segment.scale);
    }
    if (oldState == TcpStates.LAST_ACK) {
      flags |= TcpConn.EXPECT_CHALLENGE_ACK;
    }
    TcpConn.setLastFlags(at, flags);
  }

  /** RFC 5961: the answer to a spurious SYN does not acknowledge the last FIN. */
  @HotPath
  private boolean isChallengeAck(long at, int direction) {
    if (oldState != TcpStates.LAST_ACK
        || segmentClass != TcpStates.ACK
        || TcpConn.lastDirection(at) == direction
        || TcpConn.lastClass(at) != TcpStates.SYN
        || (TcpConn.lastFlags(at) & TcpConn.EXPECT_CHALLENGE_ACK) == 0) {
      return false;
    }
    TcpConn.setLastFlags(at, TcpConn.lastFlags(at) & ~TcpConn.EXPECT_CHALLENGE_ACK);
    return true;
  }

  // ---- resets ----

  @HotPath
  private int reset(long at, int direction) {
    if (isClosing(at)) {
      return IN_WINDOW;
    }
    long peer = TcpConn.side(at, 1 - direction);
    if (TcpConn.hasFlag(peer, TcpConn.MAX_ACK_SET) && TcpConn.lastClass(at) != TcpStates.SYN) {
      int sequence = segment.sequence;
      boolean established = isEstablished(at);
      if (sequence == 0 && !established) {
        return CHECK_WINDOW;
      }
      if (sequence - TcpConn.maxAck(peer) < 0) {
        return Tracking.INVALID;
      }
      if (!established || sequence == TcpConn.maxAck(peer) || isEndOfTrain(at, direction)) {
        return CHECK_WINDOW;
      }
      // Not exactly the next byte: a challenge ACK may follow, so the state stays.
      newState = oldState;
    }
    return isAnswerToIgnored(at, direction) ? IN_WINDOW : CHECK_WINDOW;
  }

  @HotPath
  private boolean isEndOfTrain(long at, int direction) {
    return TcpConn.lastClass(at) == TcpStates.ACK
        && TcpConn.lastDirection(at) == direction
        && segment.sequence == TcpConn.lastEnd(at);
  }

  /**
   * Whether the reset answers a SYN or ACK that was let through without a change of state.
   *
   * <p>KERNEL: a SYN must be the other side's (measured on 6.18), an ACK may be one's own.
   */
  @HotPath
  private boolean isAnswerToIgnored(long at, int direction) {
    int last = TcpConn.lastClass(at);
    boolean ignored =
        (last == TcpStates.SYN
                && TcpConn.lastDirection(at) != direction
                && Conn.has(at, ConntrackStatus.SEEN_REPLY))
            || (last == TcpStates.ACK && !Conn.has(at, ConntrackStatus.ASSURED));
    if (ignored && segment.acknowledged == TcpConn.lastEnd(at)) {
      return true;
    }
    return oldState == TcpStates.SYN_SENT
        && last == TcpStates.ACK
        && TcpConn.lastDirection(at) == Conntrack.REPLY
        && segment.sequence == TcpConn.lastAck(at);
  }

  // ---- the end ----

  /** A FIN or RST outside the window, answered by another: the connection will not last long. */
  @HotPath
  private void handleInvalid(Tracking tracking, long at, int direction) {
    if (!Conn.has(at, ConntrackStatus.ASSURED)
        || Conn.has(at, ConntrackStatus.FIXED_TIMEOUT)
        || (segmentClass != TcpStates.RST && segmentClass != TcpStates.FIN)) {
      return;
    }
    int last = TcpConn.lastClass(at);
    if (TcpConn.lastDirection(at) == direction
        || (last != TcpStates.FIN && last != TcpStates.RST)) {
      TcpConn.setLast(at, segmentClass, direction);
      return;
    }
    long left = Conn.timeout(at) - tracking.nowNanos;
    if (left >= KEEP_NANOS && left > TcpStates.UNACKNOWLEDGED_NANOS) {
      tracking.connections.setTimeout(
          at, tracking.entry, TcpStates.UNACKNOWLEDGED_NANOS, tracking.nowNanos);
    }
  }

  @HotPath
  private int accept(Tracking tracking, long at, int direction) {
    TcpConn.setLast(at, segmentClass, direction);
    TcpConn.setState(at, newState);
    if (oldState != newState && newState == TcpStates.FIN_WAIT) {
      TcpConn.addFlag(TcpConn.side(at, direction), TcpConn.CLOSE_INIT);
    }
    long timeout = timeoutNanos(at);
    if (!Conn.has(at, ConntrackStatus.SEEN_REPLY)) {
      if (segment.isRst()) {
        tracking.connections.account(
            tracking.entry, tracking.info, tracking.packet.networkLength());
        tracking.connections.kill(tracking.entry);
        return Tracking.ACCEPT;
      }
      if (segmentClass == TcpStates.SYN && oldState == TcpStates.SYN_SENT) {
        return Tracking.ACCEPT;
      }
      if (newState == TcpStates.ESTABLISHED) {
        timeout = Math.min(timeout, TcpStates.UNACKNOWLEDGED_NANOS);
      }
    } else if (newState == TcpStates.ESTABLISHED
        && (oldState == TcpStates.SYN_RECV || oldState == TcpStates.ESTABLISHED)) {
      Conn.set(at, ConntrackStatus.ASSURED);
    }
    tracking.refresh(timeout);
    return Tracking.ACCEPT;
  }

  @HotPath
  private long timeoutNanos(long at) {
    long timeout = TcpStates.timeoutNanos(newState);
    if (TcpConn.retransmissions(at) >= TcpStates.MAX_RETRANSMISSIONS
        && timeout > TcpStates.RETRANSMITTED_NANOS) {
      return TcpStates.RETRANSMITTED_NANOS;
    }
    if (segmentClass == TcpStates.RST) {
      return TcpStates.timeoutNanos(TcpStates.CLOSE);
    }
    int flags = TcpConn.flags(TcpConn.side(at, 0)) | TcpConn.flags(TcpConn.side(at, 1));
    if ((flags & TcpConn.UNACKNOWLEDGED) != 0 && timeout > TcpStates.UNACKNOWLEDGED_NANOS) {
      return TcpStates.UNACKNOWLEDGED_NANOS;
    }
    if (TcpConn.lastWindow(at) == 0 && timeout > TcpStates.RETRANSMITTED_NANOS) {
      return TcpStates.RETRANSMITTED_NANOS;
    }
    return timeout;
  }
}

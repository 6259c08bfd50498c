package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;

/**
 * TCP's states, classes of segments, the transition table and how long each state lasts.
 *
 * <p><i>Meaning:</i> the state after a segment depends on its direction, its class and the state
 * before. {@link #IGNORED}: the packet passes as part of the connection, whose state stays; {@link
 * #INVALID}: it does not belong to it.
 *
 * <p>Source: net/netfilter/nf_conntrack_proto_tcp.c (tcp_conntracks, tcp_timeouts,
 * get_conntrack_index).
 */
final class TcpStates {
  static final int NONE = 0;
  static final int SYN_SENT = 1;
  static final int SYN_RECV = 2;
  static final int ESTABLISHED = 3;
  static final int FIN_WAIT = 4;
  static final int CLOSE_WAIT = 5;
  static final int LAST_ACK = 6;
  static final int TIME_WAIT = 7;
  static final int CLOSE = 8;
  static final int SYN_SENT2 = 9;
  static final int INVALID = 10;
  static final int IGNORED = 11;

  /** Classes of segments. */
  static final int SYN = 0;

  static final int SYN_ACK = 1;
  static final int FIN = 2;
  static final int ACK = 3;
  static final int RST = 4;
  static final int BARE = 5;

  static final int MAX_RETRANSMISSIONS = 3;

  private static final int STATES = 10;
  private static final int CLASSES = 6;
  private static final long SECOND = 1_000_000_000L;

  // @formatter:off
  // now:             none     syn-sent syn-recv estab    fin-wait close-w  last-ack time-w   close
  //   sent2
  private static final String[] ROWS = {
    /* original SYN */ "SYN_SENT SYN_SENT .        .        .        .        .        SYN_SENT"
        + " SYN_SENT SYN_SENT2",
    /* SYN,ACK */ "!        !        SYN_RECV !        !        !        !        !        !       "
        + " SYN_RECV",
    /* FIN */ "!        !        FIN_WAIT FIN_WAIT LAST_ACK LAST_ACK LAST_ACK = = !",
    /* ACK */ "ESTABLISHED !     ESTABLISHED =     CLOSE_WAIT =      TIME_WAIT = = !",
    /* RST */ "!        CLOSE    CLOSE    CLOSE    CLOSE    CLOSE    CLOSE    CLOSE    CLOSE   "
        + " CLOSE",
    /* none */ "! ! ! ! ! ! ! ! ! !",
    /* reply SYN */ "!        SYN_SENT2 !       !        !        !        !        SYN_SENT !     "
        + "   =",
    /* SYN,ACK */ "!        SYN_RECV .        .        .        .        .        .        .       "
        + " SYN_RECV",
    /* FIN */ "!        !        FIN_WAIT FIN_WAIT LAST_ACK LAST_ACK LAST_ACK = = !",
    /* ACK */ "!        .        =        =        CLOSE_WAIT =      TIME_WAIT = = .",
    /* RST */ "!        CLOSE    CLOSE    CLOSE    CLOSE    CLOSE    CLOSE    CLOSE    CLOSE   "
        + " CLOSE",
    /* none */ "! ! ! ! ! ! ! ! ! !",
  };
  // @formatter:on

  private static final String[] NAMES = {
    "NONE",
    "SYN_SENT",
    "SYN_RECV",
    "ESTABLISHED",
    "FIN_WAIT",
    "CLOSE_WAIT",
    "LAST_ACK",
    "TIME_WAIT",
    "CLOSE",
    "SYN_SENT2"
  };

  private static final byte[] NEXT = table();

  private TcpStates() {}

  private static byte[] table() {
    byte[] next = new byte[ROWS.length * STATES];
    for (int row = 0; row < ROWS.length; row++) {
      String[] cells = ROWS[row].trim().split(" +", -1);
      for (int state = 0; state < STATES; state++) {
        next[row * STATES + state] = (byte) cell(cells[state], state);
      }
    }
    return next;
  }

  private static int cell(String text, int state) {
    switch (text) {
      case "!":
        return INVALID;
      case ".":
        return IGNORED;
      case "=":
        return state;
      default:
        for (int i = 0; i < NAMES.length; i++) {
          if (NAMES[i].equals(text)) {
            return i;
          }
        }
        throw new IllegalStateException("no state " + text);
    }
  }

  /** The state after a segment of this class. */
  @HotPath
  static int next(int direction, int segmentClass, int state) {
    return NEXT[(direction * CLASSES + segmentClass) * STATES + state];
  }

  /** The kernel's word for a state, as in {@code conntrack -L}. */
  static String name(int state) {
    return NAMES[state];
  }

  /** How long a connection in this state lasts, in nanoseconds. */
  @HotPath
  static long timeoutNanos(int state) {
    return switch (state) {
      case SYN_SENT, SYN_SENT2, FIN_WAIT, TIME_WAIT -> 120 * SECOND;
      case SYN_RECV, CLOSE_WAIT -> 60 * SECOND;
      case ESTABLISHED -> 432_000 * SECOND;
      case LAST_ACK -> 30 * SECOND;
      case CLOSE -> 10 * SECOND;
      default -> 0;
    };
  }

  /** With data nobody acknowledged, or after {@link #MAX_RETRANSMISSIONS}. */
  static final long UNACKNOWLEDGED_NANOS = 300 * SECOND;

  static final long RETRANSMITTED_NANOS = 300 * SECOND;
}

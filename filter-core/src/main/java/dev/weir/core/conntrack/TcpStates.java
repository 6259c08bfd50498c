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

  // One character per state: none, Syn-sent, syn-Received, Established, Fin-wait, close-Wait,
  // Last-ack, Time-wait, Close, syn-sent 2; '.' ignored, '!' invalid.
  private static final String LETTERS = "nSREFWLTC2!.";
  private static final String[] ROWS = {
    // state:          nSREFWLTC2
    /* original SYN */ "SS.....SS2",
    /* SYN, ACK */ "!!R!!!!!!R",
    /* FIN */ "!!FFLLLTC!",
    /* ACK */ "E!EEWWTTC!",
    /* RST */ "!CCCCCCCCC",
    /* none */ "!!!!!!!!!!",
    /* reply SYN */ "!2!!!!!S!2",
    /* SYN, ACK */ "!R.......R",
    /* FIN */ "!!FFLLLTC!",
    /* ACK */ "!.REWWTTC.",
    /* RST */ "!CCCCCCCCC",
    /* none */ "!!!!!!!!!!",
  };

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
    for (int i = 0; i < next.length; i++) {
      next[i] = (byte) LETTERS.indexOf(ROWS[i / STATES].charAt(i % STATES));
    }
    return next;
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

package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;

/**
 * SCTP's states, what chunks do to them, and how long they last.
 *
 * <p>Source: net/netfilter/nf_conntrack_proto_sctp.c (sctp_conntracks, sctp_timeouts,
 * sctp_new_state).
 */
final class SctpStates {
  static final int NONE = 0;
  static final int CLOSED = 1;
  static final int COOKIE_WAIT = 2;
  static final int COOKIE_ECHOED = 3;
  static final int ESTABLISHED = 4;
  static final int SHUTDOWN_SENT = 5;
  static final int SHUTDOWN_RECEIVED = 6;
  static final int SHUTDOWN_ACK_SENT = 7;
  static final int HEARTBEAT_SENT = 8;
  static final int INVALID = 9;

  /** Chunk types. */
  static final int DATA = 0;

  static final int INIT = 1;
  static final int INIT_ACK = 2;
  static final int HEARTBEAT = 4;
  static final int HEARTBEAT_ACK = 5;
  static final int ABORT = 6;
  static final int SHUTDOWN = 7;
  static final int SHUTDOWN_ACK = 8;
  static final int ERROR = 9;
  static final int COOKIE_ECHO = 10;
  static final int COOKIE_ACK = 11;
  static final int SHUTDOWN_COMPLETE = 14;

  private static final int STATES = 9;
  private static final int ROWS_PER_DIRECTION = 11;
  private static final long SECOND = 1_000_000_000L;

  // One character per state: none, Closed, cookie Wait, cookie Echoed, eStablished, shutdown
  // sent (>), shutdown received (<), shutdown Ack sent, Heartbeat sent; '.' no change, '!' invalid.
  private static final String LETTERS = "nCWES><AH!";
  private static final String[] ROWS = {
    // state:                nCWES><AH
    /* original INIT */ "C....CC.W",
    /* INIT ACK */ "C.......C",
    /* ABORT */ "CCCCCCCCC",
    /* SHUTDOWN */ "C...>...C",
    /* SHUTDOWN ACK */ "A....AA.A",
    /* ERROR */ "C.......C",
    /* COOKIE ECHO */ "C.E.....C",
    /* COOKIE ACK */ "C..S....C",
    /* SHUTDOWN COMPLETE */ "C......CC",
    /* HEARTBEAT */ "H........",
    /* HEARTBEAT ACK */ "C........",
    /* reply INIT */ "!.......!",
    /* INIT ACK */ "!W......!",
    /* ABORT */ "!CCCCCCC!",
    /* SHUTDOWN */ "!...<...!",
    /* SHUTDOWN ACK */ "!....AA.!",
    /* ERROR */ "!..C....!",
    /* COOKIE ECHO */ "!.E.....!",
    /* COOKIE ACK */ "!..S....!",
    /* SHUTDOWN COMPLETE */ "!......C!",
    /* HEARTBEAT */ "!........",
    /* HEARTBEAT ACK */ "!.......S",
  };

  private static final String[] NAMES = {
    "NONE",
    "CLOSED",
    "COOKIE_WAIT",
    "COOKIE_ECHOED",
    "ESTABLISHED",
    "SHUTDOWN_SENT",
    "SHUTDOWN_RECD",
    "SHUTDOWN_ACK_SENT",
    "HEARTBEAT_SENT"
  };

  private static final byte[] NEXT = table();

  private SctpStates() {}

  private static byte[] table() {
    byte[] next = new byte[ROWS.length * STATES];
    for (int i = 0; i < next.length; i++) {
      char cell = ROWS[i / STATES].charAt(i % STATES);
      next[i] = (byte) (cell == '.' ? i % STATES : LETTERS.indexOf(cell));
    }
    return next;
  }

  /** The state after a chunk; other types change nothing. */
  @HotPath
  static int next(int direction, int state, int chunkType) {
    int row = row(chunkType);
    return row < 0 ? state : NEXT[(direction * ROWS_PER_DIRECTION + row) * STATES + state];
  }

  @HotPath
  private static int row(int chunkType) {
    return switch (chunkType) {
      case INIT -> 0;
      case INIT_ACK -> 1;
      case ABORT -> 2;
      case SHUTDOWN -> 3;
      case SHUTDOWN_ACK -> 4;
      case ERROR -> 5;
      case COOKIE_ECHO -> 6;
      case COOKIE_ACK -> 7;
      case SHUTDOWN_COMPLETE -> 8;
      case HEARTBEAT -> 9;
      case HEARTBEAT_ACK -> 10;
      default -> -1;
    };
  }

  /** The kernel's word for a state. */
  static String name(int state) {
    return NAMES[state];
  }

  /** How long an association in this state lasts, in nanoseconds. */
  @HotPath
  static long timeoutNanos(int state) {
    return switch (state) {
      case ESTABLISHED -> 210 * SECOND;
      case HEARTBEAT_SENT -> 30 * SECOND;
      case NONE, CLOSED -> 10 * SECOND;
      default -> 3 * SECOND;
    };
  }
}

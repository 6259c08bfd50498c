package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.RecordMemory;

/**
 * What a connection's record holds for TCP.
 *
 * <pre>
 * per side, 18 bytes:  end  maxEnd  maxWindow  maxAck  scale, flags
 * then the last one:   sequence  acknowledged  end  window   state class direction retransmissions scale flags
 * </pre>
 *
 * <p>Source: include/linux/netfilter/nf_conntrack_tcp.h (struct ip_ct_tcp).
 */
final class TcpConn {
  /** Bits of {@link #flags} and {@link #lastFlags}. */
  static final int WINDOW_SCALE = 0x01;

  static final int SACK_PERMITTED = 0x02;
  static final int CLOSE_INIT = 0x04;
  static final int LIBERAL = 0x08;
  static final int UNACKNOWLEDGED = 0x10;
  static final int MAX_ACK_SET = 0x20;
  static final int EXPECT_CHALLENGE_ACK = 0x40;
  static final int SIMULTANEOUS_OPEN = 0x80;

  private static final int SIDE_BYTES = 18;
  private static final int END = Conn.PROTOCOL;
  private static final int MAX_END = Conn.PROTOCOL + 4;
  private static final int MAX_WINDOW = Conn.PROTOCOL + 8;
  private static final int MAX_ACK = Conn.PROTOCOL + 12;
  private static final int SCALE = Conn.PROTOCOL + 16;
  private static final int FLAGS = Conn.PROTOCOL + 17;
  private static final int LAST = Conn.PROTOCOL + 2 * SIDE_BYTES;
  private static final int LAST_SEQUENCE = LAST;
  private static final int LAST_ACK = LAST + 4;
  private static final int LAST_END = LAST + 8;
  private static final int LAST_WINDOW = LAST + 12;
  private static final int STATE = LAST + 16;
  private static final int LAST_CLASS = LAST + 17;
  private static final int LAST_DIRECTION = LAST + 18;
  private static final int RETRANSMISSIONS = LAST + 19;
  private static final int LAST_SCALE = LAST + 20;
  private static final int LAST_FLAGS = LAST + 21;

  private TcpConn() {}

  /** Address of a side's 18 bytes less {@link Conn#PROTOCOL}: pass it to the getters of sides. */
  @HotPath
  static long side(long at, int direction) {
    return at + (long) direction * SIDE_BYTES;
  }

  @HotPath
  static int end(long side) {
    return RecordMemory.i32(side + END);
  }

  @HotPath
  static void setEnd(long side, int value) {
    RecordMemory.putI32(side + END, value);
  }

  @HotPath
  static int maxEnd(long side) {
    return RecordMemory.i32(side + MAX_END);
  }

  @HotPath
  static void setMaxEnd(long side, int value) {
    RecordMemory.putI32(side + MAX_END, value);
  }

  @HotPath
  static int maxWindow(long side) {
    return RecordMemory.i32(side + MAX_WINDOW);
  }

  @HotPath
  static void setMaxWindow(long side, int value) {
    RecordMemory.putI32(side + MAX_WINDOW, value);
  }

  @HotPath
  static int maxAck(long side) {
    return RecordMemory.i32(side + MAX_ACK);
  }

  @HotPath
  static void setMaxAck(long side, int value) {
    RecordMemory.putI32(side + MAX_ACK, value);
  }

  @HotPath
  static int scale(long side) {
    return RecordMemory.u8(side + SCALE);
  }

  @HotPath
  static void setScale(long side, int value) {
    RecordMemory.putU8(side + SCALE, value);
  }

  @HotPath
  static int flags(long side) {
    return RecordMemory.u8(side + FLAGS);
  }

  @HotPath
  static void setFlags(long side, int value) {
    RecordMemory.putU8(side + FLAGS, value);
  }

  @HotPath
  static boolean hasFlag(long side, int flag) {
    return (flags(side) & flag) != 0;
  }

  @HotPath
  static void addFlag(long side, int flag) {
    setFlags(side, flags(side) | flag);
  }

  @HotPath
  static void removeFlag(long side, int flag) {
    setFlags(side, flags(side) & ~flag);
  }

  // ---- the connection and the last segment ----

  @HotPath
  static int state(long at) {
    return RecordMemory.u8(at + STATE);
  }

  @HotPath
  static void setState(long at, int value) {
    RecordMemory.putU8(at + STATE, value);
  }

  @HotPath
  static int lastClass(long at) {
    return RecordMemory.u8(at + LAST_CLASS);
  }

  @HotPath
  static int lastDirection(long at) {
    return RecordMemory.u8(at + LAST_DIRECTION);
  }

  @HotPath
  static void setLast(long at, int segmentClass, int direction) {
    RecordMemory.putU8(at + LAST_CLASS, segmentClass);
    RecordMemory.putU8(at + LAST_DIRECTION, direction);
  }

  @HotPath
  static void setLastDirection(long at, int direction) {
    RecordMemory.putU8(at + LAST_DIRECTION, direction);
  }

  @HotPath
  static int lastSequence(long at) {
    return RecordMemory.i32(at + LAST_SEQUENCE);
  }

  @HotPath
  static void setLastSequence(long at, int value) {
    RecordMemory.putI32(at + LAST_SEQUENCE, value);
  }

  @HotPath
  static int lastAck(long at) {
    return RecordMemory.i32(at + LAST_ACK);
  }

  @HotPath
  static void setLastAck(long at, int value) {
    RecordMemory.putI32(at + LAST_ACK, value);
  }

  @HotPath
  static int lastEnd(long at) {
    return RecordMemory.i32(at + LAST_END);
  }

  @HotPath
  static void setLastEnd(long at, int value) {
    RecordMemory.putI32(at + LAST_END, value);
  }

  @HotPath
  static int lastWindow(long at) {
    return RecordMemory.i32(at + LAST_WINDOW);
  }

  @HotPath
  static void setLastWindow(long at, int value) {
    RecordMemory.putI32(at + LAST_WINDOW, value);
  }

  /** KERNEL: counts modulo 256. */
  @HotPath
  static int retransmissions(long at) {
    return RecordMemory.u8(at + RETRANSMISSIONS);
  }

  @HotPath
  static void setRetransmissions(long at, int value) {
    RecordMemory.putU8(at + RETRANSMISSIONS, value);
  }

  @HotPath
  static int lastScale(long at) {
    return RecordMemory.u8(at + LAST_SCALE);
  }

  @HotPath
  static void setLastScale(long at, int value) {
    RecordMemory.putU8(at + LAST_SCALE, value);
  }

  @HotPath
  static int lastFlags(long at) {
    return RecordMemory.u8(at + LAST_FLAGS);
  }

  @HotPath
  static void setLastFlags(long at, int value) {
    RecordMemory.putU8(at + LAST_FLAGS, value);
  }
}

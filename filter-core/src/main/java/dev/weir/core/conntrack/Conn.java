package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.RecordMemory;

/**
 * One connection, as a record of 256 bytes in native memory; {@code at} is its address.
 *
 * <pre>
 *   0 hash[2]      8 next[2]     16 ports[2]   24 kind[2]     line 0: chains and lookup
 *  32 timeout     40 status      44 mark       48 id
 *  52 tick        56 previous    60 following                 place in a list of ConnGc
 *  64 source[0] destination[0] source[1] destination[1]       line 1: addresses, 16 bytes each
 * 128 protocol state (TCP: 2 x 20 bytes per side, then last segment; UDP, SCTP: their own)
 * 192 labels     208 packets[0] bytes[0] packets[1] bytes[1]  line 3: extensions, often unused
 * </pre>
 *
 * <p><i>Meaning:</i> arrays are by direction. A lookup touches the first two cache lines, a tracker
 * the third. {@code kind} is family, protocol and the zone in which that direction is looked up;
 * {@code ports} source above destination; the upper two bits of {@code status} say in which
 * directions the zone counts.
 *
 * <p>Source: include/net/netfilter/nf_conntrack.h (struct nf_conn), nf_conntrack_tuple.h.
 */
final class Conn {
  static final int BYTES = 256;

  /** First byte of protocol state, and how many there are. */
  static final int PROTOCOL = 128;

  static final int PROTOCOL_BYTES = 64;

  private static final int HASH = 0;
  private static final int NEXT = 8;
  private static final int PORTS = 16;
  private static final int KIND = 24;
  private static final int TIMEOUT = 32;
  private static final int STATUS = 40;
  private static final int MARK = 44;
  private static final int ID = 48;
  private static final int TICK = 52;
  private static final int PREVIOUS = 56;
  private static final int FOLLOWING = 60;
  private static final int ADDRESSES = 64;
  private static final int ADDRESS_BYTES = 16;
  private static final int LABELS = 192;
  private static final int COUNTERS = 208;
  private static final int ZONE_DIRECTIONS_SHIFT = 30;

  /** The bits of {@link #status} that are the kernel's. */
  static final int STATUS_BITS = (1 << ZONE_DIRECTIONS_SHIFT) - 1;

  private Conn() {}

  // ---- lookup ----

  @HotPath
  static int hash(long at, int direction) {
    return RecordMemory.i32(at + HASH + 4L * direction);
  }

  @HotPath
  static void setHash(long at, int direction, int value) {
    RecordMemory.putI32(at + HASH + 4L * direction, value);
  }

  /** What follows this direction in its hash chain, see {@link ConnTable}. */
  @HotPath
  static int next(long at, int direction) {
    return RecordMemory.i32(at + NEXT + 4L * direction);
  }

  @HotPath
  static void setNext(long at, int direction, int value) {
    RecordMemory.putI32(at + NEXT + 4L * direction, value);
  }

  @HotPath
  static int ports(long at, int direction) {
    return RecordMemory.i32(at + PORTS + 4L * direction);
  }

  @HotPath
  static int kind(long at, int direction) {
    return RecordMemory.i32(at + KIND + 4L * direction);
  }

  /** Half an address: 8 bytes, the first 8 if {@code part} is 0. */
  @HotPath
  static long address(long at, int direction, int side, int part) {
    return RecordMemory.i64(
        at + ADDRESSES + (long) (direction * 2 + side) * ADDRESS_BYTES + 8L * part);
  }

  /** Writes one direction's tuple. */
  @HotPath
  static void setTuple(long at, int direction, ConnTuple tuple, int zone) {
    RecordMemory.putI32(at + PORTS + 4L * direction, tuple.ports);
    RecordMemory.putI32(at + KIND + 4L * direction, tuple.kind | zone);
    long addresses = at + ADDRESSES + 2L * ADDRESS_BYTES * direction;
    RecordMemory.putI64(addresses, tuple.sourceHigh);
    RecordMemory.putI64(addresses + 8, tuple.sourceLow);
    RecordMemory.putI64(addresses + 16, tuple.destinationHigh);
    RecordMemory.putI64(addresses + 24, tuple.destinationLow);
  }

  /** Whether a direction's tuple, in its zone, is this one. */
  @HotPath
  static boolean isTuple(long at, int direction, ConnTuple tuple, int zone) {
    long addresses = at + ADDRESSES + 2L * ADDRESS_BYTES * direction;
    return RecordMemory.i32(at + PORTS + 4L * direction) == tuple.ports
        && RecordMemory.i32(at + KIND + 4L * direction) == (tuple.kind | zone)
        && RecordMemory.i64(addresses) == tuple.sourceHigh
        && RecordMemory.i64(addresses + 8) == tuple.sourceLow
        && RecordMemory.i64(addresses + 16) == tuple.destinationHigh
        && RecordMemory.i64(addresses + 24) == tuple.destinationLow;
  }

  @HotPath
  static int nfproto(long at) {
    return kind(at, 0) >>> 24;
  }

  @HotPath
  static int protocol(long at) {
    return kind(at, 0) >>> 16 & 0xff;
  }

  // ---- life ----

  /** When it ends; for an unconfirmed connection how long it will last once confirmed. */
  @HotPath
  static long timeout(long at) {
    return RecordMemory.i64(at + TIMEOUT);
  }

  @HotPath
  static void setTimeout(long at, long nanos) {
    RecordMemory.putI64(at + TIMEOUT, nanos);
  }

  @HotPath
  static int status(long at) {
    return RecordMemory.i32(at + STATUS);
  }

  @HotPath
  static boolean has(long at, int statusBit) {
    return (status(at) & statusBit) != 0;
  }

  @HotPath
  static void set(long at, int statusBits) {
    RecordMemory.putI32(at + STATUS, status(at) | statusBits);
  }

  @HotPath
  static int mark(long at) {
    return RecordMemory.i32(at + MARK);
  }

  @HotPath
  static void setMark(long at, int value) {
    RecordMemory.putI32(at + MARK, value);
  }

  @HotPath
  static int id(long at) {
    return RecordMemory.i32(at + ID);
  }

  @HotPath
  static void setId(long at, int value) {
    RecordMemory.putI32(at + ID, value);
  }

  // ---- lists of ConnGc ----

  @HotPath
  static int tick(long at) {
    return RecordMemory.i32(at + TICK);
  }

  @HotPath
  static void setTick(long at, int value) {
    RecordMemory.putI32(at + TICK, value);
  }

  @HotPath
  static int previous(long at) {
    return RecordMemory.i32(at + PREVIOUS);
  }

  @HotPath
  static void setPrevious(long at, int entry) {
    RecordMemory.putI32(at + PREVIOUS, entry);
  }

  @HotPath
  static int following(long at) {
    return RecordMemory.i32(at + FOLLOWING);
  }

  @HotPath
  static void setFollowing(long at, int entry) {
    RecordMemory.putI32(at + FOLLOWING, entry);
  }

  // ---- extensions ----

  /** Word 0-3 of the labels, word 0 holding bits 0-31. */
  @HotPath
  static int labelWord(long at, int word) {
    return RecordMemory.i32(at + LABELS + 4L * word);
  }

  @HotPath
  static void setLabelWord(long at, int word, int value) {
    RecordMemory.putI32(at + LABELS + 4L * word, value);
  }

  @HotPath
  static long packets(long at, int direction) {
    return RecordMemory.i64(at + COUNTERS + 16L * direction);
  }

  @HotPath
  static long bytes(long at, int direction) {
    return RecordMemory.i64(at + COUNTERS + 16L * direction + 8);
  }

  @HotPath
  static void count(long at, int direction, int length) {
    long counter = at + COUNTERS + 16L * direction;
    RecordMemory.putI64(counter, RecordMemory.i64(counter) + 1);
    RecordMemory.putI64(counter + 8, RecordMemory.i64(counter + 8) + length);
  }

  /** Zone number in bits 0-15, its directions above. */
  @HotPath
  static int zone(long at) {
    int directions = status(at) >>> ZONE_DIRECTIONS_SHIFT;
    return directions << 16 | (kind(at, directions == 2 ? 1 : 0) & 0xffff);
  }

  /** Sets the directions in which the zone of the tuples counts; clears the status. */
  @HotPath
  static void setZoneDirections(long at, int directions) {
    RecordMemory.putI32(at + STATUS, directions << ZONE_DIRECTIONS_SHIFT);
  }

  /** Forgets all but tuples and hashes, which the caller writes, and extensions. */
  @HotPath
  static void clear(long at) {
    for (int offset = TIMEOUT; offset < ADDRESSES; offset += 8) {
      RecordMemory.putI64(at + offset, 0);
    }
    clearProtocol(at);
  }

  /** Forgets labels and counters. */
  @HotPath
  static void clearExtensions(long at) {
    for (int offset = LABELS; offset < BYTES; offset += 8) {
      RecordMemory.putI64(at + offset, 0);
    }
  }

  /** Forgets the protocol state. */
  @HotPath
  static void clearProtocol(long at) {
    for (int offset = PROTOCOL; offset < PROTOCOL + PROTOCOL_BYTES; offset += 8) {
      RecordMemory.putI64(at + offset, 0);
    }
  }
}

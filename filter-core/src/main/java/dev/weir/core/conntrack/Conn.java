package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.RecordMemory;

/**
 * One connection, as a record of 128 bytes in native memory; {@code at} is its address.
 *
 * <pre>
 *   0 timeout      8 hash[2]                                     line 0: lookup
 *  16 ports[0] kind[0] ports[1] kind[1]
 *  32 source[0] destination[0] source[1] destination[1]          IPv4 addresses
 *  48 status      52 mark        56 where IPv6 addresses are
 *  64 protocol state (TCP: 2 x 18 bytes per side, then last segment; UDP, SCTP: their own)
 * 124 id                                                         line 1
 * </pre>
 *
 * <p><i>Meaning:</i> arrays are by direction. A lookup touches the first cache line, a tracker the
 * second. {@code kind} is family, protocol and the zone in which that direction is looked up;
 * {@code ports} source above destination; the upper two bits of {@code status} say in which
 * directions the zone counts. IPv6 addresses are in a record of their own, {@value #WIDE_BYTES}
 * bytes in the same order, which stays with this one once it has it.
 *
 * <p>Source: include/net/netfilter/nf_conntrack.h (struct nf_conn), nf_conntrack_tuple.h.
 */
final class Conn {
  static final int BYTES = 128;

  /** Size of the record of IPv6 addresses. */
  static final int WIDE_BYTES = 64;

  /** First byte of protocol state, and how many there are. */
  static final int PROTOCOL = 64;

  static final int PROTOCOL_BYTES = 60;

  private static final int TIMEOUT = 0;
  private static final int HASH = 8;
  private static final int PORTS_AND_KIND = 16;
  private static final int PAIR_BYTES = 8;
  private static final int KIND = 4;
  private static final int ADDRESSES = 32;
  private static final int STATUS = 48;
  private static final int MARK = 52;
  private static final int WIDE = 56;
  private static final int WIDE_DIRECTION_BYTES = 32;
  private static final int WIDE_ADDRESS_BYTES = 16;
  private static final int ID = 124;
  private static final int ZONE_DIRECTIONS_SHIFT = 30;
  private static final long HIGH_HALF = 0xffffffffL << 32;

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

  /** Whether both directions have the same hash, as they have without NAT. */
  @HotPath
  static boolean isSymmetric(long at) {
    return hash(at, 0) == hash(at, 1);
  }

  @HotPath
  static int ports(long at, int direction) {
    return RecordMemory.i32(at + PORTS_AND_KIND + (long) PAIR_BYTES * direction);
  }

  @HotPath
  static int kind(long at, int direction) {
    return RecordMemory.i32(at + PORTS_AND_KIND + (long) PAIR_BYTES * direction + KIND);
  }

  @HotPath
  private static boolean isWide(int kind) {
    return kind >>> 24 == Packet.NFPROTO_IPV6;
  }

  /** Where the IPv6 addresses are, 0 if there never were any. */
  @HotPath
  static long wide(long at) {
    return RecordMemory.i64(at + WIDE);
  }

  @HotPath
  static void setWide(long at, long address) {
    RecordMemory.putI64(at + WIDE, address);
  }

  /** Half an address: 8 bytes, the first 8 if {@code part} is 0. */
  @HotPath
  static long address(long at, int direction, int side, int part) {
    if (isWide(kind(at, direction))) {
      return RecordMemory.i64(
          wide(at) + WIDE_DIRECTION_BYTES * direction + WIDE_ADDRESS_BYTES * side + 8L * part);
    }
    long both = RecordMemory.i64(at + ADDRESSES + (long) PAIR_BYTES * direction);
    return part != 0 ? 0 : side == Conntrack.SOURCE ? both & HIGH_HALF : both << 32;
  }

  /** Writes one direction's tuple; of IPv6 where {@link #wide} is set. */
  @HotPath
  static void setTuple(long at, int direction, ConnTuple tuple, int zone) {
    long offset = (long) PAIR_BYTES * direction;
    RecordMemory.putI32(at + PORTS_AND_KIND + offset, tuple.ports);
    RecordMemory.putI32(at + PORTS_AND_KIND + offset + KIND, tuple.kind | zone);
    if (!isWide(tuple.kind)) {
      RecordMemory.putI64(at + ADDRESSES + offset, tuple.addresses4());
      return;
    }
    long addresses = wide(at) + WIDE_DIRECTION_BYTES * direction;
    RecordMemory.putI64(addresses, tuple.sourceHigh);
    RecordMemory.putI64(addresses + 8, tuple.sourceLow);
    RecordMemory.putI64(addresses + 16, tuple.destinationHigh);
    RecordMemory.putI64(addresses + 24, tuple.destinationLow);
  }

  /**
   * Whether a direction's tuple is this one, and the zone in which it is looked up that of the same
   * direction in {@code zones}: the original's in bits 0-15, the reply's above.
   */
  @HotPath
  static boolean isTuple(long at, int direction, ConnTuple tuple, int zones) {
    int zone = zones >>> (direction << 4) & 0xffff;
    long offset = (long) PAIR_BYTES * direction;
    if (RecordMemory.i32(at + PORTS_AND_KIND + offset) != tuple.ports
        || RecordMemory.i32(at + PORTS_AND_KIND + offset + KIND) != (tuple.kind | zone)) {
      return false;
    }
    if (!isWide(tuple.kind)) {
      return RecordMemory.i64(at + ADDRESSES + offset) == tuple.addresses4();
    }
    long addresses = wide(at) + WIDE_DIRECTION_BYTES * direction;
    return RecordMemory.i64(addresses) == tuple.sourceHigh
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

  /** Forgets all but tuples and hashes, which the caller writes. */
  @HotPath
  static void clear(long at) {
    RecordMemory.putI64(at + TIMEOUT, 0);
    RecordMemory.putI64(at + STATUS, 0);
    clearProtocol(at);
  }

  /** Forgets the protocol state. */
  @HotPath
  static void clearProtocol(long at) {
    for (int offset = PROTOCOL; offset < PROTOCOL + PROTOCOL_BYTES; offset += 4) {
      RecordMemory.putI32(at + offset, 0);
    }
  }
}

package dev.weir.core.nat;

import dev.weir.core.packet.HotPath;

/**
 * What a NAT statement asks for: addresses, ports, and how to choose among them.
 *
 * <p>Example: {@code snat to 192.0.2.1-192.0.2.9:1024-2047 persistent}.
 *
 * <p><i>Meaning:</i> addresses as in {@code ConnTuple}: IPv4 in the upper half of the high word.
 * Without {@link #MAP_IPS} the address stays, without {@link #PROTO_SPECIFIED} the port does if it
 * can. Reused from packet to packet.
 *
 * <p>Source: include/uapi/linux/netfilter/nf_nat.h (struct nf_nat_range2).
 */
public final class NatRange {
  public static final int MAP_IPS = 1;
  public static final int PROTO_SPECIFIED = 2;
  public static final int PROTO_RANDOM = 4;
  public static final int PERSISTENT = 8;
  public static final int PROTO_RANDOM_FULLY = 0x10;
  public static final int NETMAP = 0x40;

  static final int PROTO_RANDOM_ALL = PROTO_RANDOM | PROTO_RANDOM_FULLY;

  int flags;
  long minHigh;
  long minLow;
  long maxHigh;
  long maxLow;
  int minPort;
  int maxPort;

  /** Asks for nothing but what these flags say. */
  @HotPath
  public void start(int newFlags) {
    flags = newFlags;
    minHigh = 0;
    minLow = 0;
    maxHigh = 0;
    maxLow = 0;
    minPort = 0;
    maxPort = 0;
  }

  /** Sets the lowest and the highest port, or ICMP identifier. */
  @HotPath
  public void setPorts(int lowest, int highest) {
    minPort = lowest;
    maxPort = highest;
  }

  /** Sets the lowest address. */
  @HotPath
  public void setLowest(long high, long low) {
    minHigh = high;
    minLow = low;
  }

  /** Sets the highest address. */
  @HotPath
  public void setHighest(long high, long low) {
    maxHigh = high;
    maxLow = low;
  }

  @HotPath
  void setAddress(long high, long low) {
    setLowest(high, low);
    setHighest(high, low);
  }

  @HotPath
  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  @HotPath
  boolean isOneAddress() {
    return minHigh == maxHigh && minLow == maxLow;
  }

  /** Whether an address lies in the range. */
  @HotPath
  boolean contains(long high, long low) {
    return !isBelow(high, low, minHigh, minLow) && !isBelow(maxHigh, maxLow, high, low);
  }

  @HotPath
  private static boolean isBelow(long high, long low, long otherHigh, long otherLow) {
    int compared = Long.compareUnsigned(high, otherHigh);
    return compared < 0 || (compared == 0 && Long.compareUnsigned(low, otherLow) < 0);
  }

  /**
   * {@code snat ip prefix to}: the packet's own address, with the bits replaced that all addresses
   * of the range share.
   */
  @HotPath
  public void mapOnto(long ownHigh, long ownLow) {
    long sharedHigh = ~(minHigh ^ maxHigh);
    long sharedLow = ~(minLow ^ maxLow);
    setAddress(
        (ownHigh & ~sharedHigh) | (minHigh & sharedHigh),
        (ownLow & ~sharedLow) | (minLow & sharedLow));
  }
}

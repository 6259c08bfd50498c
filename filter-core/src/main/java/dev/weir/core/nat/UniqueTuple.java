package dev.weir.core.nat;

import dev.weir.core.conntrack.ConnNat;
import dev.weir.core.conntrack.ConnTuple;
import dev.weir.core.conntrack.Conntrack;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;

/**
 * Finds for a connection a tuple in a range whose reply no other connection has.
 *
 * <p><i>Meaning:</i> the port stays if nobody uses it; otherwise 128 are tried from a random one
 * on, then 64 from another, and so on down to 16. Where all are taken the last one is the answer,
 * and the connection cannot be confirmed.
 *
 * <p>Source: net/netfilter/nf_nat_core.c (get_unique_tuple, find_best_ips_proto,
 * nf_nat_l4proto_unique_tuple).
 */
final class UniqueTuple {
  private static final int ICMP = 1;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int GRE = 47;
  private static final int ICMPV6 = 58;
  private static final int SCTP = 132;
  private static final int UDPLITE = 136;

  private static final int MAX_ATTEMPTS = 128;
  private static final int LAST_ATTEMPTS = MAX_ATTEMPTS / 4;
  private static final int MIN_ATTEMPTS = 16;

  private final ConnNat connections;
  private final NatSources sources;
  private final ConnTuple reply = new ConnTuple();
  private long random;
  private long nowNanos;

  /** What is found. */
  final ConnTuple tuple = new ConnTuple();

  UniqueTuple(ConnNat connections, NatSources sources, long seed) {
    this.connections = connections;
    this.sources = sources;
    this.random = seed;
  }

  /** Leaves in {@link #tuple} what {@code wanted} becomes. */
  @HotPath
  void find(ConnTuple wanted, NatRange range, int entry, boolean isSource, long now) {
    nowNanos = now;
    boolean free = !range.has(NatRange.PROTO_RANDOM_ALL);
    tuple.copy(wanted);
    if (isSource && free) {
      if (isInRange(tuple, range)) {
        if (!isUsed(entry)) {
          return;
        }
      } else if (findMapped(wanted, range, entry)) {
        if (!isUsed(entry)) {
          return;
        }
      }
    }
    tuple.copy(wanted);
    chooseAddress(range, entry, isSource);
    if (free) {
      if (range.has(NatRange.PROTO_SPECIFIED)) {
        if (isPortInRange(tuple, range, isSource)
            && (range.minPort == range.maxPort || !isUsed(entry))) {
          return;
        }
      } else if (!isUsed(entry)) {
        return;
      }
    }
    choosePort(range, entry, isSource);
  }

  @HotPath
  private boolean isUsed(int entry) {
    return reply.invert(tuple) && connections.isTaken(reply, entry, nowNanos);
  }

  @HotPath
  private static boolean isInRange(ConnTuple tuple, NatRange range) {
    if (range.has(NatRange.MAP_IPS) && !range.contains(tuple.sourceHigh, tuple.sourceLow)) {
      return false;
    }
    return !range.has(NatRange.PROTO_SPECIFIED) || isPortInRange(tuple, range, true);
  }

  @HotPath
  private static boolean isPortInRange(ConnTuple tuple, NatRange range, boolean isSource) {
    int port;
    switch (tuple.protocol()) {
      case ICMP, ICMPV6 -> port = tuple.ports >>> 16;
      case TCP, UDP, UDPLITE, SCTP, GRE ->
          port = isSource ? tuple.ports >>> 16 : tuple.ports & 0xffff;
      default -> {
        return true;
      }
    }
    return port >= range.minPort && port <= range.maxPort;
  }

  /** How the same source is mapped already, if that is in the range. */
  @HotPath
  private boolean findMapped(ConnTuple wanted, NatRange range, int own) {
    int zone = connections.zone(own, Conntrack.ORIGINAL);
    for (int entry = sources.find(wanted, zone, -1);
        entry >= 0;
        entry = sources.find(wanted, zone, entry)) {
      connections.read(entry, Conntrack.REPLY, reply);
      tuple.invert(reply);
      tuple.destinationHigh = wanted.destinationHigh;
      tuple.destinationLow = wanted.destinationLow;
      tuple.ports = (tuple.ports & 0xffff0000) | (wanted.ports & 0xffff);
      if (isInRange(tuple, range)) {
        return true;
      }
    }
    return false;
  }

  // ---- addresses ----

  @HotPath
  private void chooseAddress(NatRange range, int entry, boolean isSource) {
    if (!range.has(NatRange.MAP_IPS)) {
      return;
    }
    if (range.isOneAddress()) {
      setAddress(isSource, range.minHigh, range.minLow);
      return;
    }
    int words = tuple.nfproto() == Packet.NFPROTO_IPV4 ? 1 : 4;
    boolean persistent = range.has(NatRange.PERSISTENT);
    int destination = raw(tuple.destinationHigh, tuple.destinationLow, words - 1);
    int hash =
        Jhash.ofFour(
            raw(tuple.sourceHigh, tuple.sourceLow, 0),
            raw(tuple.sourceHigh, tuple.sourceLow, 1),
            raw(tuple.sourceHigh, tuple.sourceLow, 2),
            raw(tuple.sourceHigh, tuple.sourceLow, 3),
            persistent ? 0 : destination ^ connections.zone(entry));
    long high = 0;
    long low = 0;
    boolean full = false;
    for (int i = 0; i < words; i++) {
      int lowest = full ? 0 : word(range.minHigh, range.minLow, i);
      int highest = word(range.maxHigh, range.maxLow, i);
      int distance = full ? ~0 : highest - lowest + 1;
      int chosen = lowest + scale(hash, distance);
      long placed = (chosen & 0xffffffffL) << ((i & 1) == 0 ? 32 : 0);
      high |= i < 2 ? placed : 0;
      low |= i < 2 ? 0 : placed;
      full |= chosen != highest;
      if (!persistent) {
        // KERNEL: of a destination that changes the new word counts
        int now = isSource ? word(tuple.destinationHigh, tuple.destinationLow, i) : chosen;
        hash ^= Integer.reverseBytes(now);
      }
    }
    setAddress(isSource, high, low);
  }

  /** reciprocal_scale. */
  @HotPath
  private static int scale(int hash, int size) {
    return (int) (((hash & 0xffffffffL) * (size & 0xffffffffL)) >>> 32);
  }

  @HotPath
  private static int word(long high, long low, int index) {
    long half = index < 2 ? high : low;
    return (int) ((index & 1) == 0 ? half >>> 32 : half);
  }

  /** A word as a little-endian machine reads it. */
  @HotPath
  private static int raw(long high, long low, int index) {
    return Integer.reverseBytes(word(high, low, index));
  }

  @HotPath
  private void setAddress(boolean isSource, long high, long low) {
    if (isSource) {
      tuple.sourceHigh = high;
      tuple.sourceLow = low;
    } else {
      tuple.destinationHigh = high;
      tuple.destinationLow = low;
    }
  }

  // ---- ports ----

  @HotPath
  private void choosePort(NatRange range, int entry, boolean isSource) {
    boolean specified = range.has(NatRange.PROTO_SPECIFIED);
    boolean upper;
    int lowest;
    int size;
    switch (tuple.protocol()) {
      case ICMP, ICMPV6 -> {
        upper = true;
        lowest = specified ? range.minPort : 0;
        size = specified ? Math.max(1, range.maxPort - range.minPort + 1) : 65_536;
      }
      case TCP, UDP, UDPLITE, SCTP -> {
        upper = isSource;
        if (!specified && !isSource) {
          return;
        }
        int port = tuple.ports >>> 16;
        lowest = specified ? Math.min(range.minPort, range.maxPort) : lowestLike(port);
        size =
            (specified ? Math.max(range.minPort, range.maxPort) : highestLike(port)) - lowest + 1;
      }
      default -> {
        return;
      }
    }
    boolean atRandom = range.has(NatRange.PROTO_RANDOM_ALL) || isSource;
    search(upper, lowest, size, atRandom ? random16() : 0, entry);
  }

  /** KERNEL: ports below 512 are credentials of some services, those up to 1023 privileged. */
  @HotPath
  private static int lowestLike(int port) {
    return port >= 1024 ? 1024 : port < 512 ? 1 : 600;
  }

  @HotPath
  private static int highestLike(int port) {
    return port >= 1024 ? 65_535 : port < 512 ? 511 : 1023;
  }

  @HotPath
  private void search(boolean upper, int lowest, int size, int first, int entry) {
    int offset = first;
    int attempts = Math.min(size, MAX_ATTEMPTS);
    while (true) {
      for (int i = 0; i < attempts; i++) {
        setPort(upper, lowest + offset % size);
        if (!isUsed(entry, attempts - i)) {
          return;
        }
        offset = (offset + 1) & 0xffff;
      }
      if (attempts >= size || attempts < MIN_ATTEMPTS) {
        return;
      }
      attempts /= 2;
      offset = random16();
    }
  }

  @HotPath
  private boolean isUsed(int entry, int attemptsLeft) {
    if (!reply.invert(tuple)) {
      return false;
    }
    return attemptsLeft > LAST_ATTEMPTS
        ? connections.isTaken(reply, entry, nowNanos)
        : connections.isTakenStill(reply, entry, nowNanos);
  }

  @HotPath
  private void setPort(boolean upper, int port) {
    int number = port & 0xffff;
    tuple.ports =
        upper ? number << 16 | (tuple.ports & 0xffff) : (tuple.ports & 0xffff0000) | number;
  }

  @HotPath
  private int random16() {
    random += 0x9e3779b97f4a7c15L;
    long mixed = (random ^ random >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return (int) (mixed >>> 48);
  }
}

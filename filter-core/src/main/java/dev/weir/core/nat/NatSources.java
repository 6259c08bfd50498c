package dev.weir.core.nat;

import dev.weir.core.conntrack.ConnNat;
import dev.weir.core.conntrack.ConnTuple;
import dev.weir.core.conntrack.Conntrack;
import dev.weir.core.packet.HotPath;
import java.util.Arrays;

/**
 * Connections by their original source, the latest first: a source that is mapped already is mapped
 * the same way again where that is possible.
 *
 * <p><i>Meaning:</i> links are kept by entry number; 0 ends a chain, an entry is its number plus
 * one.
 *
 * <p>Source: net/netfilter/nf_nat_core.c (nf_nat_bysource, find_appropriate_src).
 */
final class NatSources {
  private static final int BUCKETS = 1 << 14;
  private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

  private final ConnNat connections;
  private final ConnTuple original = new ConnTuple();
  private final int[] heads = new int[BUCKETS];
  private int[] next = {};
  private int[] previous = {};
  private int[] bucketOf = {};

  NatSources(ConnNat connections) {
    this.connections = connections;
  }

  @HotPath
  private static int bucket(ConnTuple tuple, int zone) {
    long hash = tuple.kind ^ (long) (tuple.ports >>> 16) << 32 ^ (long) zone << 48;
    hash = (hash ^ tuple.sourceHigh) * MULTIPLIER;
    hash = (hash ^ hash >>> 29 ^ tuple.sourceLow) * MULTIPLIER;
    return (int) (hash >>> 40) & (BUCKETS - 1);
  }

  /** Lists an entry by its original source. */
  @HotPath
  void add(int entry) {
    if (entry >= next.length) {
      grow(entry);
    }
    connections.read(entry, Conntrack.ORIGINAL, original);
    int bucket = bucket(original, connections.zone(entry, Conntrack.ORIGINAL));
    int first = heads[bucket];
    next[entry] = first;
    previous[entry] = 0;
    if (first != 0) {
      previous[first - 1] = entry + 1;
    }
    heads[bucket] = entry + 1;
    bucketOf[entry] = bucket + 1;
  }

  private void grow(int entry) {
    int length = Math.max(1024, Integer.highestOneBit(entry) << 1);
    next = Arrays.copyOf(next, length);
    previous = Arrays.copyOf(previous, length);
    bucketOf = Arrays.copyOf(bucketOf, length);
  }

  /** Takes an entry off, if it is listed. */
  @HotPath
  void remove(int entry) {
    if (entry >= bucketOf.length || bucketOf[entry] == 0) {
      return;
    }
    int after = next[entry];
    int before = previous[entry];
    if (after != 0) {
      previous[after - 1] = before;
    }
    if (before != 0) {
      next[before - 1] = after;
    } else {
      heads[bucketOf[entry] - 1] = after;
    }
    bucketOf[entry] = 0;
  }

  /**
   * The next listed entry with the source of a tuple, -1 if there is none.
   *
   * @param after the entry to go on behind, -1 for the first
   */
  @HotPath
  int find(ConnTuple tuple, int zone, int after) {
    int link = after < 0 ? heads[bucket(tuple, zone)] : next[after];
    while (link != 0) {
      int entry = link - 1;
      connections.read(entry, Conntrack.ORIGINAL, original);
      if (original.kind == tuple.kind
          && original.ports >>> 16 == tuple.ports >>> 16
          && original.sourceHigh == tuple.sourceHigh
          && original.sourceLow == tuple.sourceLow
          && connections.zone(entry, Conntrack.ORIGINAL) == zone) {
        return entry;
      }
      link = next[entry];
    }
    return -1;
  }
}

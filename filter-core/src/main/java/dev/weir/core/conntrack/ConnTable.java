package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.RecordMemory;

/**
 * The connections' memory and the hash table over both directions of the confirmed ones.
 *
 * <p><i>Meaning:</i> a reference names an entry and a direction: {@code entry << 1 | direction}.
 * {@link ConnBuckets} finds references by hash, whole hashes beside them, so that a search touches
 * the records of no other connection. Where both directions have the same hash, as they have
 * without NAT, one reference stands for both. A freed entry keeps its content until {@value
 * #QUARANTINE} others were freed after it: a packet tied to a connection that just died can still
 * read it.
 *
 * <p>Source: net/netfilter/nf_conntrack_core.c (nf_conntrack_hash).
 */
final class ConnTable implements AutoCloseable {
  /** Freed entries that are not reused yet. */
  static final int QUARANTINE = 64;

  final ConnBuckets buckets = new ConnBuckets();
  private final RecordMemory entries = new RecordMemory(Conn.BYTES);
  private final RecordMemory wide = new RecordMemory(Conn.WIDE_BYTES);
  private final int[] quarantine = new int[QUARANTINE];
  private long freed;
  private int firstFree = -1;
  private int neverUsed;
  private int neverWide;

  /** Address of an entry. */
  @HotPath
  long at(int entry) {
    return entries.address(entry);
  }

  /** Entries that memory was taken for, used or not: entry numbers are below. */
  int highest() {
    return neverUsed;
  }

  // ---- memory ----

  /** An entry whose content is old. */
  @HotPath
  int allocate() {
    if (firstFree >= 0) {
      int entry = firstFree;
      firstFree = Conn.hash(at(entry), 0);
      return entry;
    }
    if (neverUsed == entries.capacity()) {
      entries.grow();
    }
    return neverUsed++;
  }

  /** Gives an entry room for IPv6 addresses. */
  @HotPath
  void widen(long at) {
    if (Conn.wide(at) != 0) {
      return;
    }
    if (neverWide == wide.capacity()) {
      wide.grow();
    }
    Conn.setWide(at, wide.address(neverWide++));
  }

  /** Gives an entry back, which is not linked. */
  @HotPath
  void free(int entry) {
    int place = (int) (freed % QUARANTINE);
    if (freed >= QUARANTINE) {
      int old = quarantine[place];
      Conn.setHash(at(old), 0, firstFree);
      firstFree = old;
    }
    quarantine[place] = entry;
    freed++;
  }

  // ---- lookup ----

  /**
   * Reference of the tuple in these zones (see {@link Conn#isTuple}), -1 if there is none.
   *
   * @param hash of the tuple in one of the zones
   */
  @HotPath
  int find(ConnTuple tuple, int zones, int hash) {
    long place = buckets.first(hash);
    while (place != 0) {
      int reference = ConnBuckets.reference(place);
      int direction = reference & 1;
      long at = entries.address(reference >>> 1);
      if (Conn.isTuple(at, direction, tuple, zones)) {
        return reference;
      }
      if (Conn.isSymmetric(at) && Conn.isTuple(at, direction ^ 1, tuple, zones)) {
        return reference ^ 1;
      }
      place = buckets.next(place, hash);
    }
    return -1;
  }

  /**
   * Loads what {@link #unlink} will need, so that the wait for memory is over when it comes.
   *
   * @return a number of no meaning, to be used lest the loads are found to be useless
   */
  @HotPath
  long touch(int entry) {
    return buckets.touch(Conn.hash(at(entry), 0));
  }

  /** Makes an entry visible to lookups; hashes and tuples are set and stay. */
  @HotPath
  void link(int entry) {
    long at = at(entry);
    buckets.add(Conn.hash(at, 0), entry << 1);
    if (!Conn.isSymmetric(at)) {
      buckets.add(Conn.hash(at, 1), entry << 1 | 1);
    }
  }

  /** Takes a linked entry out. */
  @HotPath
  void unlink(int entry) {
    long at = at(entry);
    buckets.remove(Conn.hash(at, 0), entry << 1);
    if (!Conn.isSymmetric(at)) {
      buckets.remove(Conn.hash(at, 1), entry << 1 | 1);
    }
  }

  @Override
  public void close() {
    entries.close();
    wide.close();
    buckets.close();
    neverUsed = 0;
    neverWide = 0;
    firstFree = -1;
    freed = 0;
  }
}

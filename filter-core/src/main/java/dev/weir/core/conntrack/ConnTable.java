package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.RecordMemory;

/**
 * The connections' memory and the hash table over both directions of the confirmed ones.
 *
 * <p><i>Meaning:</i> chained, with linear hashing: each insertion splits at most a few buckets, so
 * that growth never stops the packet path. A reference names an entry and a direction: {@code entry
 * << 1 | direction}; in chains it is stored plus one, 0 ends a chain. A bucket's head holds the
 * hash of its first member, and shifted left by one its link, with the low bit set if a second
 * member may follow: a lookup that finds nothing and most splits touch no entry. A freed entry
 * keeps its content until {@value #QUARANTINE} others were freed after it: a packet tied to a
 * connection that just died can still read it.
 *
 * <p>Source: net/netfilter/nf_conntrack_core.c (nf_conntrack_hash); W. Litwin, "Linear hashing",
 * 1980.
 */
final class ConnTable implements AutoCloseable {
  /** Freed entries that are not reused yet. */
  static final int QUARANTINE = 64;

  private static final int ENTRY_CHUNK_SHIFT = 8;
  private static final int HEAD_CHUNK_SHIFT = 13;
  private static final int HEAD_BYTES = 8;
  private static final int HEAD_LINK = 4;
  private static final int SPLITS_PER_LINK = 2;
  private static final int FIRST_LEVEL = 10;

  private final RecordMemory entries = new RecordMemory(Conn.BYTES, ENTRY_CHUNK_SHIFT);
  private final RecordMemory heads = new RecordMemory(HEAD_BYTES, HEAD_CHUNK_SHIFT);
  private final int[] quarantine = new int[QUARANTINE];
  private long freed;
  private int firstFree = -1;
  private int neverUsed;

  /** Buckets are 1 << level, and below {@link #split} twice as many. */
  private int level = FIRST_LEVEL;

  private int split;
  private int tuples;

  /** Address of an entry. */
  @HotPath
  long at(int entry) {
    return entries.address(entry);
  }

  /** Number of buckets now. */
  @HotPath
  int buckets() {
    return (1 << level) + split;
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
      firstFree = Conn.following(at(entry));
      return entry;
    }
    if (neverUsed == entries.capacity()) {
      entries.grow();
    }
    return neverUsed++;
  }

  /** Gives an entry back, which is in no chain. */
  @HotPath
  void free(int entry) {
    int place = (int) (freed % QUARANTINE);
    if (freed >= QUARANTINE) {
      int old = quarantine[place];
      Conn.setFollowing(at(old), firstFree);
      firstFree = old;
    }
    quarantine[place] = entry;
    freed++;
  }

  // ---- chains ----

  @HotPath
  private int bucket(int hash) {
    int wide = hash & ((2 << level) - 1);
    return wide < buckets() ? wide : hash & ((1 << level) - 1);
  }

  /** Reference of the tuple in this zone, -1 if there is none. */
  @HotPath
  int find(ConnTuple tuple, int zone, int hash) {
    if (tuples == 0) {
      return -1;
    }
    long head = heads.address(bucket(hash));
    int first = RecordMemory.i32(head + HEAD_LINK);
    if (first == 0 || (RecordMemory.i32(head) != hash && (first & 1) == 0)) {
      return -1;
    }
    for (int link = first >>> 1; link != 0; ) {
      int reference = link - 1;
      int direction = reference & 1;
      long at = entries.address(reference >>> 1);
      if (Conn.hash(at, direction) == hash && Conn.isTuple(at, direction, tuple, zone)) {
        return reference;
      }
      link = Conn.next(at, direction);
    }
    return -1;
  }

  /** Puts one direction of an entry into its chain; hash and tuple are set. */
  @HotPath
  void link(int entry, int direction) {
    while (heads.capacity() < buckets() + SPLITS_PER_LINK) {
      heads.grow();
    }
    int hash = Conn.hash(at(entry), direction);
    linkAt(bucket(hash), entry, direction, hash);
    tuples++;
    for (int i = 0; i < SPLITS_PER_LINK && tuples > buckets() >>> 1; i++) {
      splitOne();
    }
  }

  @HotPath
  private void linkAt(int bucket, int entry, int direction, int hash) {
    long head = heads.address(bucket);
    int old = RecordMemory.i32(head + HEAD_LINK);
    Conn.setNext(at(entry), direction, old >>> 1);
    setHead(head, (entry << 1 | direction) + 1, hash, old != 0);
  }

  @HotPath
  private static void setHead(long head, int link, int hash, boolean more) {
    RecordMemory.putI32(head, hash);
    RecordMemory.putI32(head + HEAD_LINK, link << 1 | (more ? 1 : 0));
  }

  /** Takes one direction of an entry out of its chain, if it is there. */
  @HotPath
  void unlink(int entry, int direction) {
    long at = at(entry);
    int wanted = (entry << 1 | direction) + 1;
    long head = heads.address(bucket(Conn.hash(at, direction)));
    int link = RecordMemory.i32(head + HEAD_LINK) >>> 1;
    if (link == wanted) {
      int next = Conn.next(at, direction);
      int hash = next == 0 ? 0 : Conn.hash(entries.address((next - 1) >>> 1), (next - 1) & 1);
      setHead(head, next, hash, next != 0);
      tuples--;
      return;
    }
    while (link != 0) {
      long before = entries.address((link - 1) >>> 1);
      int side = (link - 1) & 1;
      link = Conn.next(before, side);
      if (link == wanted) {
        Conn.setNext(before, side, Conn.next(at, direction));
        tuples--;
        return;
      }
    }
  }

  /** First reference in a bucket plus one, 0 if it is empty. */
  @HotPath
  int head(int bucket) {
    return heads.capacity() == 0 ? 0 : RecordMemory.i32(heads.address(bucket) + HEAD_LINK) >>> 1;
  }

  /** The bucket where this hash is. */
  @HotPath
  int bucketOf(int hash) {
    return bucket(hash);
  }

  @HotPath
  private void splitOne() {
    int bit = 1 << level;
    int from = split;
    int to = bit + split;
    long fromHead = heads.address(from);
    int hash = RecordMemory.i32(fromHead);
    int first = RecordMemory.i32(fromHead + HEAD_LINK);
    split++;
    if (split == bit) {
      level++;
      split = 0;
    }
    if (first == 0 || ((first & 1) == 0 && (hash & bit) == 0)) {
      return;
    }
    setHead(fromHead, 0, 0, false);
    if ((first & 1) == 0) {
      setHead(heads.address(to), first >>> 1, hash, false);
      return;
    }
    for (int link = first >>> 1; link != 0; ) {
      int entry = (link - 1) >>> 1;
      int direction = (link - 1) & 1;
      long at = at(entry);
      link = Conn.next(at, direction);
      int member = Conn.hash(at, direction);
      linkAt((member & bit) == 0 ? from : to, entry, direction, member);
    }
  }

  @Override
  public void close() {
    entries.close();
    heads.close();
    tuples = 0;
    neverUsed = 0;
    firstFree = -1;
    freed = 0;
    level = FIRST_LEVEL;
    split = 0;
  }
}

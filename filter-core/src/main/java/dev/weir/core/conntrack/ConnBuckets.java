package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.RecordMemory;

/**
 * Hashes and the references they stand for: a multimap that never stops to grow.
 *
 * <pre>
 *  0 hash, reference + 1   x 7, those in use first     a bucket: one cache line
 * 56 number of the next line of this bucket plus one, 0 if it is the last
 * </pre>
 *
 * <p><i>Meaning:</i> linear hashing: an addition splits at most one bucket, which needs nothing but
 * its own lines. A bucket has {@value #MEAN_MEMBERS} members on average, at most seven per line;
 * what does not fit goes on in lines of another memory.
 *
 * <p>Source: W. Litwin, "Linear hashing", 1980.
 */
final class ConnBuckets implements AutoCloseable {
  private static final int LINE_BYTES = 64;
  private static final int MEMBER_BYTES = 8;
  private static final int MEMBERS_END = 56;
  private static final int NEXT = 56;
  private static final int LINE_MASK = LINE_BYTES - 1;
  private static final int FIRST_LEVEL = 6;

  /** Members of a bucket, on average. */
  static final int MEAN_MEMBERS = 3;

  private final RecordMemory lines = new RecordMemory(LINE_BYTES);
  private final RecordMemory more = new RecordMemory(LINE_BYTES);
  private int neverMore;
  private int firstFreeMore;

  /** Buckets are 1 << level, and below {@link #split} twice as many. */
  private int level = FIRST_LEVEL;

  private int split;
  private int members;

  /** Number of buckets now. */
  @HotPath
  int count() {
    return (1 << level) + split;
  }

  /** The bucket where this hash is. */
  @HotPath
  int bucket(int hash) {
    int wide = hash & ((2 << level) - 1);
    return wide < count() ? wide : hash & ((1 << level) - 1);
  }

  // ---- lookup ----

  /** Place of the first member with this hash, 0 if there is none. */
  @HotPath
  long first(int hash) {
    if (members == 0) {
      return 0;
    }
    long line = lines.address(bucket(hash));
    if (hash == 0) {
      return search(line, hash);
    }
    // Which member it is cannot be foretold: one jump for all costs less than one for each.
    int found =
        is(line, 0, hash)
            | is(line, 1, hash)
            | is(line, 2, hash)
            | is(line, 3, hash)
            | is(line, 4, hash)
            | is(line, 5, hash)
            | is(line, 6, hash);
    if (found != 0) {
      return line + (long) MEMBER_BYTES * Integer.numberOfTrailingZeros(found);
    }
    long next = nextLine(line);
    return next == 0 ? 0 : search(next, hash);
  }

  /** Place of the next member with this hash, 0 if there is none. */
  @HotPath
  long next(long place, int hash) {
    return search(place + MEMBER_BYTES, hash);
  }

  /** Reference at a place. */
  @HotPath
  static int reference(long place) {
    return (int) RecordMemory.i64(place) - 1;
  }

  /** Bit {@code number} if that member has this hash, which is not 0 as that of no member is. */
  @HotPath
  private static int is(long line, int number, int hash) {
    int other = (int) (RecordMemory.i64(line + (long) MEMBER_BYTES * number) >>> 32) ^ hash;
    return (((other | -other) >>> 31) ^ 1) << number;
  }

  @HotPath
  private long search(long from, int hash) {
    long place = from;
    while (place != 0) {
      if ((place & LINE_MASK) == MEMBERS_END) {
        place = nextLine(place - MEMBERS_END);
        continue;
      }
      long member = RecordMemory.i64(place);
      if ((int) (member >>> 32) == hash && member != 0) {
        return place;
      }
      place = member == 0 ? 0 : place + MEMBER_BYTES;
    }
    return 0;
  }

  /** Reference of the member of a bucket with this number, -1 behind the last one. */
  @HotPath
  int member(int bucket, int number) {
    if (members == 0) {
      return -1;
    }
    long line = lines.address(bucket);
    int left = number * MEMBER_BYTES;
    for (; left >= MEMBERS_END; left -= MEMBERS_END) {
      line = nextLine(line);
      if (line == 0) {
        return -1;
      }
    }
    return reference(line + left);
  }

  @HotPath
  private long nextLine(long line) {
    int next = RecordMemory.i32(line + NEXT);
    return next == 0 ? 0 : more.address(next - 1);
  }

  /** Loads the bucket of a hash; the number says nothing. */
  @HotPath
  long touch(int hash) {
    return RecordMemory.i64(lines.address(bucket(hash)));
  }

  // ---- change ----

  /** Adds a member. */
  @HotPath
  void add(int hash, int reference) {
    while (lines.capacity() <= count()) {
      lines.grow();
    }
    append(lines.address(bucket(hash)), (long) hash << 32 | (reference + 1));
    members++;
    if (members > count() * MEAN_MEMBERS) {
      splitOne();
    }
  }

  @HotPath
  private void append(long bucket, long member) {
    long line = bucket;
    while (true) {
      for (int offset = 0; offset < MEMBERS_END; offset += MEMBER_BYTES) {
        if (RecordMemory.i64(line + offset) == 0) {
          RecordMemory.putI64(line + offset, member);
          return;
        }
      }
      long next = nextLine(line);
      line = next == 0 ? addLine(line) : next;
    }
  }

  @HotPath
  private long addLine(long before) {
    int number = firstFreeMore - 1;
    if (number >= 0) {
      firstFreeMore = RecordMemory.i32(more.address(number) + NEXT);
    } else {
      if (neverMore == more.capacity()) {
        more.grow();
      }
      number = neverMore++;
    }
    long line = more.address(number);
    for (int offset = 0; offset < LINE_BYTES; offset += MEMBER_BYTES) {
      RecordMemory.putI64(line + offset, 0);
    }
    RecordMemory.putI32(before + NEXT, number + 1);
    return line;
  }

  /** Removes a member, which is there: the bucket's last one takes its place. */
  @HotPath
  void remove(int hash, int reference) {
    long bucket = lines.address(bucket(hash));
    long place = search(bucket, hash);
    while (place != 0 && reference(place) != reference) {
      place = next(place, hash);
    }
    if (place == 0) {
      return;
    }
    long line = bucket;
    long before = 0;
    for (long next = nextLine(line); next != 0; next = nextLine(line)) {
      before = line;
      line = next;
    }
    int last = MEMBERS_END - MEMBER_BYTES;
    while (RecordMemory.i64(line + last) == 0) {
      last -= MEMBER_BYTES;
    }
    RecordMemory.putI64(place, RecordMemory.i64(line + last));
    RecordMemory.putI64(line + last, 0);
    members--;
    if (last == 0 && before != 0) {
      freeLinesBehind(before);
    }
  }

  /** Gives all lines of a bucket behind this one back. */
  @HotPath
  private void freeLinesBehind(long line) {
    int number = RecordMemory.i32(line + NEXT);
    RecordMemory.putI32(line + NEXT, 0);
    while (number != 0) {
      long next = more.address(number - 1) + NEXT;
      int following = RecordMemory.i32(next);
      RecordMemory.putI32(next, firstFreeMore);
      firstFreeMore = number;
      number = following;
    }
  }

  @HotPath
  private void splitOne() {
    int bit = 1 << level;
    long from = lines.address(split);
    long to = lines.address(bit + split);
    split++;
    if (split == bit) {
      level++;
      split = 0;
    }
    long kept = from;
    int end = 0;
    for (long line = from; line != 0; line = nextLine(line)) {
      for (int offset = 0; offset < MEMBERS_END; offset += MEMBER_BYTES) {
        long member = RecordMemory.i64(line + offset);
        if (member == 0) {
          break;
        }
        if ((member >>> 32 & bit) != 0) {
          append(to, member);
          continue;
        }
        if (end == MEMBERS_END) {
          kept = nextLine(kept);
          end = 0;
        }
        RecordMemory.putI64(kept + end, member);
        end += MEMBER_BYTES;
      }
    }
    for (; end < MEMBERS_END; end += MEMBER_BYTES) {
      RecordMemory.putI64(kept + end, 0);
    }
    freeLinesBehind(kept);
  }

  @Override
  public void close() {
    lines.close();
    more.close();
    neverMore = 0;
    firstFreeMore = 0;
    members = 0;
    level = FIRST_LEVEL;
    split = 0;
  }
}

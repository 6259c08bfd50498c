package dev.weir.core.fragment;

import dev.weir.core.packet.HotPath;
import java.util.Arrays;

/**
 * Which bytes of a datagram have come, as runs of fragments that followed each other in order.
 *
 * <p>Example: {@code add(0, 16)} then {@code add(16, 24)} make one run; {@code add(8, 16)} is then
 * a {@link #DUPLICATE}, {@code add(8, 32)} an {@link #OVERLAP}.
 *
 * <p><i>Meaning:</i> only a fragment behind all others, directly following, lengthens the last run;
 * every other one starts a run of its own, and runs that touch are not joined.
 *
 * <p>KERNEL: hence a fragment inside one run is a harmless duplicate, but the same bytes spread
 * over two runs are an overlap.
 *
 * <p>Source: net/ipv4/inet_fragment.c (inet_frag_queue_insert); RFC 5722 with erratum 3089.
 */
final class FragmentRuns {
  /** All bytes are new. */
  static final int ADDED = 0;

  /** All bytes are in one run already. */
  static final int DUPLICATE = 1;

  /** Some bytes are in a run already. */
  static final int OVERLAP = 2;

  private static final int INITIAL_RUNS = 4;
  private static final int KEPT_RUNS = 64;

  /** Sorted: start in the high, end in the low half. */
  private long[] runs = new long[INITIAL_RUNS];

  private int count;

  /** Forgets all runs. */
  @HotPath
  void clear() {
    count = 0;
    if (runs.length > KEPT_RUNS) {
      runs = new long[INITIAL_RUNS];
    }
  }

  @HotPath
  boolean isEmpty() {
    return count == 0;
  }

  /** Adds the bytes from {@code start} up to but not including {@code end}, which is greater. */
  @HotPath
  int add(int start, int end) {
    int last = count - 1;
    if (last < 0 || end(last) < end) {
      if (last >= 0 && start < end(last)) {
        return OVERLAP;
      }
      if (last >= 0 && start == end(last)) {
        runs[last] = run(start(last), end);
      } else {
        insert(count, start, end);
      }
      return ADDED;
    }
    int at = firstEndingBehind(start);
    if (end <= start(at)) {
      insert(at, start, end);
      return ADDED;
    }
    return start >= start(at) && end <= end(at) ? DUPLICATE : OVERLAP;
  }

  private int firstEndingBehind(int start) {
    int low = 0;
    int high = count - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (end(middle) > start) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private void insert(int at, int start, int end) {
    if (count == runs.length) {
      runs = Arrays.copyOf(runs, count * 2);
    }
    System.arraycopy(runs, at, runs, at + 1, count - at);
    runs[at] = run(start, end);
    count++;
  }

  private static long run(int start, int end) {
    return (long) start << 32 | end;
  }

  private int start(int index) {
    return (int) (runs[index] >>> 32);
  }

  private int end(int index) {
    return (int) runs[index];
  }
}

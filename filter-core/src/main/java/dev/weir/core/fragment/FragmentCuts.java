package dev.weir.core.fragment;

import dev.weir.core.packet.HotPath;
import java.util.Arrays;

/**
 * Where a datagram is cut into fragments: their ends, counted from the first byte that is not
 * repeated.
 *
 * <p>Example: {@code cuts.divide(3000, 1480); cuts.end(0)} is 1480, {@code cuts.count()} 3.
 */
final class FragmentCuts {
  private int[] ends = new int[16];
  private int count;

  /** Pieces. */
  @HotPath
  int count() {
    return count;
  }

  /** First byte of a piece. */
  @HotPath
  int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  /** Byte behind the last of a piece. */
  @HotPath
  int end(int index) {
    return ends[index];
  }

  /**
   * As the fragments came.
   *
   * @param shift added to where they began
   * @return false if the fragments cannot have made a datagram of this length, or it was only one
   */
  @HotPath
  boolean follow(FragmentStarts starts, int shift, int length) {
    count = 0;
    for (int at = starts.next(8); at != Integer.MAX_VALUE; at = starts.next(at + 8)) {
      if (at + shift < 0 || at + shift >= length) {
        return false;
      }
      add(at + shift);
    }
    boolean several = count > 0;
    add(length);
    return several;
  }

  /** Whether no piece is longer than this and all but the last are multiples of 8. */
  @HotPath
  boolean fit(int limit) {
    for (int i = 0; i < count; i++) {
      int length = end(i) - start(i);
      if (length > limit || ((length & 7) != 0 && i + 1 < count)) {
        return false;
      }
    }
    return true;
  }

  /** As long as they may be; at least 8. */
  @HotPath
  void divide(int length, int limit) {
    count = 0;
    int at = 0;
    while (length - at > limit) {
      at += limit & ~7;
      add(at);
    }
    add(length);
  }

  private void add(int end) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
    }
    ends[count++] = end;
  }
}

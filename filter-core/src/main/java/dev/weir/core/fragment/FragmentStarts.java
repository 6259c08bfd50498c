package dev.weir.core.fragment;

import dev.weir.core.packet.HotPath;
import java.util.Arrays;

/**
 * The offsets at which the fragments of a datagram begin, as a set of multiples of 8.
 *
 * <p>Example: {@code starts.add(0); starts.add(1480); starts.next(8)} is 1480.
 */
final class FragmentStarts {
  private static final int UNIT_SHIFT = 3;
  private static final int LIMIT = 1 << 16;

  private final long[] bits = new long[LIMIT >> (UNIT_SHIFT + 6)];

  @HotPath
  void clear() {
    Arrays.fill(bits, 0);
  }

  @HotPath
  void copy(FragmentStarts from) {
    System.arraycopy(from.bits, 0, bits, 0, bits.length);
  }

  /** Adds an offset below 65536. */
  @HotPath
  void add(int offset) {
    int unit = offset >> UNIT_SHIFT;
    bits[unit >> 6] |= 1L << unit;
  }

  /** The first offset that is not less than {@code from}; {@link Integer#MAX_VALUE} if none is. */
  @HotPath
  int next(int from) {
    int unit = (from + 7) >> UNIT_SHIFT;
    int word = unit >> 6;
    if (word >= bits.length) {
      return Integer.MAX_VALUE;
    }
    long rest = bits[word] & -1L << unit;
    while (rest == 0) {
      if (++word == bits.length) {
        return Integer.MAX_VALUE;
      }
      rest = bits[word];
    }
    return ((word << 6) + Long.numberOfTrailingZeros(rest)) << UNIT_SHIFT;
  }
}

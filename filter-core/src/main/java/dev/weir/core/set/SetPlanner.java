package dev.weir.core.set;

import java.util.List;

/**
 * Picks the cheapest index for a set from its key width, size and kind.
 *
 * <p>As the kernel's choice, only the answer's speed and memory depend on it, never the answer.
 *
 * <p>Source: net/netfilter/nf_tables_api.c (nft_select_set_ops).
 */
public final class SetPlanner {
  /** From this many two-byte keys on, a bitmap is faster than hashing and not much larger. */
  private static final int BITMAP_ELEMENTS = 32;

  private SetPlanner() {}

  /**
   * Builds the index.
   *
   * @param elements the columns
   * @param fieldBytes length in bytes of each field of the key
   * @param interval whether the elements are intervals: half-open with end marks if the key has one
   *     field, closed ranges if it has several
   */
  public static PacketSet plan(SetElements elements, List<Integer> fieldBytes, boolean interval) {
    boolean oneField = fieldBytes.size() == 1;
    if (interval && oneField) {
      return new IntervalPacketSet(elements);
    }
    if (interval && elements.hasRanges()) {
      return new PipapoPacketSet(elements, fieldBytes);
    }
    if (oneField && isBitmapWorthIt(elements.size(), fieldBytes.getFirst())) {
      return new BitmapPacketSet(elements, fieldBytes.getFirst());
    }
    return new HashPacketSet(elements);
  }

  private static boolean isBitmapWorthIt(int size, int keyBytes) {
    return keyBytes == 1 || (keyBytes == 2 && size >= BITMAP_ELEMENTS);
  }
}

package dev.weir.core.set;

import dev.weir.core.packet.HotPath;

/**
 * Keys of one or two bytes: a bit for each possible key.
 *
 * <p>A set bit's rank among the set bits leads to the element, so a set of ports takes 10 KB and a
 * set of protocols a few dozen bytes, whatever maps to what.
 *
 * <p>Source: net/netfilter/nft_set_bitmap.c.
 */
final class BitmapPacketSet extends PacketSet {
  private final int shift;
  private final long[] bits;
  private final int[] rankBefore;
  private final int[] elementOfRank;

  /** An index over one-word keys whose first {@code keyBytes} (1 or 2) bytes count. */
  BitmapPacketSet(SetElements elements, int keyBytes) {
    super(elements);
    shift = 32 - 8 * keyBytes;
    bits = new long[(1 << (8 * keyBytes)) / 64];
    for (int element = 0; element < elements.size(); element++) {
      int key = elements.key(element, 0) >>> shift;
      bits[key >> 6] |= elements.isCatchAll(element) ? 0 : 1L << key;
    }
    rankBefore = new int[bits.length];
    int count = 0;
    for (int i = 0; i < bits.length; i++) {
      rankBefore[i] = count;
      count += Long.bitCount(bits[i]);
    }
    elementOfRank = new int[count];
    for (int element = elements.size() - 1; element >= 0; element--) {
      if (!elements.isCatchAll(element)) {
        // the first of equals stays
        elementOfRank[rank(elements.key(element, 0) >>> shift)] = element;
      }
    }
  }

  private int rank(int key) {
    return rankBefore[key >> 6] + Long.bitCount(bits[key >> 6] & ((1L << key) - 1));
  }

  @Override
  @HotPath
  public int lookup(int[] words, int first) {
    int key = words[first] >>> shift;
    return (bits[key >> 6] & 1L << key) == 0 ? NONE : elementOfRank[rank(key)];
  }
}

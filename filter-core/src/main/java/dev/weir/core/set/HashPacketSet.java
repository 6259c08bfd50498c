package dev.weir.core.set;

import dev.weir.core.packet.HotPath;

/**
 * Exact keys of any width: open addressing over the key columns.
 *
 * <p>The table holds element numbers plus one, at most half full, so a miss ends soon; probing is
 * linear. A million keys of one word take eight megabytes beside their columns.
 *
 * <p>Source: net/netfilter/nft_set_hash.c.
 */
final class HashPacketSet extends PacketSet {
  private final int[] table;
  private final int shift;
  private final int keyWords;

  HashPacketSet(SetElements elements) {
    super(elements);
    keyWords = elements.keyWords();
    int bits = Math.max(3, 33 - Integer.numberOfLeadingZeros(Math.max(1, elements.size())));
    shift = 32 - bits;
    table = new int[1 << bits];
    int[] key = new int[keyWords];
    for (int element = 0; element < elements.size(); element++) {
      if (elements.isCatchAll(element)) {
        continue;
      }
      for (int i = 0; i < keyWords; i++) {
        key[i] = elements.key(element, i);
      }
      insert(element, key);
    }
  }

  private void insert(int element, int[] key) {
    int slot = hash(key, 0);
    while (table[slot] != 0) {
      if (elements().keyEquals(table[slot] - 1, key, 0)) {
        return; // the first of equal keys answers
      }
      slot = slot + 1 & table.length - 1;
    }
    table[slot] = element + 1;
  }

  private int hash(int[] words, int first) {
    int hash = 0;
    for (int i = 0; i < keyWords; i++) {
      hash = (hash ^ words[first + i]) * 0x9e3779b1;
      hash ^= hash >>> 15;
    }
    return (hash * 0x85ebca6b) >>> shift;
  }

  @Override
  @HotPath
  public int lookup(int[] words, int first) {
    SetElements elements = elements();
    int slot = hash(words, first);
    while (true) {
      int entry = table[slot];
      if (entry == 0) {
        return NONE;
      }
      if (elements.keyEquals(entry - 1, words, first)) {
        return entry - 1;
      }
      slot = slot + 1 & table.length - 1;
    }
  }
}

package dev.weir.core.set;

import dev.weir.core.packet.HotPath;
import java.util.List;

/**
 * Concatenations of ranges: the lowest-numbered element whose every field holds the key's.
 *
 * <p>Elements are boxes in as many dimensions as there are fields. They hang in a binary tree,
 * eight to a leaf; each node knows the box around everything below it, so a search follows only
 * nodes whose box holds the key. Memory is proportional to the number of elements, however their
 * ranges overlap.
 *
 * <p>KERNEL: elements may overlap where the kernel did not notice at insertion; the one inserted
 * first answers (pipapo_refill takes the first set bit).
 *
 * <p>Source: net/netfilter/nft_set_pipapo.c for the question; the tree is a bounding volume
 * hierarchy.
 */
final class PipapoPacketSet extends PacketSet {
  private static final int LEAF_SIZE = 8;

  private final int keyWords;

  /** First word of each field, and the number of words as a last entry. */
  private final int[] fieldStarts;

  /** Element numbers, leaf by leaf, ascending in each leaf. */
  private final int[] order;

  /** Per node: first child is the next node, this is the second; or -1 minus the leaf's end. */
  private final int[] second;

  /** Per node: where its elements begin in {@link #order}. */
  private final int[] begin;

  /** Per node: the lowest element number below. */
  private final int[] lowest;

  /** Per node: lower and upper words of the box. */
  private final int[] boxes;

  PipapoPacketSet(SetElements elements, List<Integer> fieldBytes) {
    super(elements);
    keyWords = elements.keyWords();
    fieldStarts = new int[fieldBytes.size() + 1];
    for (int i = 0; i < fieldBytes.size(); i++) {
      fieldStarts[i + 1] = fieldStarts[i] + (fieldBytes.get(i) + 3) / 4;
    }
    BoxTree tree = new BoxTree(elements, fieldStarts, LEAF_SIZE);
    order = tree.order();
    second = tree.second();
    begin = tree.begin();
    lowest = tree.lowest();
    boxes = tree.boxes();
  }

  @Override
  @HotPath
  public int lookup(int[] words, int first) {
    if (order.length == 0) {
      return NONE;
    }
    int best = search(0, words, first, Integer.MAX_VALUE);
    return best == Integer.MAX_VALUE ? NONE : best;
  }

  private int search(int node, int[] words, int first, int bestSoFar) {
    if (lowest[node] >= bestSoFar || !boxHolds(node, words, first)) {
      return bestSoFar;
    }
    if (second[node] >= 0) {
      int best = search(node + 1, words, first, bestSoFar);
      return search(second[node], words, first, best);
    }
    int end = -1 - second[node];
    for (int i = begin[node]; i < end && order[i] < bestSoFar; i++) {
      if (elementHolds(order[i], words, first)) {
        return order[i];
      }
    }
    return bestSoFar;
  }

  private boolean boxHolds(int node, int[] words, int first) {
    int low = node * 2 * keyWords;
    int high = low + keyWords;
    for (int field = 0; field + 1 < fieldStarts.length; field++) {
      int from = fieldStarts[field];
      int to = fieldStarts[field + 1];
      if (compare(boxes, low, words, first, from, to) > 0
          || compare(boxes, high, words, first, from, to) < 0) {
        return false;
      }
    }
    return true;
  }

  private static int compare(int[] bounds, int at, int[] words, int first, int from, int to) {
    for (int word = from; word < to; word++) {
      int order = Integer.compareUnsigned(bounds[at + word], words[first + word]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private boolean elementHolds(int element, int[] words, int first) {
    SetElements elements = elements();
    for (int field = 0; field + 1 < fieldStarts.length; field++) {
      if (!fieldHolds(elements, element, words, first, field)) {
        return false;
      }
    }
    return true;
  }

  private boolean fieldHolds(SetElements elements, int element, int[] words, int first, int field) {
    boolean aboveLow = false;
    boolean belowHigh = false;
    for (int word = fieldStarts[field]; word < fieldStarts[field + 1]; word++) {
      int key = words[first + word];
      int low = Integer.compareUnsigned(elements.key(element, word), key);
      int high = Integer.compareUnsigned(elements.end(element, word), key);
      if ((!aboveLow && low > 0) || (!belowHigh && high < 0)) {
        return false;
      }
      aboveLow |= low < 0;
      belowHigh |= high > 0;
    }
    return true;
  }
}

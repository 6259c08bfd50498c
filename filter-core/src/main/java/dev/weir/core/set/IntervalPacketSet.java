package dev.weir.core.set;

import dev.weir.core.packet.HotPath;
import java.util.Arrays;

/**
 * Half-open intervals of one field: the greatest boundary not above the key answers.
 *
 * <p>Elements are starts, or end marks where nothing begins; boundaries are sorted once; a
 * directory of the key's first bits leads near the answer, halving to it. An end mark answers
 * {@link #NONE}; a start at the same key as an end mark wins, as adjacent intervals meet there.
 *
 * <p>Example: 10.0.0.0-10.0.0.5 and 10.0.0.9 are {@code 10.0.0.0, 10.0.0.6 end, 10.0.0.9, 10.0.0.10
 * end}.
 *
 * <p>Source: net/netfilter/nft_set_rbtree.c.
 */
final class IntervalPacketSet extends PacketSet {
  private static final int MAX_DIRECTORY_BITS = 20;

  private final int keyWords;
  private final int size;

  /** Boundaries in order; words are biased so that signed comparison orders them. */
  private final int[] boundaries;

  /** The element that begins at each boundary, or {@link #NONE}. */
  private final int[] starts;

  /** For each value of the key's first bits, the number of boundaries with lower first bits. */
  private final int[] directory;

  private final int directoryShift;

  IntervalPacketSet(SetElements elements) {
    super(elements);
    keyWords = elements.keyWords();
    int[] order = sorted(elements);
    int[] keys = new int[order.length * keyWords];
    int[] begins = new int[order.length];
    int count = 0;
    for (int element : order) {
      if (elements.isCatchAll(element)) {
        continue;
      }
      if (count > 0 && elements.compareKeys(element, order[count - 1]) == 0) {
        continue; // the start, or the first of equals, came first
      }
      order[count] = element;
      for (int i = 0; i < keyWords; i++) {
        keys[count * keyWords + i] = elements.key(element, i) ^ Integer.MIN_VALUE;
      }
      begins[count++] = elements.isEndMark(element) ? NONE : element;
    }
    size = count;
    boundaries = Arrays.copyOf(keys, count * keyWords);
    starts = Arrays.copyOf(begins, count);
    int bits = Math.min(MAX_DIRECTORY_BITS, 33 - Integer.numberOfLeadingZeros(Math.max(1, count)));
    directoryShift = 32 - bits;
    directory = directory(bits);
  }

  /** Element numbers by key; of equal keys starts before end marks, then the lower number. */
  private static int[] sorted(SetElements elements) {
    int[] order = new int[elements.size()];
    boolean inOrder = true;
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
      inOrder &= i == 0 || compare(elements, i - 1, i) <= 0;
    }
    return inOrder ? order : mergeSorted(elements, order);
  }

  private static int[] mergeSorted(SetElements elements, int[] order) {
    int[] from = order;
    int[] to = new int[order.length];
    for (int width = 1; width < order.length; width *= 2) {
      for (int low = 0; low < order.length; low += 2 * width) {
        int middle = Math.min(low + width, order.length);
        int high = Math.min(middle + width, order.length);
        merge(elements, from, to, new int[] {low, middle, high});
      }
      int[] swap = from;
      from = to;
      to = swap;
    }
    return from;
  }

  private static void merge(SetElements elements, int[] from, int[] to, int[] run) {
    int left = run[0];
    int right = run[1];
    for (int i = run[0]; i < run[2]; i++) {
      boolean takeLeft =
          right == run[2] || (left < run[1] && compare(elements, from[left], from[right]) <= 0);
      to[i] = takeLeft ? from[left++] : from[right++];
    }
  }

  private static int compare(SetElements elements, int left, int right) {
    int order = elements.compareKeys(left, right);
    return order != 0
        ? order
        : Boolean.compare(elements.isEndMark(left), elements.isEndMark(right));
  }

  private int[] directory(int bits) {
    int[] lower = new int[(1 << bits) + 1];
    for (int i = 0; i < size; i++) {
      int firstWord = boundaries[i * keyWords] ^ Integer.MIN_VALUE;
      lower[(firstWord >>> directoryShift) + 1]++;
    }
    for (int i = 1; i < lower.length; i++) {
      lower[i] += lower[i - 1];
    }
    return lower;
  }

  @Override
  @HotPath
  public int lookup(int[] words, int first) {
    int bucket = words[first] >>> directoryShift;
    int low = directory[bucket];
    int high = directory[bucket + 1];
    int at = keyWords == 1 ? floorOfWord(words[first], low, high) : floor(words, first, low, high);
    return at < 0 ? NONE : starts[at];
  }

  /** Place of the greatest boundary not above the key, or -1; it is in [from - 1, to). */
  private int floorOfWord(int word, int from, int to) {
    int key = word ^ Integer.MIN_VALUE;
    int low = from;
    int high = to - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (boundaries[middle] <= key) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  private int floor(int[] words, int first, int from, int to) {
    int low = from;
    int high = to - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (compareBoundary(middle, words, first) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  private int compareBoundary(int at, int[] words, int first) {
    int from = at * keyWords;
    for (int i = 0; i < keyWords; i++) {
      int boundary = boundaries[from + i];
      int key = words[first + i] ^ Integer.MIN_VALUE;
      if (boundary != key) {
        return boundary < key ? -1 : 1;
      }
    }
    return 0;
  }
}

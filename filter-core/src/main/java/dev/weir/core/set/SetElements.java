package dev.weir.core.set;

import java.util.Arrays;

/**
 * The elements of one set in flat columns: key words, upper ends, kinds, data words.
 *
 * <p>Elements keep the order in which they were added; their number is their place. A million
 * one-word keys take four megabytes.
 */
public final class SetElements {
  private final int keyWords;
  private final int dataWords;
  private final int size;
  private final int[] keys;
  private final int[] ends;
  private final byte[] kinds;
  private final boolean hasRanges;
  private final int catchAll;
  private final int[] data;

  private static final byte END_MARK = 1;
  private static final byte CATCH_ALL = 2;

  private SetElements(Builder builder) {
    keyWords = builder.keyWords;
    dataWords = builder.dataWords;
    size = builder.size;
    keys = Arrays.copyOf(builder.keys, size * keyWords);
    hasRanges = builder.hasRanges;
    ends = hasRanges ? Arrays.copyOf(builder.ends, size * keyWords) : keys;
    kinds = builder.hasKinds ? Arrays.copyOf(builder.kinds, size) : new byte[0];
    catchAll = builder.catchAll;
    data = Arrays.copyOf(builder.data, size * dataWords);
  }

  /** A builder for keys of {@code keyWords} words and data of {@code dataWords} (0: no map). */
  public static Builder builder(int keyWords, int dataWords) {
    return new Builder(keyWords, dataWords);
  }

  public int size() {
    return size;
  }

  public int keyWords() {
    return keyWords;
  }

  public int dataWords() {
    return dataWords;
  }

  /** Word {@code word} of the key, the lower end for a range. */
  public int key(int element, int word) {
    return keys[element * keyWords + word];
  }

  /** Word {@code word} of the upper end; equals the key for elements that are no range. */
  public int end(int element, int word) {
    return ends[element * keyWords + word];
  }

  /** Word {@code word} of the map data. */
  public int data(int element, int word) {
    return data[element * dataWords + word];
  }

  /** Whether the element only marks where the interval below it ends (exclusive). */
  public boolean isEndMark(int element) {
    return kinds.length != 0 && kinds[element] == END_MARK;
  }

  /** Whether the element has no key: it answers where no other does. */
  public boolean isCatchAll(int element) {
    return kinds.length != 0 && kinds[element] == CATCH_ALL;
  }

  /** The element without a key, or {@link PacketSet#NONE}; indexes do not know it. */
  public int catchAll() {
    return catchAll;
  }

  /** Whether any element was added with an upper end of its own. */
  public boolean hasRanges() {
    return hasRanges;
  }

  /** Copies map data into words, as the kernel's nft_data_copy. */
  public void copyData(int element, int[] words, int first) {
    int from = element * dataWords;
    for (int i = 0; i < dataWords; i++) {
      words[first + i] = data[from + i];
    }
  }

  boolean keyEquals(int element, int[] words, int first) {
    int from = element * keyWords;
    for (int i = 0; i < keyWords; i++) {
      if (keys[from + i] != words[first + i]) {
        return false;
      }
    }
    return true;
  }

  /** Compares an element's key with a probe, unsigned, most significant word first. */
  int compareKey(int element, int[] words, int first) {
    int from = element * keyWords;
    for (int i = 0; i < keyWords; i++) {
      int order = Integer.compareUnsigned(keys[from + i], words[first + i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  int compareKeys(int left, int right) {
    return compareKey(left, keys, right * keyWords);
  }

  /** Collects elements; not for several threads. */
  public static final class Builder {
    private static final int[] NO_DATA = {};

    private final int keyWords;
    private final int dataWords;
    private int size;
    private int[] keys;
    private int[] ends = NO_DATA;
    private byte[] kinds = {};
    private int[] data;
    private boolean hasRanges;
    private boolean hasKinds;
    private int catchAll = PacketSet.NONE;

    private Builder(int keyWords, int dataWords) {
      this.keyWords = keyWords;
      this.dataWords = dataWords;
      keys = new int[8 * keyWords];
      data = new int[8 * dataWords];
    }

    /** Adds a single key; returns its number. */
    public int add(int[] key) {
      return add(key, NO_DATA);
    }

    /** Adds a key with map data ({@code dataWords} words); returns its number. */
    public int add(int[] key, int[] value) {
      int element = append(key, key);
      System.arraycopy(value, 0, data, element * dataWords, value.length);
      return element;
    }

    /** Adds the exclusive end of the interval that the next lower key begins. */
    public int addEndMark(int[] key) {
      return mark(append(key, key), END_MARK);
    }

    /** Adds the element that answers where no other does; of several the first. */
    public int addCatchAll(int[] value) {
      int[] none = new int[keyWords];
      int element = mark(append(none, none), CATCH_ALL);
      System.arraycopy(value, 0, data, element * dataWords, value.length);
      catchAll = catchAll == PacketSet.NONE ? element : catchAll;
      return element;
    }

    private int mark(int element, byte kind) {
      if (!hasKinds) {
        hasKinds = true;
        kinds = new byte[keys.length / keyWords];
      }
      kinds[element] = kind;
      return element;
    }

    /** Adds a concatenation of closed ranges, field by field; returns its number. */
    public int addRange(int[] from, int[] to, int[] value) {
      if (!hasRanges) {
        hasRanges = true;
        ends = keys.clone();
      }
      int element = append(from, to);
      System.arraycopy(value, 0, data, element * dataWords, value.length);
      return element;
    }

    private int append(int[] from, int[] to) {
      if (from.length != keyWords || to.length != keyWords) {
        throw new IllegalStateException("key of " + from.length + " words, not " + keyWords);
      }
      if ((size + 1) * keyWords > keys.length) {
        int capacity = size + (size >> 1) + 8;
        keys = Arrays.copyOf(keys, capacity * keyWords);
        data = Arrays.copyOf(data, capacity * dataWords);
        ends = hasRanges ? Arrays.copyOf(ends, keys.length) : ends;
        kinds = hasKinds ? Arrays.copyOf(kinds, capacity) : kinds;
      }
      System.arraycopy(from, 0, keys, size * keyWords, keyWords);
      if (hasRanges) {
        System.arraycopy(to, 0, ends, size * keyWords, keyWords);
      }
      return size++;
    }

    public SetElements build() {
      return new SetElements(this);
    }
  }
}

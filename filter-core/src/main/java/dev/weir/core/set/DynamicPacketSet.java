package dev.weir.core.set;

import dev.weir.core.packet.HotPath;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Exact keys that come and go while packets run: open addressing over key columns that grow.
 *
 * <pre>{@code
 * int element = set.find(words, 0, now);
 * if (element < 0) {
 *   element = set.add(words, 0, timeoutNanos, now);     // NONE: the set is full
 * }
 * }</pre>
 *
 * <p><i>Meaning:</i> an element whose time is over is not found any more. {@code KERNEL:} like one
 * that was deleted it takes up room until the sweep that comes by once in a while ({@code
 * gc-interval}, by default each second): a full set stays full until then. Sweeps happen when the
 * room is needed, as if they had happened at their time, so no thread is there for them.
 *
 * <p><i>Memory:</i> a key of one word takes 12 to 20 bytes, a timeout 16 more. Finding, updating
 * and deleting allocate nothing; adding does where the columns must grow.
 *
 * <p><i>Threads:</i> one at a time.
 *
 * <p>Source: net/netfilter/nft_set_hash.c (nft_rhash_update, nft_rhash_gc).
 */
public final class DynamicPacketSet {
  /** No element, or no room for one. */
  public static final int NONE = PacketSet.NONE;

  private static final long NEVER = Long.MAX_VALUE;
  private static final int FIRST_CAPACITY = 8;

  private final int keyWords;
  private final int dataWords;
  private final boolean timed;
  private final long maxElements;
  private final long sweepNanos;

  private int[] keys;
  private int[] data;
  private long[] ends;
  private long[] timeouts;
  private @Nullable Object[] states = {};

  /** Element numbers plus one by hash, at most half full. */
  private int[] table;

  private int shift;

  /** Numbers below which were given out once, and those given back. */
  private int used;

  private int[] free = {};
  private int freeCount;
  private final Graves graves = new Graves();
  private boolean begun;
  private long beginNanos;
  private long sweptNanos = Long.MIN_VALUE;

  /**
   * An empty set.
   *
   * @param timed whether elements may end
   * @param maxElements the most it holds, 0 for no limit
   * @param sweepNanos how often the room of dead elements is given back
   */
  public DynamicPacketSet(
      int keyWords, int dataWords, boolean timed, long maxElements, long sweepNanos) {
    this.keyWords = keyWords;
    this.dataWords = dataWords;
    this.timed = timed;
    this.maxElements = maxElements == 0 ? Long.MAX_VALUE : maxElements;
    this.sweepNanos = sweepNanos;
    keys = new int[FIRST_CAPACITY * keyWords];
    data = new int[FIRST_CAPACITY * dataWords];
    ends = new long[timed ? FIRST_CAPACITY : 0];
    timeouts = new long[timed ? FIRST_CAPACITY : 0];
    table = new int[2 * FIRST_CAPACITY];
    shift = Integer.numberOfLeadingZeros(table.length) + 1;
  }

  /** The element that holds the key, or {@link #NONE}; one whose time is over does not. */
  @HotPath
  public int find(int[] words, int first, long nowNanos) {
    int slot = slotOf(words, first);
    if (table[slot] == 0) {
      return NONE;
    }
    int element = table[slot] - 1;
    return timed && ends[element] <= nowNanos ? NONE : element;
  }

  /**
   * Adds a key that {@link #find} does not find.
   *
   * @param timeoutNanos after which it ends; 0: never
   * @return its number, or {@link #NONE} where the set is full
   */
  public int add(int[] words, int first, long timeoutNanos, long nowNanos) {
    if (!begun) {
      begun = true;
      beginNanos = nowNanos;
    }
    int slot = slotOf(words, first);
    if (table[slot] != 0) {
      bury(slot, ends[table[slot] - 1]); // its time is over, its room not free yet
    }
    if (occupied() >= maxElements && !sweep(nowNanos)) {
      return NONE;
    }
    return put(words, first, timeoutNanos, nowNanos);
  }

  /**
   * Adds a key that is not there, whether there is room or not.
   *
   * @param timeoutNanos after which it ends; 0: never
   */
  public int put(int[] words, int first, long timeoutNanos, long nowNanos) {
    int element = newNumber();
    System.arraycopy(words, first, keys, element * keyWords, keyWords);
    if (timed) {
      timeouts[element] = timeoutNanos;
      ends[element] = timeoutNanos == 0 ? NEVER : nowNanos + timeoutNanos;
    }
    if (2 * live() > table.length) {
      grow();
    } else {
      table[slotOf(words, first)] = element + 1;
    }
    return element;
  }

  /** Begins the time of the elements, which so far were those of time 0, and of the sweeps. */
  public void begin(long nowNanos) {
    begun = true;
    beginNanos = nowNanos;
    for (int element = 0; element < ends.length; element++) {
      ends[element] += ends[element] == NEVER ? 0 : nowNanos;
    }
  }

  private int live() {
    return used - freeCount;
  }

  private long occupied() {
    return (long) live() + graves.count;
  }

  private int newNumber() {
    if (freeCount > 0) {
      return free[--freeCount];
    }
    if ((used + 1) * (long) keyWords > keys.length) {
      int capacity = used + (used >> 1) + FIRST_CAPACITY;
      keys = Arrays.copyOf(keys, capacity * keyWords);
      data = Arrays.copyOf(data, capacity * dataWords);
      ends = timed ? Arrays.copyOf(ends, capacity) : ends;
      timeouts = timed ? Arrays.copyOf(timeouts, capacity) : timeouts;
      states = states.length == 0 ? states : Arrays.copyOf(states, capacity);
    }
    return used++;
  }

  private void grow() {
    table = new int[2 * table.length];
    shift--;
    boolean[] isFree = new boolean[used];
    for (int i = 0; i < freeCount; i++) {
      isFree[free[i]] = true;
    }
    for (int element = 0; element < used; element++) {
      if (!isFree[element]) {
        table[slotOf(keys, element * keyWords)] = element + 1;
      }
    }
  }

  /** Deletes a key; nothing happens where it is not. */
  @HotPath
  public void delete(int[] words, int first, long nowNanos) {
    int slot = slotOf(words, first);
    if (table[slot] != 0 && !(timed && ends[table[slot] - 1] <= nowNanos)) {
      bury(slot, nowNanos);
    }
  }

  /** Takes an element out; its room is free with the first sweep after {@code deathNanos}. */
  private void bury(int slot, long deathNanos) {
    release(slot);
    if (maxElements != Long.MAX_VALUE) {
      graves.add(deathNanos);
    }
  }

  /** Takes an element out of the table and closes the gap: entries behind it move up. */
  private void release(int slot) {
    int element = table[slot] - 1;
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, free.length + (free.length >> 1) + FIRST_CAPACITY);
    }
    free[freeCount++] = element;
    if (states.length != 0) {
      states[element] = null;
    }
    int mask = table.length - 1;
    int gap = slot;
    for (int at = gap + 1 & mask; table[at] != 0; at = at + 1 & mask) {
      int home = hash(keys, (table[at] - 1) * keyWords);
      if ((at - home & mask) >= (at - gap & mask)) {
        table[gap] = table[at];
        gap = at;
      }
    }
    table[gap] = 0;
  }

  /** Frees what was dead at the last sweep before now; whether there is room then. */
  private boolean sweep(long nowNanos) {
    long since = nowNanos - beginNanos;
    long lastSweep = beginNanos + (since < 0 ? 0 : since - since % sweepNanos);
    if (lastSweep == sweptNanos) {
      return false;
    }
    sweptNanos = lastSweep;
    graves.forgetUntil(lastSweep);
    if (timed) {
      for (int slot = 0; slot < table.length; slot++) {
        while (table[slot] != 0 && ends[table[slot] - 1] <= lastSweep) {
          release(slot); // what moved up into the slot is looked at, too
        }
      }
    }
    return occupied() < maxElements;
  }

  /**
   * Begins an element's time anew, if it has one. KERNEL: without a new timeout it is over at once.
   */
  @HotPath
  public void refresh(int element, long timeoutNanos, long nowNanos) {
    if (timed && timeouts[element] != 0) {
      ends[element] = nowNanos + timeoutNanos;
    }
  }

  /** Sets when an element that was just added ends. */
  public void endAt(int element, long endNanos) {
    ends[element] = endNanos;
  }

  /** Sets an element's map data. */
  @HotPath
  public void putData(int element, int[] words, int first) {
    System.arraycopy(words, first, data, element * dataWords, dataWords);
  }

  /** Copies an element's map data into words. */
  @HotPath
  public void copyData(int element, int[] words, int first) {
    int from = element * dataWords;
    for (int i = 0; i < dataWords; i++) {
      words[first + i] = data[from + i];
    }
  }

  /** What the element remembers, or null. */
  @HotPath
  public @Nullable Object state(int element) {
    return states.length == 0 ? null : states[element];
  }

  /** Gives an element something to remember. */
  public void putState(int element, Object state) {
    if (element >= states.length) {
      states = Arrays.copyOf(states, Math.max(element + 1, keys.length / keyWords));
    }
    states[element] = state;
  }

  /** Elements that are there and whose time is not over, in no particular order. */
  public int[] elements(long nowNanos) {
    int[] found = new int[live()];
    int count = 0;
    for (int entry : table) {
      if (entry != 0 && !(timed && ends[entry - 1] <= nowNanos)) {
        found[count++] = entry - 1;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** A word of an element's key. */
  public int key(int element, int word) {
    return keys[element * keyWords + word];
  }

  /** A word of an element's data. */
  public int data(int element, int word) {
    return data[element * dataWords + word];
  }

  /** An element's timeout, 0 where it has none. */
  public long timeoutNanos(int element) {
    return timed ? timeouts[element] : 0;
  }

  /** Nanoseconds until an element ends, 0 where it does not. */
  public long leftNanos(int element, long nowNanos) {
    return timed && ends[element] != NEVER ? ends[element] - nowNanos : 0;
  }

  /** Where the key is in the table, or the empty place where its search ends. */
  private int slotOf(int[] words, int first) {
    int mask = table.length - 1;
    int slot = hash(words, first);
    while (table[slot] != 0 && !holds(table[slot] - 1, words, first)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private boolean holds(int element, int[] words, int first) {
    int from = element * keyWords;
    for (int i = 0; i < keyWords; i++) {
      if (keys[from + i] != words[first + i]) {
        return false;
      }
    }
    return true;
  }

  private int hash(int[] words, int first) {
    int hash = 0;
    for (int i = 0; i < keyWords; i++) {
      hash = (hash ^ words[first + i]) * 0x9e3779b1;
      hash ^= hash >>> 15;
    }
    return (hash * 0x85ebca6b) >>> shift;
  }

  /** Times of death of elements whose room is not free yet. */
  private static final class Graves {
    private long[] deaths = {};
    int count;

    void add(long deathNanos) {
      if (count == deaths.length) {
        deaths = Arrays.copyOf(deaths, count + (count >> 1) + FIRST_CAPACITY);
      }
      deaths[count++] = deathNanos;
    }

    void forgetUntil(long nanos) {
      int kept = 0;
      for (int i = 0; i < count; i++) {
        if (deaths[i] > nanos) {
          deaths[kept++] = deaths[i];
        }
      }
      count = kept;
    }
  }
}

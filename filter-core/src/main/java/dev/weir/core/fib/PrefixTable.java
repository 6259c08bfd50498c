package dev.weir.core.fib;

import dev.weir.core.packet.HotPath;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Longest-prefix match over the addresses of one family; values are small numbers chosen by the
 * caller.
 *
 * <p><i>Meaning:</i> an address is two words, most significant first; IPv4 uses the upper half of
 * the first. Of two equal prefixes the first added counts. Look-ups allocate nothing: one binary
 * search per prefix length in use.
 */
public final class PrefixTable {
  /** What {@link #find} returns where no prefix matches. */
  public static final int NONE = -1;

  private record Entry(long high, long low, int length, int value) {}

  /**
   * Entries by length (longest first), then address; {@code starts[i]} begins the run of {@code
   * lengths[i]}.
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Index(Entry[] sorted, int[] lengths, int[] starts) {}

  private final List<Entry> entries = new ArrayList<>();

  /** Made on the first look-up after a change; threads that race make equal ones. */
  private volatile @Nullable Index index;

  /** An address or prefix as read from text. */
  public record Prefix(boolean six, long high, long low, int length) {}

  /**
   * Reads {@code 10.0.0.0/8}, {@code 10.1.2.3}, {@code 2001:db8::/32}; null if it is none of these.
   */
  public static @Nullable Prefix parse(String text) {
    int slash = text.indexOf('/');
    String host = slash < 0 ? text : text.substring(0, slash);
    // Only literals: a name must never cause a look-up.
    boolean six = host.indexOf(':') >= 0;
    if (six ? !host.matches("[0-9a-fA-F:.]+") : !host.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
      return null;
    }
    try {
      byte[] bytes = InetAddress.getByName(host).getAddress();
      boolean mapped = six && bytes.length == 4;
      int width = six ? 128 : 32;
      int length = slash < 0 ? width : Integer.parseInt(text.substring(slash + 1));
      if (mapped || length < 0 || length > width) {
        return null;
      }
      long high = word(bytes, 0);
      long low = word(bytes, 8);
      return new Prefix(six, high & highMask(length), low & lowMask(length), length);
    } catch (UnknownHostException | NumberFormatException e) {
      return null;
    }
  }

  private static long word(byte[] bytes, int from) {
    long word = 0;
    for (int i = from; i < from + 8; i++) {
      word = word << 8 | (i < bytes.length ? bytes[i] & 0xff : 0);
    }
    return word;
  }

  private static long highMask(int length) {
    return length == 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
  }

  private static long lowMask(int length) {
    return length <= 64 ? 0 : -1L << (128 - length);
  }

  /** Adds a prefix. */
  public void add(Prefix prefix, int value) {
    entries.add(new Entry(prefix.high, prefix.low, prefix.length, value));
    index = null;
  }

  /** Whether nothing was added. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  private Index makeIndex() {
    Entry[] sorted = entries.toArray(new Entry[0]);
    Arrays.sort(
        sorted,
        Comparator.comparingInt((Entry e) -> -e.length)
            .thenComparing(Entry::high, Long::compareUnsigned)
            .thenComparing(Entry::low, Long::compareUnsigned));
    int[] lengths = Arrays.stream(sorted).mapToInt(Entry::length).distinct().toArray();
    int[] starts = new int[lengths.length + 1];
    int at = 0;
    for (int i = 0; i < lengths.length; i++) {
      starts[i] = at;
      while (at < sorted.length && sorted[at].length == lengths[i]) {
        at++;
      }
    }
    starts[lengths.length] = sorted.length;
    Index made = new Index(sorted, lengths, starts);
    index = made;
    return made;
  }

  /** The value of the longest prefix that holds the address, or {@link #NONE}. */
  @HotPath
  public int find(long high, long low) {
    return find(high, low, Integer.MAX_VALUE);
  }

  /** The same among prefixes of at most {@code maxLength} bits. */
  @HotPath
  public int find(long high, long low, int maxLength) {
    Index current = index;
    if (current == null) {
      current = makeIndex();
    }
    int[] lengths = current.lengths;
    for (int i = 0; i < lengths.length; i++) {
      if (lengths[i] > maxLength) {
        continue;
      }
      long wantedHigh = high & highMask(lengths[i]);
      long wantedLow = low & lowMask(lengths[i]);
      int from = current.starts[i];
      int found = search(current.sorted, from, current.starts[i + 1], wantedHigh, wantedLow);
      if (found != NONE) {
        return found;
      }
    }
    return NONE;
  }

  /** First entry of a run sorted by address that equals the address. */
  private static int search(Entry[] sorted, int from, int to, long high, long low) {
    int first = from;
    int last = to;
    while (first < last) {
      int middle = (first + last) >>> 1;
      Entry entry = sorted[middle];
      int order = Long.compareUnsigned(entry.high, high);
      if (order == 0) {
        order = Long.compareUnsigned(entry.low, low);
      }
      if (order < 0) {
        first = middle + 1;
      } else {
        last = middle;
      }
    }
    boolean hit = first < to && sorted[first].high == high && sorted[first].low == low;
    return hit ? sorted[first].value : NONE;
  }
}

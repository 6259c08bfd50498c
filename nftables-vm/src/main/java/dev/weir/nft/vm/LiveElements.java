package dev.weir.nft.vm;

import dev.weir.core.packet.HotPath;
import dev.weir.core.set.SetElements;
import dev.weir.core.verdict.Verdicts;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a set while packets run: some stay as the text has them, some come and go.
 *
 * <p>Elements have numbers that are theirs until they are gone. Time is the packet's.
 *
 * <p><i>Threads:</i> one at a time.
 */
public abstract class LiveElements {
  /** No element. */
  public static final int NONE = -1;

  /** The number of the catch-all element. */
  static final int CATCH_ALL = Integer.MAX_VALUE;

  static LiveElements of(VmSet.Shape shape, SetElements elements, VmSet.Life life) {
    boolean intervals = (shape.flags() & VmSet.INTERVAL) != 0;
    boolean comeAndGo = (shape.flags() & (VmSet.DYNAMIC | VmSet.TIMEOUT)) != 0;
    return comeAndGo && !intervals
        ? new DynamicElements(shape, elements, life)
        : new FixedElements(shape, elements, life);
  }

  /** The element that holds the key, the catch-all where none does, or {@link #NONE}. */
  @HotPath
  public abstract int find(int[] words, int first, long nowNanos);

  /** Copies an element's map data into words. */
  @HotPath
  public abstract void copyData(int element, int[] words, int first);

  /** The packed verdict an element of a verdict map leads to. */
  @HotPath
  public abstract int verdict(int element);

  /** What an element remembers, or null. */
  @HotPath
  public abstract StatefulOp @Nullable [] states(int element);

  /** Begins the time of elements that have an end: the first packet comes. */
  public abstract void begin(long nowNanos);

  /** What there is to list. */
  public abstract void list(long nowNanos, Listing listing);

  /** Takes elements one by one. */
  public interface Listing {
    /**
     * An element.
     *
     * @param origin its number in the set's text, or {@link #NONE} if a packet brought it
     * @param key its words; not to be kept
     * @param data its data's words; not to be kept
     */
    void element(int origin, int[] key, int[] data, Times times, StatefulOp @Nullable [] states);
  }

  /** An element's timeout and what is left of it; both 0 where it stays. */
  public record Times(long timeoutNanos, long leftNanos) {
    static final Times NONE = new Times(0, 0);
  }

  /** Lets the packet run through what an element remembers; BREAK ends it. */
  @HotPath
  public final void count(int element, Registers registers, VmContext context) {
    StatefulOp[] own = states(element);
    if (own == null) {
      return;
    }
    for (StatefulOp op : own) {
      op.eval(registers, context);
      if (registers.verdict == Verdicts.BREAK) {
        return;
      }
    }
  }
}

package dev.weir.nft.vm;

import dev.weir.core.packet.HotPath;
import dev.weir.core.set.DynamicPacketSet;
import dev.weir.core.set.SetElements;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Elements that packets add, update and delete.
 *
 * <p>KERNEL: packets do not see the catch-all element when they add or delete, and it takes up no
 * room.
 *
 * <p>Source: net/netfilter/nft_dynset.c, nft_set_hash.c.
 */
public final class DynamicElements extends LiveElements {
  private final DynamicPacketSet store;
  private final SetElements text;
  private final VmSet.Life life;
  private final int catchAll;
  private final StatefulOp @Nullable [] catchAllStates;
  private final Times catchAllTimes;
  private long catchAllEnd = Long.MAX_VALUE;

  DynamicElements(VmSet.Shape shape, SetElements text, VmSet.Life life) {
    this.text = text;
    this.life = life;
    store =
        new DynamicPacketSet(
            text.keyWords(),
            text.dataWords(),
            (shape.flags() & VmSet.TIMEOUT) != 0,
            life.maxElements(),
            life.sweepNanos());
    catchAll = text.catchAll();
    VmSet.ElementLife own = life.elements().get(catchAll);
    catchAllStates = own == null ? null : own.stateArray();
    catchAllTimes = life.times(catchAll);
    fill();
  }

  private void fill() {
    int[] words = new int[text.keyWords()];
    int[] data = new int[text.dataWords()];
    for (int element = 0; element < text.size(); element++) {
      key(element, words);
      if (text.isCatchAll(element) || store.find(words, 0, Long.MIN_VALUE) >= 0) {
        continue;
      }
      VmSet.ElementLife own = life.elements().get(element);
      long timeout = own == null ? life.timeoutNanos() : own.timeoutNanos();
      int number = store.put(words, 0, timeout, 0);
      text.copyData(element, data, 0);
      store.putData(number, data, 0);
      StatefulOp[] states = own == null ? null : own.stateArray();
      if (states != null) {
        store.putState(number, states);
      }
    }
    if (catchAll >= 0 && catchAllTimes.timeoutNanos() != 0) {
      catchAllEnd = catchAllTimes.leftNanos();
    }
  }

  private void key(int element, int[] words) {
    for (int word = 0; word < words.length; word++) {
      words[word] = text.key(element, word);
    }
  }

  @Override
  public void begin(long nowNanos) {
    store.begin(nowNanos);
    int[] words = new int[text.keyWords()];
    for (Map.Entry<Integer, VmSet.ElementLife> entry : life.elements().entrySet()) {
      VmSet.ElementLife own = entry.getValue();
      int element = entry.getKey();
      if (own.timeoutNanos() == own.leftNanos() || element == catchAll) {
        continue;
      }
      key(element, words);
      int number = store.find(words, 0, Long.MIN_VALUE);
      if (number >= 0) {
        store.endAt(number, nowNanos + own.leftNanos());
      }
    }
    if (catchAllEnd != Long.MAX_VALUE) {
      catchAllEnd += nowNanos;
    }
  }

  @Override
  @HotPath
  public int find(int[] words, int first, long nowNanos) {
    int element = store.find(words, first, nowNanos);
    return element < 0 && catchAll >= 0 && catchAllEnd > nowNanos ? CATCH_ALL : element;
  }

  @Override
  @HotPath
  public void copyData(int element, int[] words, int first) {
    if (element == CATCH_ALL) {
      text.copyData(catchAll, words, first);
    } else {
      store.copyData(element, words, first);
    }
  }

  @Override
  @HotPath
  public int verdict(int element) {
    return element == CATCH_ALL ? text.data(catchAll, 0) : store.data(element, 0);
  }

  @Override
  @HotPath
  public StatefulOp @Nullable [] states(int element) {
    return element == CATCH_ALL ? catchAllStates : (StatefulOp[]) store.state(element);
  }

  /** The element of a key, without the catch-all. */
  @HotPath
  public int findOwn(int[] words, int first, long nowNanos) {
    return store.find(words, first, nowNanos);
  }

  /**
   * Adds a key that is not there.
   *
   * @param timeoutNanos 0: as the set says
   * @param templates what the element gets one of each
   * @return its number, or {@link #NONE} where there is no room
   */
  public int add(
      int[] words, int first, long timeoutNanos, List<StatefulOp> templates, long nowNanos) {
    long timeout = timeoutNanos == 0 ? life.timeoutNanos() : timeoutNanos;
    int element = store.add(words, first, timeout, nowNanos);
    if (element >= 0 && !templates.isEmpty()) {
      StatefulOp[] own = new StatefulOp[templates.size()];
      Arrays.setAll(own, i -> templates.get(i).fresh());
      store.putState(element, own);
    }
    return element;
  }

  /** Sets the data of an element that was just added. */
  @HotPath
  public void putData(int element, int[] words, int first) {
    store.putData(element, words, first);
  }

  /** Begins an element's time anew, if it has one. */
  @HotPath
  public void refresh(int element, long timeoutNanos, long nowNanos) {
    long timeout = timeoutNanos == 0 ? life.timeoutNanos() : timeoutNanos;
    store.refresh(element, timeout, nowNanos);
  }

  /** Deletes a key if it is there. */
  @HotPath
  public void delete(int[] words, int first, long nowNanos) {
    store.delete(words, first, nowNanos);
  }

  @Override
  public void list(long nowNanos, Listing listing) {
    int[] key = new int[text.keyWords()];
    int[] data = new int[text.dataWords()];
    for (int element : store.elements(nowNanos)) {
      for (int word = 0; word < key.length; word++) {
        key[word] = store.key(element, word);
      }
      store.copyData(element, data, 0);
      Times times = new Times(store.timeoutNanos(element), store.leftNanos(element, nowNanos));
      listing.element(NONE, key, data, times, states(element));
    }
    if (catchAll >= 0 && catchAllEnd > nowNanos) {
      text.copyData(catchAll, data, 0);
      long timeout = catchAllTimes.timeoutNanos();
      Times times = timeout == 0 ? Times.NONE : new Times(timeout, catchAllEnd - nowNanos);
      listing.element(catchAll, key, data, times, catchAllStates);
    }
  }
}

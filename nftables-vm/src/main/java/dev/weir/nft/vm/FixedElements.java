package dev.weir.nft.vm;

import dev.weir.core.packet.HotPath;
import dev.weir.core.set.PacketSet;
import dev.weir.core.set.SetElements;
import dev.weir.core.set.SetPlanner;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Elements as the text has them; they may end, and remember, but none come.
 *
 * <p>Source: net/netfilter/nft_lookup.c (nft_set_catchall_lookup).
 */
final class FixedElements extends LiveElements {
  private final PacketSet packets;
  private final SetElements elements;
  private final Map<Integer, VmSet.ElementLife> lives;
  private final VmSet.Life life;
  private final int catchAll;

  /** When elements end; empty where all stay. */
  private final long[] ends;

  /** What elements remember; empty where they do not. */
  private final StatefulOp[] @Nullable [] states;

  FixedElements(VmSet.Shape shape, SetElements elements, VmSet.Life life) {
    this.elements = elements;
    packets = SetPlanner.plan(elements, shape.fieldBytes(), (shape.flags() & VmSet.INTERVAL) != 0);
    catchAll = elements.catchAll();
    lives = life.elements();
    this.life = life;
    ends = new long[(shape.flags() & VmSet.TIMEOUT) != 0 ? elements.size() : 0];
    begin(0);
    boolean stateful = lives.values().stream().anyMatch(own -> !own.states().isEmpty());
    states = new StatefulOp[stateful ? elements.size() : 0][];
    if (stateful) {
      lives.forEach((element, own) -> states[element] = own.stateArray());
    }
  }

  @Override
  @HotPath
  public int find(int[] words, int first, long nowNanos) {
    int element = packets.lookup(words, first);
    if (element >= 0 && (ends.length == 0 || ends[element] > nowNanos)) {
      return element;
    }
    return catchAll >= 0 && (ends.length == 0 || ends[catchAll] > nowNanos) ? catchAll : NONE;
  }

  @Override
  @HotPath
  public void copyData(int element, int[] words, int first) {
    elements.copyData(element, words, first);
  }

  @Override
  @HotPath
  public int verdict(int element) {
    return elements.data(element, 0);
  }

  @Override
  @HotPath
  public StatefulOp @Nullable [] states(int element) {
    return states.length == 0 ? null : states[element];
  }

  @Override
  public void begin(long nowNanos) {
    for (int element = 0; element < ends.length; element++) {
      Times times = life.times(element);
      boolean stays = times.timeoutNanos() == 0 || elements.isEndMark(element);
      ends[element] = stays ? Long.MAX_VALUE : nowNanos + times.leftNanos();
    }
  }

  @Override
  public void list(long nowNanos, Listing listing) {
    int[] key = new int[elements.keyWords()];
    int[] data = new int[elements.dataWords()];
    for (int element = 0; element < elements.size(); element++) {
      boolean ended = ends.length != 0 && ends[element] <= nowNanos;
      if (ended || elements.isEndMark(element)) {
        continue;
      }
      for (int word = 0; word < key.length; word++) {
        key[word] = elements.key(element, word);
      }
      elements.copyData(element, data, 0);
      Times times =
          ends.length == 0 || ends[element] == Long.MAX_VALUE
              ? Times.NONE
              : new Times(life.times(element).timeoutNanos(), ends[element] - nowNanos);
      listing.element(element, key, data, times, states(element));
    }
  }
}

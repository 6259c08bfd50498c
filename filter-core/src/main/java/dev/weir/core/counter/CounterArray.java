package dev.weir.core.counter;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Packet and byte counters by slot, written through per-thread slabs and summed on read.
 *
 * <p>Example: {@code CounterSlab slab = counters.newSlab(); slab.add(slot, packet.networkLength());
 * counters.packets(slot)}.
 */
public final class CounterArray {
  private final int slots;
  private final List<CounterSlab> slabs = new CopyOnWriteArrayList<>();
  private final long[] presets;

  /** Counters for slots 0 to {@code slots - 1}, all zero. */
  public CounterArray(int slots) {
    this.slots = slots;
    presets = new long[2 * slots];
  }

  /** Number of slots. */
  public int slots() {
    return slots;
  }

  /** A new slab for one thread; what it counts is part of all later sums. */
  public CounterSlab newSlab() {
    CounterSlab slab = new CounterSlab(slots);
    slabs.add(slab);
    return slab;
  }

  /** Gives a slot the value it starts from; before anything is counted. */
  public void preset(int slot, long packets, long bytes) {
    presets[2 * slot] = packets;
    presets[2 * slot + 1] = bytes;
  }

  /** Packets counted in a slot, its start included. */
  public long packets(int slot) {
    long sum = presets[2 * slot];
    for (CounterSlab slab : slabs) {
      sum += slab.packets(slot);
    }
    return sum;
  }

  /** Bytes counted in a slot, its start included. */
  public long bytes(int slot) {
    long sum = presets[2 * slot + 1];
    for (CounterSlab slab : slabs) {
      sum += slab.bytes(slot);
    }
    return sum;
  }
}

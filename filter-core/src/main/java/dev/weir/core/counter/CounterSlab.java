package dev.weir.core.counter;

import dev.weir.core.packet.HotPath;

/**
 * One thread's share of a {@link CounterArray}: plain adds, no sharing.
 *
 * <p>Source: net/netfilter/nft_counter.c (nft_counter_do_eval).
 */
public final class CounterSlab {
  private final long[] values;

  CounterSlab(int slots) {
    values = new long[2 * slots];
  }

  /** Counts one packet of {@code bytes} bytes. */
  @HotPath
  public void add(int slot, int bytes) {
    values[2 * slot]++;
    values[2 * slot + 1] += bytes;
  }

  long packets(int slot) {
    return values[2 * slot];
  }

  long bytes(int slot) {
    return values[2 * slot + 1];
  }
}

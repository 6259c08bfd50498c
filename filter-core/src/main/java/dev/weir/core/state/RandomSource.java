package dev.weir.core.state;

import dev.weir.core.packet.HotPath;

/**
 * Random numbers from a seed: the same seed gives the same numbers.
 *
 * <p>Example: {@code new RandomSource(42).nextInt()}.
 *
 * <p><i>Meaning.</i> Stands where the kernel asks get_random_u32: even over all 32 bits, but not
 * the kernel's numbers. Belongs to one thread.
 *
 * <p>Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (2014).
 */
public final class RandomSource {
  private static final long GOLDEN_GAMMA = 0x9e37_79b9_7f4a_7c15L;

  private long state;

  public RandomSource(long seed) {
    state = seed;
  }

  /** The next 32 bits. */
  @HotPath
  public int nextInt() {
    state += GOLDEN_GAMMA;
    long mixed = state;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return (int) ((mixed ^ (mixed >>> 31)) >>> 32);
  }
}

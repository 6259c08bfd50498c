package dev.weir.core.fragment;

import dev.weir.core.packet.HotPath;

/**
 * What the kernel counts against its memory limit for a held fragment.
 *
 * <p><i>Meaning:</i> {@code skb->truesize} of a frame that a tap device delivered on x86-64;
 * measured by {@code /proc/net/sockstat} on the live kernel.
 *
 * <p>Source: drivers/net/tun.c (tun_alloc_skb), net/core/skbuff.c; net/ipv4/inet_fragment.c.
 */
final class FragmentMemory {
  /** sizeof(struct ipq). */
  static final int QUEUE4_BYTES = 200;

  /** sizeof(struct frag_queue). */
  static final int QUEUE6_BYTES = 184;

  private static final int BUFFER_STRUCT = 256;
  private static final int HEADROOM = 64;
  private static final int SHARED_INFO = 320;
  private static final int SMALL_HEAD = 576;
  private static final int MIN_POWER = 1024;
  private static final int MAX_LINEAR = 8192;
  private static final int PAGE = 4096;

  private FragmentMemory() {}

  /** Bytes of kernel memory for a frame of this length. */
  @HotPath
  static int truesize(int frameLength) {
    int head = (frameLength + HEADROOM + 63 & ~63) + SHARED_INFO;
    if (head <= SMALL_HEAD) {
      return BUFFER_STRUCT + SMALL_HEAD;
    }
    int linear = MAX_LINEAR - SHARED_INFO - HEADROOM;
    if (frameLength <= linear) {
      int power = Math.max(MIN_POWER, Integer.highestOneBit(head - 1) << 1);
      return BUFFER_STRUCT + power;
    }
    return BUFFER_STRUCT + MAX_LINEAR + (frameLength - linear + PAGE - 1) / PAGE * PAGE;
  }
}

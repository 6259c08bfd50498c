package dev.weir.core.set;

import dev.weir.core.packet.HotPath;

/**
 * A set as the packet path sees it: a question with one answer.
 *
 * <p>{@code int element = set.lookup(words, 0)} is the number of the element that holds the key, or
 * {@link #NONE}. Looking up never allocates and never fails.
 *
 * <p>Source: include/net/netfilter/nf_tables.h (struct nft_set_ops).
 */
public abstract class PacketSet {
  /** No element holds the key. */
  public static final int NONE = -1;

  private final SetElements elements;

  protected PacketSet(SetElements elements) {
    this.elements = elements;
  }

  /** The number of the element that holds the key in {@code words[first...]}, or {@link #NONE}. */
  @HotPath
  public abstract int lookup(int[] words, int first);

  /** The columns this set indexes. */
  public final SetElements elements() {
    return elements;
  }
}

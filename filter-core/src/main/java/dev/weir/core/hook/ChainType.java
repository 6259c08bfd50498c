package dev.weir.core.hook;

import java.util.Locale;

/** Types of base chains. Source: include/net/netfilter/nf_tables.h (enum nft_chain_types). */
public enum ChainType {
  FILTER,
  ROUTE,
  NAT;

  /** The word in nft's {@code type filter hook ...}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

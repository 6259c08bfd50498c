package dev.weir.core.nat;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;

/**
 * A nat chain, as NAT asks it for the first packet of a connection.
 *
 * <p>Source: net/netfilter/nf_nat_core.c (struct nf_nat_lookup_hook_priv).
 */
public interface NatChain {
  /** {@code Verdicts.ACCEPT}, whether it has bound the connection or not, or DROP. */
  @HotPath
  int evaluate(Packet packet);
}

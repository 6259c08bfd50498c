package dev.weir.nft.op;

import dev.weir.core.packet.ConntrackRef;
import dev.weir.core.packet.HotPath;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Keeps conntrack from looking at the packet: {@code [ notrack ]}.
 *
 * <p><i>Meaning.</i> Does nothing to a packet that has a connection or a zone already. Never
 * BREAKs. Alone it does not make the stack track connections.
 *
 * <p>Source: net/netfilter/nft_ct.c (nft_notrack_eval).
 */
public final class NotrackOp extends Op {
  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    ConntrackRef ref = context.packet().conntrack();
    if (!ref.isAttached() && !ref.hasZoneTemplate()) {
      ref.setUntracked();
    }
  }

  @Override
  public String dump() {
    return "[ notrack ]";
  }
}

package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.selector.IpsecSelector;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Asks the security associations of a packet: {@code [ xfrm load in 0 reqid => reg 1 ]}.
 *
 * <p>{@code ipsec in reqid 1 accept}.
 *
 * <p><i>Meaning.</i> BREAKs for a packet that came through no such association, and weir decrypts
 * nothing.
 *
 * <p>Source: net/netfilter/nft_xfrm.c.
 */
public final class XfrmOp extends Op {
  private final IpsecSelector selector;
  private final int dreg;

  /** Loads to word {@code dreg}. */
  public XfrmOp(IpsecSelector selector, int dreg) {
    this.selector = selector;
    this.dreg = Registers.checked(dreg, selector.lengthBytes());
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    registers.verdict = Verdicts.BREAK;
  }

  @Override
  public int writes() {
    return Registers.mask(dreg, selector.lengthBytes());
  }

  @Override
  public String dump() {
    return "[ xfrm load "
        + (selector.out() ? "out " : "in ")
        + selector.number()
        + " "
        + selector.key().listingName()
        + " => reg "
        + Registers.number(dreg)
        + " ]";
  }
}

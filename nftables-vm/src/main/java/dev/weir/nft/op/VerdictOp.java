package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;
import dev.weir.nft.vm.VmVerdict;

/**
 * Decides: {@code [ immediate reg 0 accept ]}, {@code [ immediate reg 0 jump -> web ]}.
 *
 * <p><i>Meaning.</i> Stores the verdict. {@code continue} changes nothing: the rule's next
 * statement runs.
 *
 * <p>Source: net/netfilter/nft_immediate.c (dreg NFT_REG_VERDICT).
 */
public final class VerdictOp extends Op {
  private final VmVerdict verdict;
  private final int packed;

  public VerdictOp(VmVerdict verdict) {
    this.verdict = verdict;
    this.packed = verdict.packed();
  }

  /** What the op decides. */
  public VmVerdict verdict() {
    return verdict;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    registers.verdict = packed;
  }

  @Override
  public int writes() {
    return Registers.VERDICT_MASK;
  }

  @Override
  public String dump() {
    return "[ immediate reg 0 " + verdict.dump() + " ]";
  }
}

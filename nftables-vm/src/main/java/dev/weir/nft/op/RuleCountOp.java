package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Counts a rule that has no counter of its own, as if one stood directly before its verdict.
 *
 * <p>weir's own op: the kernel has nothing like it and listings do not show it. It changes nothing
 * a rule could see.
 *
 * <p>Source: docs, `weir replay --json` (what {@code packets} of a rule means).
 */
public final class RuleCountOp extends Op {
  private final int slot;

  public RuleCountOp(int slot) {
    this.slot = slot;
  }

  public int slot() {
    return slot;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    context.count(slot);
  }

  @Override
  public boolean isListed() {
    return false;
  }

  @Override
  public String dump() {
    return "[ rule count " + slot + " ]";
  }
}

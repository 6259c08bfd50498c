package dev.weir.nft.vm;

import dev.weir.core.packet.HotPath;
import dev.weir.core.verdict.Verdicts;
import org.jspecify.annotations.Nullable;

/**
 * One instruction of the VM: its meaning, its listing and the registers it touches, side by side.
 *
 * <p>Ops are immutable but for what they refer to (counters live in the {@link VmContext}). {@link
 * #eval} is total: whatever the packet holds it returns, and where the kernel would stop the rule
 * it sets {@link Verdicts#BREAK}. It allocates nothing.
 *
 * <p>Source: net/netfilter/nf_tables_core.c (struct nft_expr_ops).
 */
public abstract class Op {
  /** Runs the instruction. */
  @HotPath
  public abstract void eval(Registers registers, VmContext context);

  /** The instruction as {@code nft --debug=netlink} prints it, with its brackets. */
  public abstract String dump();

  /** The words read, one bit each, and {@link Registers#VERDICT_MASK}. */
  public int reads() {
    return 0;
  }

  /** The words written, one bit each, and {@link Registers#VERDICT_MASK}. */
  public int writes() {
    return 0;
  }

  /** Whether listings show the op; the ones weir adds for its own counting are not shown. */
  public boolean isListed() {
    return true;
  }

  /** Whether the kernel tracks connections because of this op. */
  public boolean needsConntrack() {
    return false;
  }

  /** Whether it does for packets of this protocol family (2 or 10). */
  public boolean needsConntrack(int nfproto) {
    return needsConntrack();
  }

  /** Whether the kernel puts fragments of this protocol family together because of this op. */
  public boolean needsReassembly(int nfproto) {
    return needsConntrack(nfproto);
  }

  /** Whether the kernel counts the packets of connections because of this op. */
  public boolean needsAccounting() {
    return false;
  }

  /** The set or map the op asks, null for most. */
  public @Nullable VmSet set() {
    return null;
  }

  /** The index of the chain that only this op leads to, -1 for most. */
  public int ownChain() {
    return -1;
  }

  /** Two ops are equal when they are listed the same: the text names the class. */
  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof Op op && op.dump().equals(dump());
  }

  @Override
  public final int hashCode() {
    return dump().hashCode();
  }

  @Override
  public final String toString() {
    return dump();
  }
}

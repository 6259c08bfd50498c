package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Goes to the chain that stands in the rule itself: {@code [ immediate reg 0 jump ]}, from <code>
 * jump { ... }</code>. As {@link VerdictOp} otherwise; nft lists no name.
 *
 * <p>Source: net/netfilter/nft_immediate.c (NFT_CHAIN_BINDING).
 */
public final class OwnChainOp extends Op {
  private final int chain;
  private final int packed;

  /** An op that goes to the chain with this index. */
  public OwnChainOp(boolean isGoto, int chain) {
    this.chain = chain;
    packed = Verdicts.of(isGoto ? Verdicts.GOTO : Verdicts.JUMP, chain);
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
  public int ownChain() {
    return chain;
  }

  @Override
  public String dump() {
    return "[ immediate reg 0 " + Verdicts.name(packed) + " ]";
  }
}

package dev.weir.nft.vm;

import dev.weir.core.verdict.Verdicts;

/**
 * A verdict as rules and map elements name it: {@code accept}, or {@code jump -> web}.
 *
 * @param packed the verdict register's value, see {@link Verdicts}
 * @param chain the target's name, "" where the verdict has none
 */
public record VmVerdict(int packed, String chain) {
  public static final VmVerdict DROP = new VmVerdict(Verdicts.DROP, "");
  public static final VmVerdict ACCEPT = new VmVerdict(Verdicts.ACCEPT, "");
  public static final VmVerdict CONTINUE = new VmVerdict(Verdicts.CONTINUE, "");
  public static final VmVerdict RETURN = new VmVerdict(Verdicts.RETURN, "");

  /** {@code jump CHAIN}; the index is that of the chain in the whole program. */
  public static VmVerdict jump(String chain, int chainIndex) {
    return new VmVerdict(Verdicts.of(Verdicts.JUMP, chainIndex), chain);
  }

  /** {@code goto CHAIN}; the index is that of the chain in the whole program. */
  public static VmVerdict goTo(String chain, int chainIndex) {
    return new VmVerdict(Verdicts.of(Verdicts.GOTO, chainIndex), chain);
  }

  /** Whether the verdict names a chain. */
  public boolean hasChain() {
    return !chain.isEmpty();
  }

  /** The listing's form, {@code accept} or {@code jump -> web}. */
  public String dump() {
    return hasChain() ? Verdicts.name(packed) + " -> " + chain : Verdicts.name(packed);
  }
}

package dev.weir.nft.run;

import dev.weir.core.trace.Mismatch;
import dev.weir.nft.vm.VmContext;
import dev.weir.nft.vm.VmRule;

/** Says why a rule did not match, for traces. */
@FunctionalInterface
public interface RuleReasons {
  /** Names the instruction that BREAKs, which is all that a program knows of itself. */
  RuleReasons INSTRUCTIONS =
      (rule, op, context) -> Mismatch.of(rule.ops().get(op).dump(), "does not hold");

  /**
   * Explains.
   *
   * @param op the place in the rule of the instruction that left BREAK
   * @param context with the packet as it was when that happened
   */
  Mismatch why(VmRule rule, int op, VmContext context);

  /** The file in which the chain of this index is declared, "" if that is not known. */
  default String file(int chainIndex) {
    return "";
  }

  /** The line of {@link #file} in which the chain's hook stands, 0 if that is not known. */
  default int line(int chainIndex) {
    return 0;
  }
}

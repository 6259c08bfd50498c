package dev.weir.nft.lower;

import dev.weir.nft.vm.VmSet;

/** What a rule needs from the rule set around it while it is lowered. */
public interface LoweringScope {
  /** The index of a chain of the rule's table; the rule set has checked that it exists. */
  int chainIndex(String chain);

  /** The compiled named set of the rule's table. */
  VmSet namedSet(String name);

  /** A new counter slot. */
  int newSlot();
}

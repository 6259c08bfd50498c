package dev.weir.nft.lower;

import dev.weir.nft.vm.ObjectKind;
import dev.weir.nft.vm.VmObject;
import dev.weir.nft.vm.VmSet;
import java.util.List;

/** What a rule needs from the rule set around it while it is lowered. */
public interface LoweringScope {
  /** The index of a chain of the rule's table; the rule set has checked that it exists. */
  int chainIndex(String chain);

  /** The compiled named set of the rule's table. */
  VmSet namedSet(String name);

  /** The place in {@link #objects} of an object; the rule set has checked that it exists. */
  int objectIndex(ObjectKind kind, String name);

  /** The objects of the rule's table. */
  List<VmObject> objects();

  /** A new counter slot. */
  int newSlot();
}

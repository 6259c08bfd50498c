package dev.weir.nft.vm;

import dev.weir.core.hook.Family;
import java.util.List;

/**
 * A table of a program.
 *
 * @param chains its chains, in the order of definition
 * @param sets its named sets, in the order of definition; anonymous ones hang on their rules' ops
 * @param objects its named objects, in the order of definition
 */
public record VmTable(
    Family family, String name, List<VmChain> chains, List<VmSet> sets, List<VmObject> objects) {
  public VmTable {
    chains = List.copyOf(chains);
    sets = List.copyOf(sets);
    objects = List.copyOf(objects);
  }
}

package dev.weir.nft.lower;

import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.VmSet;
import java.util.List;

/**
 * A rule as instructions.
 *
 * @param slot the counter slot that reports show for the rule
 * @param statementOfOp for each instruction the place of the statement it was written for; of
 *     statements that share a load, the first
 * @param anonymousSets the rule's own sets in the order nft creates them
 */
public record LoweredRule(
    List<Op> ops, int slot, List<Integer> statementOfOp, List<VmSet> anonymousSets) {
  public LoweredRule {
    ops = List.copyOf(ops);
    statementOfOp = List.copyOf(statementOfOp);
    anonymousSets = List.copyOf(anonymousSets);
  }
}

package dev.weir.nft.vm;

import java.util.List;

/**
 * A rule: its instructions, and what reports say of it.
 *
 * @param ops the instructions, in order
 * @param slot counter slot of what the command line contract counts for a rule
 * @param handle as {@code nft -a list} would show
 * @param file where it was written
 * @param line 1-based line in {@code file}
 * @param text canonical text
 */
public record VmRule(List<Op> ops, int slot, long handle, String file, int line, String text) {
  public VmRule {
    ops = List.copyOf(ops);
  }
}

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
 * @param comment what {@code comment "..."} says, "" for none
 */
public record VmRule(
    List<Op> ops, int slot, long handle, String file, int line, String text, String comment) {
  public VmRule {
    ops = List.copyOf(ops);
  }

  /** A rule without comment. */
  public VmRule(List<Op> ops, int slot, long handle, String file, int line, String text) {
    this(ops, slot, handle, file, line, text, "");
  }
}

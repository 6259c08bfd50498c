package dev.weir.cli.random;

import java.util.List;

/**
 * Writes the statements of one group of constructs.
 *
 * <p>A new group is a new class of this kind and a line in {@link RuleMakers#ALL}.
 */
interface RuleMaker {
  /** How often it is asked, beside the others. */
  int weight();

  /** Whether its statements are allowed there. */
  default boolean fits(RuleContext context) {
    return true;
  }

  /**
   * Adds a statement with a space behind it, and notes its constructs for the report.
   *
   * @param facts what is true of a packet that the rule's tests are true of
   */
  void make(RuleContext context, StringBuilder text, List<Fact> facts);
}

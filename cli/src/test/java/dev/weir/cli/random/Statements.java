package dev.weir.cli.random;

import java.util.List;

/** Statements that stand between a rule's tests and its verdict. */
interface Statements {
  /** Adds one with a space behind it, or none. */
  void add(RuleContext context, StringBuilder text, List<Fact> facts);

  /** A reject statement of some kind that the context allows. */
  String reject(RuleContext context);
}

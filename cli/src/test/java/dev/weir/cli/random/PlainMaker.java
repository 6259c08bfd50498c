package dev.weir.cli.random;

import java.util.List;

/** Counters, marks, maps: as the older generator. */
final class PlainMaker implements RuleMaker {
  private final Statements plain = new PlainStatements(false);

  @Override
  public int weight() {
    return 8;
  }

  @Override
  public void make(RuleContext context, StringBuilder text, List<Fact> facts) {
    plain.add(context, text, facts);
  }
}

package dev.weir.cli.random;

import java.util.List;

/** Limits of packets and bytes. */
final class LimitMaker implements RuleMaker {
  @Override
  public int weight() {
    return 2;
  }

  @Override
  public void make(RuleContext context, StringBuilder text, List<Fact> facts) {
    context.writer().note("limit");
    text.append(CtFacts.limit(context.gen()));
  }
}

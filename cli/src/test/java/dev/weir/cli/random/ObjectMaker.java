package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import java.util.List;

/** Named counters, quotas and limits. */
final class ObjectMaker implements RuleMaker {
  @Override
  public int weight() {
    return 2;
  }

  @Override
  public void make(RuleContext context, StringBuilder text, List<Fact> facts) {
    Gen gen = context.gen();
    NamedSets sets = context.sets();
    switch (gen.below(3)) {
      case 0 -> {
        context.writer().note("counter object");
        text.append("counter name ").append(sets.object("counter", ""));
      }
      case 1 -> {
        context.writer().note("quota object");
        String amount = (gen.percent(50) ? "over " : "") + gen.between(1, 90) + " kbytes";
        text.append("quota name ").append(sets.object("quota", amount));
      }
      default -> {
        context.writer().note("limit object");
        String rate = "rate 1/day burst " + gen.between(1, 400) + " packets";
        text.append("limit name ").append(sets.object("limit", rate));
      }
    }
    text.append(' ');
  }
}

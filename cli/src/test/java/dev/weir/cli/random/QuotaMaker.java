package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import java.util.List;

/** Quotas that some packets use up. */
final class QuotaMaker implements RuleMaker {
  @Override
  public int weight() {
    return 2;
  }

  @Override
  public void make(RuleContext context, StringBuilder text, List<Fact> facts) {
    Gen gen = context.gen();
    context.writer().note("quota");
    int bytes = gen.between(200, 90_000);
    text.append("quota ").append(gen.percent(40) ? "over " : "");
    if (gen.percent(30)) {
      text.append(gen.between(1, 60)).append(" kbytes ");
      return;
    }
    text.append(bytes).append(" bytes ");
    if (gen.percent(30)) {
      text.append("used ").append(gen.below(bytes)).append(" bytes ");
    }
  }
}

package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import java.util.List;

/** Marks by turns and by hash. */
final class HashMaker implements RuleMaker {
  @Override
  public int weight() {
    return 2;
  }

  @Override
  public void make(RuleContext context, StringBuilder text, List<Fact> facts) {
    Gen gen = context.gen();
    List<Fact> addresses =
        facts.stream().filter(fact -> fact.construct().matches("ip6? address")).toList();
    if (addresses.isEmpty() || gen.percent(50)) {
      context.writer().note("numgen");
      text.append("meta mark set numgen inc mod ").append(gen.between(2, 9)).append(' ');
      return;
    }
    context.writer().note("jhash");
    text.append("meta mark set jhash ").append(gen.pick(addresses).selector());
    text.append(" mod ").append(gen.between(2, 9)).append(" seed ").append(gen.below(100));
    text.append(' ');
  }
}

package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import java.util.List;

/** What rules do to connections. */
final class ConnectionMaker implements RuleMaker {
  @Override
  public int weight() {
    return 4;
  }

  @Override
  public boolean fits(RuleContext context) {
    return context.mayTrack();
  }

  @Override
  public void make(RuleContext context, StringBuilder text, List<Fact> facts) {
    Gen gen = context.gen();
    int kind = gen.below(12);
    if (kind == 0) {
      context.writer().note("ct event set");
      text.append("ct event set new,destroy ");
    } else if (kind == 1) {
      // Too late for most packets: then it does nothing.
      context.writer().note("notrack");
      text.append("notrack ");
    } else {
      String statement = CtFacts.statement(gen);
      context.writer().note(statement.startsWith("ct mark") ? "ct mark set" : "meta mark set ct");
      text.append(statement);
    }
  }
}

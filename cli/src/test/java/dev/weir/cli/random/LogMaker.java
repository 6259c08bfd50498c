package dev.weir.cli.random;

import java.util.List;

/** Log statements; the lab's namespace writes no log. */
final class LogMaker implements RuleMaker {
  private static final List<String> FORMS =
      List.of(
          "log ",
          "log prefix \"mixed \" ",
          "log level debug ",
          "log prefix \"p\" level info flags tcp sequence,options ",
          "log flags all ",
          "log prefix \"a b\" flags skuid flags ether ");

  @Override
  public int weight() {
    return 2;
  }

  @Override
  public void make(RuleContext context, StringBuilder text, List<Fact> facts) {
    context.writer().note("log");
    text.append(context.gen().pick(FORMS));
  }
}

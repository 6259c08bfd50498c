package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import java.util.List;

/** Counters, marks, priorities, maps; with connections also what only they have. */
final class PlainStatements implements Statements {
  private final boolean stateful;

  PlainStatements(boolean stateful) {
    this.stateful = stateful;
  }

  @Override
  public void add(RuleContext context, StringBuilder text, List<Fact> facts) {
    RuleWriter writer = context.writer();
    Gen gen = context.gen();
    if (stateful && gen.percent(22)) {
      String statement = CtFacts.statement(gen);
      writer.note(statement.startsWith("ct mark") ? "ct mark set" : "meta mark set ct");
      text.append(statement);
      return;
    }
    int kind = gen.below(100);
    if (kind < 20) {
      writer.note("counter");
      text.append("counter ");
    } else if (kind < 24) {
      writer.note("log");
      text.append("log prefix \"x\" ");
    } else if (kind < 32) {
      writer.note("meta mark set");
      text.append("meta mark set ").append(gen.below(4)).append(' ');
    } else if (kind < 35) {
      writer.note("meta mark set expression");
      text.append("meta mark set meta mark ").append(gen.percent(50) ? "| 0x10 " : "& 0xff ");
    } else if (kind < 37) {
      writer.note("meta priority set");
      text.append("meta priority set 1:").append(gen.below(4)).append(' ');
    } else if (kind < 44) {
      map(context, text, facts);
    } else if (stateful && kind < 49) {
      writer.note("limit");
      text.append(CtFacts.limit(gen));
    }
  }

  private static void map(RuleContext context, StringBuilder text, List<Fact> facts) {
    RuleWriter writer = context.writer();
    Gen gen = context.gen();
    for (int i = 0; i < facts.size(); i++) {
      Fact fact = gen.pick(facts);
      if (fact.isOrdered() && !fact.type().isEmpty()) {
        text.append("meta mark set ").append(fact.selector());
        if (gen.percent(50)) {
          writer.note("map");
          text.append(" map { ").append(fact.value()).append(" : 7 } ");
        } else {
          writer.note("named map");
          text.append(" map @")
              .append(context.sets().map(fact.type() + " : mark", List.of(fact.value() + " : 7")))
              .append(' ');
        }
        return;
      }
    }
  }

  @Override
  public String reject(RuleContext context) {
    Gen gen = context.gen();
    return switch (context.family()) {
      case "ip" -> gen.pick(List.of("reject", "reject with icmp type host-unreachable"));
      case "ip6" -> gen.pick(List.of("reject", "reject with icmpv6 type admin-prohibited"));
      default -> gen.pick(List.of("reject", "reject with icmpx type admin-prohibited"));
    };
  }
}

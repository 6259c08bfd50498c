package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import java.util.ArrayList;
import java.util.List;

/** Statements of every group of constructs. */
final class RuleMakers implements Statements {
  /**
   * One of these is asked for a statement; to add a construct, add its maker.
   *
   * <p>KERNEL: it refuses its own dump of {@code add @s} and {@code tcp option ... set}, so that
   * the lab cannot give counters to the rules of a table that has them.
   */
  private static final List<RuleMaker> ALL =
      List.of(
          new PlainMaker(),
          new ConnectionMaker(),
          new LimitMaker(),
          new QuotaMaker(),
          new LogMaker(),
          new MetaMaker(),
          new ObjectMaker(),
          new HashMaker(),
          new HeaderMaker());

  private static final int STATEMENT_PERCENT = 70;

  @Override
  public void add(RuleContext context, StringBuilder text, List<Fact> facts) {
    Gen gen = context.gen();
    while (gen.percent(STATEMENT_PERCENT)) {
      List<RuleMaker> fitting = new ArrayList<>();
      for (RuleMaker maker : ALL) {
        for (int i = 0; i < maker.weight() && maker.fits(context); i++) {
          fitting.add(maker);
        }
      }
      gen.pick(fitting).make(context, text, facts);
      if (gen.percent(70)) {
        return;
      }
    }
  }

  @Override
  public String reject(RuleContext context) {
    Gen gen = context.gen();
    List<String> kinds = new ArrayList<>(List.of("reject"));
    String family = context.family();
    kinds.add("meta l4proto tcp reject with tcp reset");
    switch (family) {
      case "ip" -> {
        kinds.add("reject with icmp type host-unreachable");
        kinds.add("reject with icmp type net-prohibited");
      }
      case "ip6" -> {
        kinds.add("reject with icmpv6 type admin-prohibited");
        kinds.add("reject with icmpv6 type addr-unreachable");
      }
      default -> {
        kinds.add("reject with icmpx type admin-prohibited");
        kinds.add("reject with icmpx type no-route");
      }
    }
    String kind = gen.pick(kinds);
    if (kind.contains("tcp reset")) {
      context.writer().note("reject with tcp reset");
    }
    return kind;
  }
}

package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import java.util.List;

/** Writes into headers what does not change where the packet goes. */
final class HeaderMaker implements RuleMaker {
  @Override
  public int weight() {
    return 2;
  }

  @Override
  public boolean fits(RuleContext context) {
    return RuleContext.isIp(context.family())
        && context.hooks().stream().noneMatch(hook -> hook.startsWith("ingress"));
  }

  @Override
  public void make(RuleContext context, StringBuilder text, List<Fact> facts) {
    Gen gen = context.gen();
    int form = gen.below(3);
    boolean six = facts.stream().anyMatch(fact -> fact.selector().startsWith("ip6 "));
    boolean four = facts.stream().anyMatch(fact -> fact.selector().startsWith("ip "));
    if (six != four) {
      context.writer().note("payload set");
      String ip = six ? "ip6 " : "ip ";
      text.append(ip);
      text.append(
          switch (form) {
            case 0 -> "dscp set cs" + gen.below(8);
            case 1 -> "ecn set " + gen.pick(List.of("ce", "ect0", "not-ect"));
            default -> (six ? "hoplimit" : "ttl") + " set " + gen.between(3, 99);
          });
      text.append(' ');
    }
  }
}

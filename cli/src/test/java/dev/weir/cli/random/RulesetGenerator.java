package dev.weir.cli.random;

import dev.weir.cli.random.RandomRuleset.Line;
import dev.weir.core.testkit.Gen;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Arranges random rules in tables and chains; every rule set loads in nft 1.0.6. */
final class RulesetGenerator {
  private final Gen gen;
  private final RuleGenerator rules;
  private final List<String> hooks;
  private final boolean stateful;
  private boolean mixed;
  private boolean silent;
  private List<String> families = List.of("inet", "inet", "inet", "ip", "ip6");

  /**
   * @param packets the traffic, for witnesses
   * @param hooks hooks of the path that is tested
   */
  RulesetGenerator(Gen gen, List<Traffic.Packet> packets, List<String> hooks) {
    this(gen, packets, hooks, false);
  }

  /** With {@code stateful}, rules also use connection tracking. */
  RulesetGenerator(Gen gen, List<Traffic.Packet> packets, List<String> hooks, boolean stateful) {
    this.gen = gen;
    this.rules = new RuleGenerator(gen, packets, stateful);
    this.hooks = hooks;
    this.stateful = stateful;
  }

  /** Tables of these families instead of the IP ones. */
  RulesetGenerator ofFamilies(List<String> wanted) {
    families = wanted;
    return this;
  }

  /** With these statements in the rules. */
  RulesetGenerator with(Statements statements) {
    rules.use(statements);
    mixed = true;
    return this;
  }

  /** Without reject, whose answers other rules might see. */
  RulesetGenerator silent(boolean wanted) {
    silent = wanted;
    return this;
  }

  /** One table. */
  RandomRuleset table(String family, String name) {
    List<Line> out = new ArrayList<>();
    table(out, family, name, true);
    return new RandomRuleset(out).without(line -> false);
  }

  /** A whole rule set. */
  RandomRuleset next() {
    List<Line> out = new ArrayList<>();
    int tables = 1 + gen.below(2);
    for (int i = 0; i < tables; i++) {
      String family = gen.pick(families);
      table(out, family, "t" + i, i == tables - 1);
    }
    // Renumbers, because the jumps of b0 stand before its other rules.
    return new RandomRuleset(out).without(line -> false);
  }

  private void table(List<Line> out, String family, String name, boolean last) {
    NamedSets sets = new NamedSets();
    int regular = 2 + gen.below(3);
    List<String> base = new ArrayList<>();
    // The first base chain is at the hook all hooks' packets come to know each other by: both
    // devices are known there.
    base.add(hooks.get(hooks.size() / 2));
    if (gen.percent(50)) {
      base.add(gen.pick(hooks));
    }
    // The kernel refuses reject where a postrouting chain can reach it.
    boolean mayReject = !base.contains("postrouting") && mayReject(family);
    String place = family + " " + name + " ";
    List<Line> chains = new ArrayList<>();
    // Declared first, so that jumps find them; a chain only goes to chains with a higher number.
    for (int i = regular - 1; i >= 0; i--) {
      chains.add(plain("\tchain r" + i + " {"));
      chains.addAll(rules(place + "r" + i + " ", family, sets, i, regular, mayReject));
      chains.add(plain("\t}"));
    }
    if (stateful && gen.percent(60)) {
      chains.addAll(raw(place, family, sets));
    }
    for (int i = 0; i < base.size(); i++) {
      int priority = gen.pick(List.of(-150, -10, 0, 0, 5, 50));
      String policy = last && i == 0 && gen.percent(stateful ? 60 : 40) ? "drop" : "accept";
      chains.add(plain("\tchain b" + i + " {"));
      chains.add(
          plain(
              "\t\ttype filter hook "
                  + base.get(i)
                  + " priority "
                  + priority
                  + "; policy "
                  + policy
                  + ";"));
      List<Line> rules = new ArrayList<>();
      if (base.get(i).startsWith("egress")) {
        // KERNEL: transport selectors read the link header of later IPv6 fragments there, which
        // only the kernel knows.
        rules.add(new Line(place + "b" + i + " 0", "\t\texthdr frag exists accept", Set.of()));
      }
      if (stateful && i == 0 && gen.percent(35)) {
        String first = CtFacts.established(gen);
        rules.add(new Line(place + "b0 0", "\t\t" + first, Set.of("ct state", "accept")));
      }
      for (int chain = 0; i == 0 && chain < regular; chain++) {
        rules.add(new Line(place + "b0 " + chain, "\t\tjump r" + chain, Set.of("jump")));
      }
      rules.addAll(rules(place + "b" + i + " ", family, sets, -1, regular, mayReject));
      chains.addAll(rules);
      chains.add(plain("\t}"));
    }
    out.add(plain("table " + family + " " + name + " {"));
    out.add(plain(sets.text()));
    out.addAll(chains);
    out.add(plain("}"));
  }

  /** A chain in front of connection tracking, with what only that can do. */
  private List<Line> raw(String place, String family, NamedSets sets) {
    List<Line> lines = new ArrayList<>();
    lines.add(plain("\tchain raw {"));
    String type = "\t\ttype filter hook " + hooks.getFirst() + " priority ";
    lines.add(plain(type + gen.pick(List.of("-300", "-300", "-201", "-350")) + ";"));
    for (int i = 0; i < 2 + gen.below(3); i++) {
      RuleWriter writer = new RuleWriter(gen, sets);
      writer.narrow(gen.percent(60));
      List<Fact> facts = RuleGenerator.usable(rules.witness(family), family);
      facts.removeIf(fact -> fact.construct().startsWith("ct ") && gen.percent(90));
      String tests = facts.isEmpty() ? "" : rules.test(writer, facts);
      tests += facts.isEmpty() || gen.percent(50) ? "" : ' ' + rules.test(writer, facts);
      String statement = CtFacts.raw(gen);
      writer.note(statement.contains("zone") ? "ct zone set" : statement.split(" ")[0]);
      lines.add(
          new Line(place + "raw " + i, "\t\t" + tests + ' ' + statement, writer.constructs()));
    }
    lines.add(plain("\t}"));
    return lines;
  }

  private boolean mayReject(String family) {
    return !silent
        && switch (family) {
          case "arp", "bridge" -> false;
          case "netdev" -> mixed && hooks.stream().allMatch(hook -> hook.startsWith("ingress"));
          default -> true;
        };
  }

  private static Line plain(String text) {
    return new Line("", text, Set.of());
  }

  private List<Line> rules(
      String place, String family, NamedSets sets, int self, int regular, boolean mayReject) {
    List<Line> lines = new ArrayList<>();
    int count = 3 + gen.below(6);
    for (int i = 0; i < count; i++) {
      RuleWriter writer = new RuleWriter(gen, sets);
      RuleContext context = new RuleContext(writer, gen, sets, family, hooks, regular, mayReject);
      String text = rules.rule(context, self, i >= count - 2);
      lines.add(new Line(place + i, "\t\t" + text.strip(), writer.constructs()));
    }
    return lines;
  }
}

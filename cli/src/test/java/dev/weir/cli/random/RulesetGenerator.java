package dev.weir.cli.random;

import dev.weir.cli.random.RandomRuleset.Line;
import dev.weir.core.testkit.Gen;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Arranges random rules in tables and chains; every rule set loads in nft 1.0.6. */
final class RulesetGenerator {
  private static final int MAX_TESTS = 3;

  /** Constructs of protocols that few packets have. */
  private static final Set<String> RARE =
      Set.of("esp", "dccp", "udplite", "comp", "sctp", "icmp", "icmpv6", "udp", "tcp");

  private final Gen gen;
  private final List<Traffic.Packet> packets;
  private final List<String> hooks;
  private final boolean stateful;
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
    this.packets = packets;
    this.hooks = hooks;
    this.stateful = stateful;
  }

  /** Tables of these families instead of the IP ones. */
  RulesetGenerator ofFamilies(List<String> wanted) {
    families = wanted;
    return this;
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
    boolean mayReject = !base.contains("postrouting") && isIp(family);
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
      List<Fact> facts = usable(witness(family), family);
      facts.removeIf(fact -> fact.construct().startsWith("ct ") && gen.percent(90));
      String tests = facts.isEmpty() ? "" : test(writer, facts);
      tests += facts.isEmpty() || gen.percent(50) ? "" : ' ' + test(writer, facts);
      String statement = CtFacts.raw(gen);
      writer.note(statement.contains("zone") ? "ct zone set" : statement.split(" ")[0]);
      lines.add(
          new Line(place + "raw " + i, "\t\t" + tests + ' ' + statement, writer.constructs()));
    }
    lines.add(plain("\t}"));
    return lines;
  }

  private static boolean isIp(String family) {
    return family.equals("inet") || family.equals("ip") || family.equals("ip6");
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
      String text = rule(writer, family, sets, self, regular, mayReject, i >= count - 2);
      lines.add(new Line(place + i, "\t\t" + text.strip(), writer.constructs()));
    }
    return lines;
  }

  private String rule(
      RuleWriter writer,
      String family,
      NamedSets sets,
      int self,
      int regular,
      boolean mayReject,
      boolean late) {
    Traffic.Packet witness = witness(family);
    List<Fact> facts = usable(witness, family);
    StringBuilder text = new StringBuilder();
    int tests = late ? 2 + gen.below(MAX_TESTS) : 1 + gen.below(MAX_TESTS);
    writer.narrow(late);
    for (int i = 0; i < tests && !facts.isEmpty(); i++) {
      text.append(test(writer, facts)).append(' ');
    }
    statement(writer, text, facts, sets);
    verdict(writer, text, facts, sets, self, regular, family, mayReject, late);
    return text.toString();
  }

  private Traffic.Packet witness(String family) {
    while (true) {
      Traffic.Packet packet = gen.pick(packets);
      boolean fits = !isIp(family) || family.equals("inet") || packet.six() == family.equals("ip6");
      if (fits && !packet.facts().isEmpty()) {
        return packet;
      }
    }
  }

  /**
   * The witness's facts that the family can test, shuffled by construct so that rare ones come up
   * too.
   */
  private List<Fact> usable(Traffic.Packet witness, String family) {
    List<Fact> facts = new ArrayList<>();
    int nfproto = witness.six() ? 10 : 2;
    for (Fact fact : witness.facts()) {
      boolean fits = family.equals("inet") || !fact.selector().equals("meta nfproto");
      if (fits && (fact.protocol() == 0 || fact.protocol() == nfproto)) {
        facts.add(fact);
      }
    }
    return facts;
  }

  /** One fact, rare constructs as often as common ones. */
  private Fact pick(List<Fact> facts) {
    List<String> constructs = facts.stream().map(Fact::construct).distinct().toList();
    List<String> rare = constructs.stream().filter(RARE::contains).toList();
    String construct = gen.pick(rare.isEmpty() || gen.percent(65) ? constructs : rare);
    return gen.pick(facts.stream().filter(fact -> fact.construct().equals(construct)).toList());
  }

  private String test(RuleWriter writer, List<Fact> facts) {
    Fact fact = pick(facts);
    facts.remove(fact);
    if (fact.isOrdered() && gen.percent(22)) {
      for (Fact second : facts) {
        boolean fits = second.isOrdered() && mayJoin(second) && mayJoin(fact);
        if (fits && gen.percent(40)) {
          return writer.concatenation(fact, second);
        }
      }
    }
    return writer.test(fact);
  }

  private static boolean mayJoin(Fact fact) {
    return !fact.selector().startsWith("@") && !fact.selector().contains(" proto-");
  }

  private void statement(RuleWriter writer, StringBuilder text, List<Fact> facts, NamedSets sets) {
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
      mapStatement(writer, text, facts, sets);
    } else if (stateful && kind < 49) {
      writer.note("limit");
      text.append(CtFacts.limit(gen));
    }
  }

  private void mapStatement(
      RuleWriter writer, StringBuilder text, List<Fact> facts, NamedSets sets) {
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
              .append(sets.map(fact.type() + " : mark", List.of(fact.value() + " : 7")))
              .append(' ');
        }
        return;
      }
    }
  }

  private void verdict(
      RuleWriter writer,
      StringBuilder text,
      List<Fact> facts,
      NamedSets sets,
      int self,
      int regular,
      String family,
      boolean mayReject,
      boolean late) {
    int next = self + 1 + gen.below(Math.max(1, regular - self - 1));
    boolean mayJump = next < regular;
    int kind = gen.below(100);
    if (kind < 12 && mayJump) {
      writer.note("jump");
      text.append("jump r").append(next);
    } else if (kind < 32 && mayJump && vmap(writer, text, facts, sets, next, late)) {
      return;
    } else if (kind < 40) {
      writer.note("continue");
      text.append("continue");
    } else if (late) {
      lateVerdict(writer, text, family, mayReject, mayJump ? next : -1);
    }
  }

  /**
   * Verdicts that keep packets from later rules; at a chain's end, so that its rules are reached.
   */
  private void lateVerdict(
      RuleWriter writer, StringBuilder text, String family, boolean mayReject, int next) {
    int kind = gen.below(100);
    if (kind < 15) {
      writer.note("accept");
      text.append("accept");
    } else if (kind < 45) {
      writer.note("drop");
      text.append("drop");
    } else if (kind < 62 && mayReject) {
      writer.note("reject");
      text.append(reject(family));
    } else if (kind < 75) {
      writer.note("return");
      text.append("return");
    } else if (kind < 90 && next >= 0) {
      writer.note("goto");
      text.append("goto r").append(next);
    }
  }

  private String reject(String family) {
    return switch (family) {
      case "ip" -> gen.pick(List.of("reject", "reject with icmp type host-unreachable"));
      case "ip6" -> gen.pick(List.of("reject", "reject with icmpv6 type admin-prohibited"));
      default -> gen.pick(List.of("reject", "reject with icmpx type admin-prohibited"));
    };
  }

  private boolean vmap(
      RuleWriter writer,
      StringBuilder text,
      List<Fact> facts,
      NamedSets sets,
      int next,
      boolean late) {
    if (stateful && gen.percent(25)) {
      writer.note("ct state vmap");
      text.append(CtFacts.vmap(gen, "r" + next, late));
      return true;
    }
    for (int i = 0; i < facts.size(); i++) {
      Fact fact = gen.pick(facts);
      if (fact.isOrdered() && !fact.selector().startsWith("@")) {
        String verdict =
            late
                ? gen.pick(List.of("drop", "return", "goto r" + next, "accept"))
                : gen.pick(List.of("jump r" + next, "continue"));
        String element = fact.value() + " : " + verdict;
        if (gen.percent(60) || fact.type().isEmpty()) {
          writer.note("vmap");
          text.append(fact.selector()).append(" vmap { ").append(element).append(" }");
        } else {
          writer.note("named vmap");
          text.append(fact.selector())
              .append(" vmap @")
              .append(sets.map(fact.type() + " : verdict", List.of(element)));
        }
        return true;
      }
    }
    return false;
  }
}

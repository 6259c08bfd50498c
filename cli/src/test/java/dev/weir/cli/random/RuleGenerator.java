package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes rules: tests that are mostly true of a witness among the packets, statements, verdict. */
final class RuleGenerator {
  private static final int MAX_TESTS = 3;

  /** Constructs of protocols that few packets have. */
  private static final Set<String> RARE =
      Set.of("esp", "dccp", "udplite", "comp", "sctp", "icmp", "icmpv6", "udp", "tcp");

  private final Gen gen;
  private final List<Traffic.Packet> packets;
  private final boolean stateful;
  private Statements statements;

  RuleGenerator(Gen gen, List<Traffic.Packet> packets, boolean stateful) {
    this.gen = gen;
    this.packets = packets;
    this.stateful = stateful;
    this.statements = new PlainStatements(stateful);
  }

  void use(Statements other) {
    statements = other;
  }

  /**
   * The text of a rule.
   *
   * @param self number of the regular chain it is in, -1 in a base chain
   * @param late whether it may end the way of packets
   */
  String rule(RuleContext context, int self, boolean late) {
    RuleWriter writer = context.writer();
    Traffic.Packet witness = witness(context.family());
    List<Fact> facts = usable(witness, context.family());
    StringBuilder text = new StringBuilder();
    int tests = late ? 2 + gen.below(MAX_TESTS) : 1 + gen.below(MAX_TESTS);
    writer.narrow(late);
    for (int i = 0; i < tests && !facts.isEmpty(); i++) {
      text.append(test(writer, facts)).append(' ');
    }
    statements.add(context, text, facts);
    verdict(context, text, facts, self, late);
    return text.toString();
  }

  Traffic.Packet witness(String family) {
    while (true) {
      Traffic.Packet packet = gen.pick(packets);
      boolean fits =
          !RuleContext.isIp(family)
              || family.equals("inet")
              || packet.six() == family.equals("ip6");
      if (fits && !packet.facts().isEmpty()) {
        return packet;
      }
    }
  }

  /**
   * The witness's facts that the family can test, shuffled by construct so that rare ones come up
   * too.
   */
  static List<Fact> usable(Traffic.Packet witness, String family) {
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

  String test(RuleWriter writer, List<Fact> facts) {
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

  private void verdict(
      RuleContext context, StringBuilder text, List<Fact> facts, int self, boolean late) {
    RuleWriter writer = context.writer();
    int regular = context.regular();
    int next = self + 1 + gen.below(Math.max(1, regular - self - 1));
    boolean mayJump = next < regular;
    int kind = gen.below(100);
    if (kind < 12 && mayJump) {
      writer.note("jump");
      text.append("jump r").append(next);
    } else if (kind < 32 && mayJump && vmap(context, text, facts, next, late)) {
      return;
    } else if (kind < 40) {
      writer.note("continue");
      text.append("continue");
    } else if (late) {
      lateVerdict(context, text, mayJump ? next : -1);
    }
  }

  /**
   * Verdicts that keep packets from later rules; at a chain's end, so that its rules are reached.
   */
  private void lateVerdict(RuleContext context, StringBuilder text, int next) {
    RuleWriter writer = context.writer();
    int kind = gen.below(100);
    if (kind < 15) {
      writer.note("accept");
      text.append("accept");
    } else if (kind < 45) {
      writer.note("drop");
      text.append("drop");
    } else if (kind < 62 && context.mayReject() && text.indexOf("arp ") < 0) {
      writer.note("reject");
      text.append(statements.reject(context));
    } else if (kind < 75) {
      writer.note("return");
      text.append("return");
    } else if (kind < 90 && next >= 0) {
      writer.note("goto");
      text.append("goto r").append(next);
    }
  }

  private boolean vmap(
      RuleContext context, StringBuilder text, List<Fact> facts, int next, boolean late) {
    RuleWriter writer = context.writer();
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
              .append(context.sets().map(fact.type() + " : verdict", List.of(element)));
        }
        return true;
      }
    }
    return false;
  }
}

package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import dev.weir.netio.lab.LabMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A rule set of several tables, of as many families as the packets' path has hooks of. */
final class MixedRules {
  private static final String INGRESS = "ingress device \"tap0\"";
  private static final String BOTH_INGRESS = "ingress devices = { tap0, tap1 }";
  private static final String EGRESS = "egress device \"tap1\"";
  private static final List<String> IP_FAMILIES = List.of("inet", "inet", "inet", "ip", "ip6");

  private final Gen gen;
  private final LabMode mode;
  private final List<Traffic.Packet> packets;
  private final List<RandomRuleset.Line> lines = new ArrayList<>();
  private int tables;
  private boolean egress;

  private MixedRules(Gen gen, LabMode mode, List<Traffic.Packet> packets) {
    this.gen = gen;
    this.mode = mode;
    this.packets = packets;
  }

  /** A rule set that fits these packets. */
  static RandomRuleset of(Gen gen, LabMode mode, List<Traffic.Packet> packets) {
    MixedRules rules = new MixedRules(gen, mode, packets);
    switch (mode) {
      case BRIDGE -> rules.bridge();
      case INGRESS -> rules.ingress(1 + gen.below(3));
      case ARP -> {
        rules.arp();
        rules.ingress(gen.below(2));
      }
      default -> rules.internet();
    }
    return new RandomRuleset(rules.lines);
  }

  private void internet() {
    boolean arrives = mode != LabMode.OUTPUT && mode != LabMode.LOOPBACK;
    boolean leaves = mode != LabMode.INPUT && mode != LabMode.LOOPBACK;
    egress = leaves && gen.percent(30);
    if (arrives && gen.percent(45)) {
      ingress(1);
    }
    table(gen.pick(IP_FAMILIES), hooks(), gen.percent(85));
    if (gen.percent(50)) {
      table(gen.pick(IP_FAMILIES), hooks(), gen.percent(50));
    }
    if (egress) {
      table("netdev", List.of(EGRESS), false);
    }
  }

  private List<String> hooks() {
    List<String> hooks =
        switch (mode) {
          case HOST -> List.of("prerouting", "input", "output", "input", "postrouting");
          case LOOPBACK -> List.of("output", "prerouting", "input", "output", "postrouting");
          default -> Comparison.hooks(mode);
        };
    return hooks;
  }

  private void ingress(int count) {
    for (int i = 0; i < count; i++) {
      String family = mode == LabMode.ARP || gen.percent(65) ? "netdev" : "inet";
      table(family, List.of(gen.percent(70) ? INGRESS : BOTH_INGRESS), false);
    }
  }

  private void bridge() {
    egress = gen.percent(20);
    if (gen.percent(40)) {
      ingress(1);
    }
    List<String> hooks = List.of("prerouting", "input", "forward", "forward", "postrouting");
    for (int i = 0; i <= gen.below(2); i++) {
      table("bridge", gen.percent(25) ? List.of("prerouting", "input") : hooks, false);
    }
    if (egress) {
      table("netdev", List.of(EGRESS), false);
    }
  }

  private void arp() {
    for (int i = 0; i <= gen.below(2); i++) {
      table("arp", List.of("input"), false);
    }
  }

  private void table(String family, List<String> hooks, boolean stateful) {
    boolean ip = RuleContext.isIp(family) && !hooks.getFirst().startsWith("ingress");
    boolean leaving = hooks.getFirst().startsWith("egress");
    Predicate<Fact> usable =
        fact ->
            (ip || !fact.construct().startsWith("ct "))
                && (ip
                    || leaving
                    || !fact.construct().startsWith("meta oif")
                    || mode == LabMode.BRIDGE)
                && !(leaving && isOfEntrance(fact));
    List<Traffic.Packet> witnesses = new ArrayList<>();
    for (Traffic.Packet packet : packets) {
      List<Fact> facts = packet.facts().stream().filter(usable).toList();
      boolean plain = packet.facts().stream().noneMatch(MixedRules::isOfLink);
      if (family.equals("inet") && packet.kind().equals("arp")) {
        continue;
      }
      boolean fits =
          family.equals("arp") ? packet.kind().equals("arp") : plain || isOfFrames(hooks, family);
      if (!facts.isEmpty() && fits) {
        witnesses.add(new Traffic.Packet(packet.frame(), packet.six(), facts));
      }
    }
    if (witnesses.isEmpty()) {
      return;
    }
    RulesetGenerator generator =
        new RulesetGenerator(gen, witnesses, hooks, stateful && ip)
            .with(new RuleMakers())
            // KERNEL: what rejects at ingress answers through the device, past all hooks but
            // egress.
            .silent(egress && hooks.getFirst().startsWith("ingress"));
    lines.addAll(generator.table(family, "t" + tables++).lines());
  }

  private static boolean isOfFrames(List<String> hooks, String family) {
    return family.equals("bridge") || hooks.getFirst().startsWith("ingress");
  }

  private static boolean isOfLink(Fact fact) {
    return fact.construct().equals("arp") || fact.construct().equals("vlan");
  }

  /** What a packet that leaves no longer has, or has anew. */
  private static boolean isOfEntrance(Fact fact) {
    return fact.construct().equals("ether")
        || fact.construct().startsWith("meta iif")
        || fact.construct().equals("device");
  }
}

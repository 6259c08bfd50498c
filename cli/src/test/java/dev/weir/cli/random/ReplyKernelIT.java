package dev.weir.cli.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.core.testkit.Gen;
import dev.weir.netio.lab.KernelLab;
import dev.weir.netio.lab.LabFrame;
import dev.weir.netio.lab.LabMode;
import dev.weir.netio.lab.LabPlan;
import dev.weir.netio.lab.LabResult;
import dev.weir.netio.lab.RuleCount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What {@code reject} answers crosses this host's own rules and changes connections: random flows
 * under rules that reject, judged by the live kernel and by weir with the answers on their way.
 *
 * <p>System property {@code weir.reply.seeds}: how many seeds for each case, default 1.
 */
@Tag("kernel")
class ReplyKernelIT {
  private static final int PACKETS = 1_500;

  private static final String STATES =
      """
      ct state new counter
      ct state established counter
      ct state related ct direction original counter
      ct state related ct direction reply counter
      ct state invalid counter
      ct state untracked counter
      """;

  @BeforeAll
  static void needsTheKernel() {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
  }

  @ParameterizedTest
  @CsvSource({
    "FORWARD, forward, tcp reset",
    "FORWARD, prerouting, tcp reset",
    "FORWARD, forward, icmpx port-unreachable",
    "FORWARD, prerouting, icmpx admin-prohibited",
    "INPUT, input, tcp reset",
    "INPUT, prerouting, tcp reset",
    "INPUT, input, icmpx host-unreachable",
    "OUTPUT, output, tcp reset",
    "OUTPUT, output, icmpx no-route",
  })
  void countersAreTheKernels(LabMode mode, String hook, String with) throws IOException {
    LabPlan.Route route = new LabPlan.Route("192.0.2.0/24", "tap0");
    LabPlan plan = LabPlan.of(mode, "tap0", "tap1").withRoutes(List.of(route)).withAnswers();
    try (KernelLab lab = KernelLab.open(plan)) {
      for (long seed = 1; seed <= Long.getLong("weir.reply.seeds", 1); seed++) {
        compare(lab, hook, with, seed);
      }
    }
  }

  private static void compare(KernelLab lab, String hook, String with, long seed)
      throws IOException {
    List<LabFrame> frames =
        FlowTraffic.packets(new Gen(seed), PACKETS).stream()
            .map(packet -> new LabFrame(packet.frame(), packet.entersBy()))
            .toList();
    for (String rules : List.of(rules(hook, with, true), rules(hook, with, false))) {
      LabResult kernel = lab.play(rules, frames);
      WeirRun weir = WeirRun.of(rules, lab.plan(), frames);
      assertEquals("", weir.errors());
      String name = lab.plan().mode() + " " + hook + " " + with + " seed " + seed;
      List<String> expected = new ArrayList<>();
      List<String> actual = new ArrayList<>();
      for (RuleCount rule : kernel.rules()) {
        WeirRun.Count count = weir.counts().get(Comparison.key(rule));
        if (count == null) {
          throw new AssertionError(Comparison.key(rule));
        }
        expected.add(Comparison.key(rule) + " " + rule.packets() + " " + rule.bytes());
        actual.add(Comparison.key(rule) + " " + count.packets() + " " + count.bytes());
      }
      List<String> missing = new ArrayList<>(expected);
      missing.removeAll(actual);
      actual.removeAll(expected);
      assertEquals(String.join("\n", missing), String.join("\n", actual), name);
      assertEquals(kernel.verdicts(), weir.verdicts(), name);
    }
  }

  private static String rules(String hook, String with, boolean tracked) {
    String states = tracked ? STATES : "";
    StringBuilder out = new StringBuilder("table inet t {\n");
    for (String name : List.of("prerouting", "input", "forward", "output", "postrouting")) {
      out.append("chain ").append(name).append(" {\ntype filter hook ").append(name);
      out.append(" priority 10;\n").append(states);
      out.append("meta l4proto tcp counter\ntcp flags rst counter\nmeta iif 0 counter\n");
      out.append("iifname \"lo\" counter\nicmp type destination-unreachable counter\n");
      out.append("icmpv6 type destination-unreachable counter\nip6 hoplimit 64 counter\n");
      out.append("ip ttl 64 counter\nmeta priority 0 counter\n");
      out.append("ip saddr 192.0.0.8 counter\noifname \"tap0\" counter\n");
      if (name.equals(hook)) {
        String which =
            with.equals("tcp reset") ? "tcp flags & (psh|ack) == psh|ack" : "meta length > 70";
        out.append(which).append(" meta mark set 7 reject with ");
        out.append(with)
            .append("\ntcp sport 1024-20000 meta mark set 7 reject with ")
            .append(with)
            .append('\n');
      }
      out.append("}\n");
    }
    return out.append("}\n").toString();
  }
}

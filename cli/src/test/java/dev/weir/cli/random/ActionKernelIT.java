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
 * Rules that hand packets to somebody else: what the rules around them count, by the live kernel
 * and by weir. ({@code queue} is not here: the kernel of the tests has no nft_queue.)
 */
@Tag("kernel")
class ActionKernelIT {
  private static final int PACKETS = 1_500;

  @BeforeAll
  static void needsTheKernel() {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FORWARD | ip     | prerouting | dup to 10.9.9.9",
        "FORWARD | ip     | forward    | dup to 10.9.9.9 device \"tap1\"",
        "FORWARD | ip6    | prerouting | dup to 2001:db8::9",
        "FORWARD | inet   | prerouting | meta l4proto { tcp, udp } tproxy to :80",
        "FORWARD | inet   | prerouting | meta l4proto tcp tproxy ip to 127.0.0.1:80",
        "FORWARD | ip6    | prerouting | meta l4proto udp tproxy to [::1]:80",
        "FORWARD | inet   | forward    | synproxy mss 1460 wscale 7 sack-perm",
        "INPUT   | inet   | input      | tcp dport < 40000 synproxy",
        "FORWARD | ip     | forward    | synproxy timestamp",
        "INGRESS | netdev | ingress device \"tap0\" | fwd to \"tap1\"",
        "INGRESS | netdev | ingress device \"tap0\" | meta length > 80 fwd to \"tap1\"",
        "INGRESS | netdev | ingress device \"tap0\" | fwd ip to 10.0.0.9 device \"tap1\"",
        "INGRESS | netdev | ingress device \"tap0\" | fwd ip6 to fe80::9 device \"tap1\"",
        "INGRESS | netdev | ingress device \"tap0\" | dup to \"tap1\"",
      })
  void rulesAroundCountAsInTheKernel(LabMode mode, String family, String hook, String action)
      throws IOException {
    String rules =
        "table %s t {\nchain c {\ntype filter hook %s priority -150;\n".formatted(family, hook)
            + "counter\nmeta l4proto tcp counter\n"
            + action
            + " counter\n".repeat(action.contains("fwd") ? 0 : 1)
            + "\ncounter\nmeta l4proto tcp counter\ntcp flags syn counter\n}\n}\n";
    try (KernelLab lab = KernelLab.open(LabPlan.of(mode, "tap0", "tap1"))) {
      Traffic traffic =
          new Traffic(new Gen(action.length()), "tap0", mode == LabMode.INPUT ? "" : "tap1");
      List<LabFrame> frames = new ArrayList<>();
      for (int i = 0; i < PACKETS; i++) {
        frames.add(new LabFrame(traffic.next().frame(), 0));
      }
      LabResult kernel = lab.play(rules, frames);
      WeirRun weir = WeirRun.of(rules, lab.plan(), frames);
      assertEquals("", weir.errors());
      List<String> expected = new ArrayList<>();
      List<String> actual = new ArrayList<>();
      for (RuleCount rule : kernel.rules()) {
        WeirRun.Count count = weir.counts().get(Comparison.key(rule));
        if (count == null) {
          throw new AssertionError(Comparison.key(rule));
        }
        expected.add(rule.index() + ": " + rule.packets() + " " + rule.bytes());
        actual.add(rule.index() + ": " + count.packets() + " " + count.bytes());
      }
      assertEquals(String.join("\n", expected), String.join("\n", actual), action);
      assertEquals(
          kernel.verdicts(), weir.verdicts().replace('S', 'D'), action + " (stolen shows as D)");
    }
  }
}

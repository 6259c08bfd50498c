package dev.weir.cli.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Connections counted among random flows: the counter of each rule is the kernel's. Packets are so
 * far apart that none shares a jiffy with another. Which closed connections still count differs in
 * ways not understood yet; what is here agrees.
 */
@Tag("kernel")
class ConnLimitKernelIT {
  private static final long APART_NANOS = 9_000_000;
  private static final int PACKETS = 350;

  private static final String RULES =
      """
      table inet t {
        chain raw {
          type filter hook prerouting priority raw;
          udp sport 1-5000 notrack counter
        }
        chain c {
          type filter hook forward priority 0;
          ct count over 1 counter
          ct count 0 counter
          ct state new ct count over 4 counter
          ct state established ct count over 1 counter
        }
      }
      """;

  @Test
  void countsConnectionsAsTheKernel() throws IOException {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
    LabPlan plan = LabPlan.of(LabMode.FORWARD, "tap0", "tap1").withRoutes(FlowTraffic.ROUTES);
    List<String> lines =
        RULES
            .lines()
            .filter(line -> line.startsWith("    ") && !line.contains("type filter"))
            .toList();
    List<String> differences = new ArrayList<>();
    int hit = 0;
    try (KernelLab lab = KernelLab.open(plan)) {
      for (long seed = 1; seed <= 3; seed++) {
        List<LabFrame> frames = new ArrayList<>();
        for (Traffic.Packet packet : FlowTraffic.packets(new Gen(seed), PACKETS)) {
          long nanos = (frames.size() + 1) * APART_NANOS;
          frames.add(new LabFrame(packet.frame(), packet.entersBy(), nanos));
        }
        LabResult kernel = lab.playInTime(RULES, frames);
        WeirRun weir = WeirRun.of(RULES, plan, frames);
        assertEquals("", weir.errors());
        for (int i = 0; i < kernel.rules().size(); i++) {
          RuleCount rule = kernel.rules().get(i);
          hit += rule.packets() > 0 ? 1 : 0;
          WeirRun.Count count = weir.counts().get(Comparison.key(rule));
          if (count == null || count.packets() != rule.packets()) {
            differences.add(seed + ": " + lines.get(i) + ": kernel " + rule + ", weir " + count);
          }
        }
        if (!kernel.verdicts().equals(weir.verdicts())) {
          differences.add(seed + ":\n" + kernel.verdicts() + "\n" + weir.verdicts());
        }
      }
    }
    assertEquals("", String.join("\n", differences));
    int rulesHit = hit;
    assertTrue(rulesHit > 8, () -> "only " + rulesHit + " rules hit");
  }
}

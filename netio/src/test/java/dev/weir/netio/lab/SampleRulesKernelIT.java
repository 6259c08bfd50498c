package dev.weir.netio.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The sample rule sets against the live kernel: no rule is dead weight, and generated traffic is
 * worth comparing.
 */
@Tag("kernel")
class SampleRulesKernelIT {
  private static final int FRAMES = 10_000;
  private static final long SEED = 20_251_121;

  @BeforeAll
  static void needsTheKernel() {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
  }

  @ParameterizedTest
  @EnumSource
  void everyRuleIsHitAndMissedByGeneratedTraffic(Sample sample) throws IOException {
    List<RuleCount> rules = new ArrayList<>();
    long[] hits = new long[0];
    long frames = 0;
    for (LabPlan plan : sample.plans()) {
      List<LabFrame> traffic = SampleTraffic.of(sample, SEED, FRAMES);
      try (KernelLab lab = KernelLab.open(plan)) {
        LabResult result = lab.play(sample.text(), traffic);
        rules = result.rules();
        hits = hits.length == 0 ? new long[rules.size()] : hits;
        for (int i = 0; i < hits.length; i++) {
          hits[i] += rules.get(i).packets();
        }
        frames += traffic.size();
      }
    }
    List<String> dead = new ArrayList<>();
    for (int i = 0; i < hits.length; i++) {
      if (hits[i] == 0 || hits[i] >= frames) {
        dead.add(rules.get(i) + " hit by " + hits[i] + " of " + frames);
      }
    }
    assertEquals(List.of(), dead);
    assertTrue(hits.length > 10, "rules found");
  }
}

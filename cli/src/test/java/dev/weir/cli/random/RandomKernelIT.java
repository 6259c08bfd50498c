package dev.weir.cli.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.netio.lab.KernelLab;
import dev.weir.netio.lab.LabMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random rule sets x random packets, judged by the live kernel and by weir: equal, packet by packet
 * and rule by rule.
 *
 * <p>System properties: {@code weir.random.rulesets} (how many beyond the fixed seeds; default
 * one), {@code weir.random.first} (the first of those seeds; default by the clock). A long run:
 *
 * <pre>
 * mvn -B -pl cli -am verify -Dtest=RandomKernelIT -Dsurefire.failIfNoSpecifiedTests=false -Dweir.random.rulesets=2000
 * </pre>
 */
@Tag("kernel")
class RandomKernelIT {
  private static final int PACKETS = 2_000;

  /**
   * Seeds that once showed a difference, then the fixed ones. A new failing seed joins {@code
   * FAILED_ONCE}.
   */
  private static final long[] FAILED_ONCE = {10012, 10039, 10070, 10376};

  private static final int FIXED = 150;

  @Test
  void kernelAndWeirAgreeOnEveryPacketAndRule() throws IOException {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
    long first = Long.getLong("weir.random.first", System.currentTimeMillis());
    int more = Integer.getInteger("weir.random.rulesets", 1);
    System.out.println("RandomKernelIT: new seeds " + first + " to " + (first + more - 1));
    long[] seeds =
        LongStream.concat(
                LongStream.concat(LongStream.of(FAILED_ONCE), LongStream.range(0, FIXED)),
                LongStream.range(first, first + more))
            .toArray();
    Coverage coverage = new Coverage();
    List<Comparison> failed = new ArrayList<>();
    Totals totals = new Totals();
    Map<LabMode, KernelLab> labs = new EnumMap<>(LabMode.class);
    try {
      for (long seed : seeds) {
        KernelLab lab = labs.get(Comparison.modeOf(seed));
        if (lab == null) {
          lab = KernelLab.open(Comparison.modeOf(seed), "tap0", "tap1");
          labs.put(Comparison.modeOf(seed), lab);
        }
        Comparison comparison = Comparison.run(lab, seed, PACKETS, coverage);
        totals.add(comparison);
        if (!comparison.differences().isEmpty()) {
          comparison.keep("");
          failed.add(comparison);
        }
      }
    } finally {
      labs.values().forEach(KernelLab::close);
    }
    System.out.print(coverage.report());
    System.out.println(totals);
    assertEquals(List.of(), failed.stream().map(Comparison::describe).limit(5).toList());
    totals.assertMeaningful(0.9);
    for (String construct : coverage.constructs()) {
      assertTrue(coverage.share(construct) >= 0.01, () -> construct + " occurs in too few rules");
    }
  }
}

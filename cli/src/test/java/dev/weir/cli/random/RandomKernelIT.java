package dev.weir.cli.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.netio.lab.KernelLab;
import dev.weir.netio.lab.LabFrame;
import dev.weir.netio.lab.LabMode;
import dev.weir.netio.pcap.CaptureWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
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
          keep(comparison);
          failed.add(comparison);
        }
      }
    } finally {
      labs.values().forEach(KernelLab::close);
    }
    System.out.print(coverage.report());
    System.out.println(totals);
    assertEquals(List.of(), failed.stream().map(RandomKernelIT::describe).limit(5).toList());
    totals.assertMeaningful();
    for (String construct : coverage.constructs()) {
      assertTrue(coverage.share(construct) >= 0.01, () -> construct + " occurs in too few rules");
    }
  }

  private static String describe(Comparison comparison) {
    return "seed "
        + comparison.seed()
        + " "
        + comparison.mode()
        + ":\n  "
        + String.join("\n  ", comparison.differences());
  }

  /** Leaves what is needed to look at a difference: rules and a capture to replay. */
  private static void keep(Comparison comparison) throws IOException {
    Path folder =
        Files.createDirectories(
            Path.of(System.getProperty("weir.root", "."), "cli", "target", "kernel-differences"));
    Path rules = folder.resolve("seed" + comparison.seed() + ".nft");
    Files.writeString(rules, comparison.ruleset());
    try (CaptureWriter writer =
        CaptureWriter.create(folder.resolve("seed" + comparison.seed() + ".pcap"), false)) {
      int id = writer.interfaceId("tap0", 1);
      for (LabFrame frame : comparison.frames()) {
        writer.write(id, 0, frame.frame());
      }
    }
    System.out.println("seed " + comparison.seed() + " differs: see " + rules.toAbsolutePath());
  }

  /** Sums over all rule sets. */
  private static final class Totals {
    private long packets;
    private long dropped;
    private long rules;
    private long hit;

    void add(Comparison comparison) {
      packets += comparison.frames().size();
      dropped += comparison.dropped();
      rules += comparison.rules();
      hit += comparison.rulesHit();
    }

    void assertMeaningful() {
      double share = dropped / (double) packets;
      assertTrue(share > 0.2 && share < 0.8, () -> "dropped " + share);
      assertTrue(hit >= 0.9 * rules, () -> hit + " of " + rules + " rules were hit");
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d packets, %.1f %% dropped by rules; %d rules, %.1f %% hit",
          packets,
          100.0 * dropped / packets,
          rules,
          100.0 * hit / rules);
    }
  }
}

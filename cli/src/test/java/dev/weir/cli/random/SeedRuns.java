package dev.weir.cli.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.netio.lab.KernelLab;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * The comparisons of one test, seed by seed: seeds that once failed, fixed ones, new ones; then the
 * report and what every such test asserts.
 *
 * <p>System properties, with the name of the test in place of NAME: {@code weir.NAME.rulesets} (how
 * many new seeds; default one), {@code weir.NAME.first} (the first of them; default by the clock),
 * {@code weir.NAME.fixed} (how many fixed seeds, from 0 on).
 */
final class SeedRuns {
  private static final int TOLD = 5;

  private final String name;
  private final int fixed;
  private final long[] failedOnce;
  private final Coverage coverage = new Coverage();
  private final Totals totals = new Totals();
  private final Kinds kinds = new Kinds();
  private final List<Comparison> failed = new ArrayList<>();

  /**
   * Runs of a test.
   *
   * @param name as in the system properties
   * @param fixed how many fixed seeds
   * @param failedOnce seeds that once showed a difference; a new failing seed joins them
   */
  SeedRuns(String name, int fixed, long... failedOnce) {
    this.name = name;
    this.fixed = Integer.getInteger("weir." + name + ".fixed", fixed);
    this.failedOnce = failedOnce;
  }

  /** Skips the test, with the reason, where the kernel cannot be asked. */
  static void needTheKernel() {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
  }

  private long[] seeds() {
    long first = Long.getLong("weir." + name + ".first", System.currentTimeMillis());
    int more = Integer.getInteger("weir." + name + ".rulesets", 1);
    System.out.println(name + ": new seeds " + first + " to " + (first + more - 1));
    return LongStream.concat(
            LongStream.concat(LongStream.of(failedOnce), LongStream.range(0, fixed)),
            LongStream.range(first, first + more))
        .toArray();
  }

  /** Judges the comparison of every seed, prints the report and asserts that nothing differs. */
  void run(LongFunction<Comparison> maker) throws IOException {
    needTheKernel();
    try (Labs labs = new Labs()) {
      for (long seed : seeds()) {
        Comparison comparison = maker.apply(seed);
        comparison.judge(labs, coverage);
        totals.add(comparison);
        kinds.add(comparison);
        if (!comparison.differences().isEmpty()) {
          comparison.keep(name);
          if (Boolean.getBoolean("weir.shrink")) {
            System.out.println(Shrinker.describe(new Shrinker().shrink(comparison)));
          }
          failed.add(comparison);
        }
      }
    }
    System.out.print(coverage.report());
    System.out.print(kinds.report());
    System.out.println(totals);
    assertEquals(List.of(), failed.stream().map(Comparison::describe).limit(TOLD).toList());
  }

  /** The kinds of packets that there were. */
  Set<String> kinds() {
    return kinds.kinds();
  }

  /** Asserts that enough was dropped, not too much, and that this share of the rules was hit. */
  void assertMeaningful(double rulesHit) {
    totals.assertMeaningful(rulesHit);
  }

  /** Asserts that each construct that begins so is in at least this share of the rules. */
  void assertCovered(String prefix, double share) {
    for (String construct : coverage.constructs()) {
      assertTrue(
          !construct.startsWith(prefix) || coverage.share(construct) >= share,
          () -> construct + " occurs in too few rules");
    }
  }
}

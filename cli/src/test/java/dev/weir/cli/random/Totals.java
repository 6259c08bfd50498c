package dev.weir.cli.random;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;

/** Sums over all rule sets of a run. */
final class Totals {
  private long packets;
  private long dropped;
  private long rules;
  private long hit;

  void add(Comparison comparison) {
    packets += comparison.packets().size();
    dropped += comparison.dropped();
    rules += comparison.rules();
    hit += comparison.rulesHit();
  }

  void assertMeaningful(double rulesHit) {
    double share = dropped / (double) packets;
    assertTrue(share > 0.2 && share < 0.8, () -> "dropped " + share);
    assertTrue(hit >= rulesHit * rules, () -> hit + " of " + rules + " rules were hit");
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

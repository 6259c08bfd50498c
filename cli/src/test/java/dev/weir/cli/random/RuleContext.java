package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import java.util.List;

/**
 * Where a rule stands and what it is written with.
 *
 * @param sets of its table
 * @param hooks those of its table's base chains, which may all reach it
 * @param regular how many regular chains its table has
 * @param mayReject whether reject is allowed wherever the rule can be reached from
 */
record RuleContext(
    RuleWriter writer,
    Gen gen,
    NamedSets sets,
    String family,
    List<String> hooks,
    int regular,
    boolean mayReject) {

  static boolean isIp(String family) {
    return family.equals("inet") || family.equals("ip") || family.equals("ip6");
  }

  /** Whether rules may ask for connections. */
  boolean mayTrack() {
    return isIp(family);
  }
}

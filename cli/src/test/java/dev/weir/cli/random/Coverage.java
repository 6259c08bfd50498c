package dev.weir.cli.random;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts in how many generated rules each construct occurs. */
final class Coverage {
  private final Map<String, Integer> rulesByConstruct = new TreeMap<>();
  private int rules;

  /** Notes one rule and what it is made of. */
  void addRule(Set<String> constructs) {
    rules++;
    constructs.forEach(construct -> rulesByConstruct.merge(construct, 1, Integer::sum));
  }

  int rules() {
    return rules;
  }

  /** Share of rules with this construct, 0 to 1. */
  double share(String construct) {
    return rules == 0 ? 0 : rulesByConstruct.getOrDefault(construct, 0) / (double) rules;
  }

  Set<String> constructs() {
    return rulesByConstruct.keySet();
  }

  /** One line a construct, with its share. */
  String report() {
    StringBuilder out = new StringBuilder();
    for (String construct : rulesByConstruct.keySet()) {
      out.append(String.format(Locale.ROOT, "%6.2f %%  %s%n", 100 * share(construct), construct));
    }
    return out.toString();
  }
}

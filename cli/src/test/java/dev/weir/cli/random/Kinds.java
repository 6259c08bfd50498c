package dev.weir.cli.random;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts the packets of each kind and what the kernel made of them. */
final class Kinds {
  private final Map<String, Map<Character, Integer>> verdicts = new TreeMap<>();

  void add(Comparison comparison) {
    String codes = comparison.verdicts();
    for (int i = 0; i < codes.length(); i++) {
      count(comparison.packets().get(i).kind(), codes.charAt(i));
      count("mode " + comparison.mode(), codes.charAt(i));
    }
  }

  private void count(String kind, char code) {
    verdicts.computeIfAbsent(kind, key -> new TreeMap<>()).merge(code, 1, Integer::sum);
  }

  Set<String> kinds() {
    return verdicts.keySet();
  }

  /** One line a kind. */
  String report() {
    StringBuilder out = new StringBuilder();
    verdicts.forEach((kind, counts) -> {
      int sum = counts.values().stream().mapToInt(Integer::intValue).sum();
      out.append(String.format("%9d  %s: %s%n", sum, kind, counts));
    });
    return out.toString();
  }
}

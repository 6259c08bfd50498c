package dev.weir.cli.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A generated rule set, line by line, so that rules can be taken out again.
 *
 * @param lines the text; a line that is a rule knows its place
 */
record RandomRuleset(List<Line> lines) {

  /**
   * One line (or block of lines) of the text.
   *
   * @param key {@code family table chain index} of a rule, "" of other lines
   * @param constructs what a rule is made of
   */
  record Line(String key, String text, Set<String> constructs) {
    boolean isRule() {
      return !key.isEmpty();
    }
  }

  String text() {
    StringBuilder out = new StringBuilder();
    lines.forEach(line -> out.append(line.text()).append('\n'));
    return out.toString();
  }

  /** The same without some rules; the others move up. */
  RandomRuleset without(Predicate<Line> rules) {
    List<Line> kept = new ArrayList<>();
    String chain = "";
    int index = 0;
    for (Line line : lines) {
      if (!line.isRule()) {
        kept.add(line);
      } else if (!rules.test(line)) {
        String place = line.key().substring(0, line.key().lastIndexOf(' '));
        index = place.equals(chain) ? index + 1 : 0;
        chain = place;
        kept.add(new Line(place + " " + index, line.text(), line.constructs()));
      }
    }
    return new RandomRuleset(kept);
  }
}

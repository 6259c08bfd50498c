package dev.weir.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of an explanation, in three columns: the tree, the reason, the place in the rules.
 *
 * <p>A column is as wide as its widest text, but not wider than a limit: longer texts push only
 * their own line.
 */
final class TraceLines {
  private static final int MAX_TREE = 64;
  private static final int MAX_REASON = 44;

  private final List<Line> lines = new ArrayList<>();

  private record Line(String tree, String reason, String place) {}

  /** Adds a line; {@code reason} and {@code place} may be empty. */
  void add(int indent, String tree, String reason, String place) {
    lines.add(new Line(" ".repeat(indent) + tree, reason, place));
  }

  /** The text, each line with a line feed. */
  String render() {
    int tree = 0;
    int reason = 0;
    for (Line line : lines) {
      boolean columns = !line.reason.isEmpty() || !line.place.isEmpty();
      if (columns && line.tree.length() <= MAX_TREE) {
        tree = Math.max(tree, line.tree.length());
      }
      if (line.reason.length() <= MAX_REASON) {
        reason = Math.max(reason, line.reason.length());
      }
    }
    StringBuilder out = new StringBuilder();
    for (Line line : lines) {
      StringBuilder text = new StringBuilder(line.tree);
      if (!line.reason.isEmpty()) {
        pad(text, tree + 2);
        text.append(line.reason);
      }
      if (!line.place.isEmpty()) {
        pad(text, tree + 2 + (reason == 0 ? 0 : reason + 2));
        text.append(line.place);
      }
      out.append(text).append('\n');
    }
    return out.toString();
  }

  private static void pad(StringBuilder text, int column) {
    text.repeat(' ', Math.max(2, column - text.length()));
  }
}

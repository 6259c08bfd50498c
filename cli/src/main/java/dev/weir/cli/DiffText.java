package dev.weir.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** What a diff found, for people. */
final class DiffText {
  private static final int MAX_ROWS = 20;

  private final StringBuilder out = new StringBuilder();
  private final String before;
  private final String after;
  private final DiffResult result;

  private DiffText(String before, String after, DiffResult result) {
    this.before = before;
    this.after = after;
    this.result = result;
  }

  /** The whole text; {@code before} and {@code after} are the sides' names. */
  static String of(String before, String after, DiffResult result) {
    DiffText text = new DiffText(before, after, result);
    text.write();
    return text.out.toString();
  }

  private void write() {
    line(
        "%,d packets, %,d bytes; %,d with another verdict",
        result.packets(), result.bytes(), result.differences());
    matrix();
    changes();
    first();
    counts();
  }

  private void line(String format, Object... arguments) {
    out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  private void matrix() {
    List<Integer> kinds =
        IntStream.range(0, DiffResult.kinds()).filter(result::occurs).boxed().toList();
    if (kinds.isEmpty()) {
      return;
    }
    out.append(String.format(Locale.ROOT, "%n%-14s", "old \\ new"));
    kinds.forEach(kind -> out.append(String.format(Locale.ROOT, "%14s", word(kind))));
    out.append('\n');
    for (int row : kinds) {
      out.append(String.format(Locale.ROOT, "%-14s", word(row)));
      for (int column : kinds) {
        out.append(String.format(Locale.ROOT, "%,14d", result.packets(row, column)));
      }
      out.append('\n');
    }
  }

  private static String word(int kind) {
    return VerdictTotals.word(VerdictTotals.CODES.charAt(kind));
  }

  private void changes() {
    List<Map.Entry<DiffResult.Change, DiffResult.Extent>> changes = result.changes();
    if (changes.isEmpty()) {
      return;
    }
    line("%n%14s  change", "packets");
    for (Map.Entry<DiffResult.Change, DiffResult.Extent> change :
        changes.subList(0, Math.min(MAX_ROWS, changes.size()))) {
      line(
          "%,14d  old: %s", change.getValue().packets(), DiffResult.text(change.getKey().before()));
      line("%14s  new: %s", "", DiffResult.text(change.getKey().after()));
      line("%14s  first: packet %,d", "", change.getValue().first());
    }
    more(changes.size());
  }

  private void more(int size) {
    if (size > MAX_ROWS) {
      line("%14s  ... and %,d more (--json has them all)", "", size - MAX_ROWS);
    }
  }

  private void first() {
    DiffResult.First first = result.first();
    if (first == null) {
      return;
    }
    line("%nthe first of them, old (%s):", before);
    out.append(TraceExplanation.of(first.before(), first.packet(), first.outcomeBefore()));
    line("%nand new (%s):", after);
    out.append(TraceExplanation.of(first.after(), first.packet(), first.outcomeAfter()));
    Parting parting = Parting.of(first.before(), first.after());
    line("%nthey part at%n  old: %s%n  new: %s", parting.before(), parting.after());
  }

  private void counts() {
    List<DiffResult.CountChange> counts = result.counts();
    if (counts.isEmpty()) {
      return;
    }
    line("%nrules of both that more or fewer packets reached (no difference by itself):");
    line("%14s %14s  rule", "old", "new");
    for (DiffResult.CountChange count : counts.subList(0, Math.min(MAX_ROWS, counts.size()))) {
      line(
          "%,14d %,14d  %s %s %s: %s",
          count.packetsBefore(),
          count.packetsAfter(),
          count.after().family().word(),
          count.after().table(),
          count.after().chain(),
          count.after().text());
    }
    more(counts.size());
  }
}

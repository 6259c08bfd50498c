package dev.weir.nft;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What weir makes of each construct of the nft language, one row each.
 *
 * <p>The rows live in {@code support.tsv}; a test loads every example and fails where a row and the
 * truth differ, so the table cannot promise more, or less, than the code does.
 *
 * @param area where the construct stands: container, command, statement, selector, set or object
 * @param example nft text that uses it; a single rule for the areas statement and selector, else a
 *     whole text
 * @param note what differs from the kernel; empty where nothing does
 */
public record Support(State state, String area, String construct, String example, String note) {

  /** How far a construct is supported. */
  public enum State {
    /** The kernel's verdicts and counters. */
    FULL,
    /** Accepted, with the difference that the note names. */
    APPROXIMATE,
    /** Refused with {@code not supported yet}. */
    REJECTED;

    /** The word in the table. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** All rows, in the order of the language reference. */
  public static List<Support> rows() {
    try (InputStream in = Support.class.getResourceAsStream("support.tsv")) {
      if (in == null) {
        throw new IllegalStateException("support.tsv is missing from the build");
      }
      List<Support> rows = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (!line.startsWith("#")) {
          rows.add(row(line));
        }
      }
      return rows;
    } catch (IOException e) {
      throw new IllegalStateException("support.tsv cannot be read", e);
    }
  }

  private static Support row(String line) {
    String[] cells = line.split("\t", -1);
    State state = State.valueOf(cells[0].toUpperCase(Locale.ROOT));
    return new Support(state, cells[1], cells[2], cells[3].replace("\\n", "\n"), cells[4]);
  }

  /** The example as a whole text that {@code nft -f} reads. */
  public String exampleText() {
    boolean isRule = area.equals("statement") || area.equals("selector");
    return isRule ? "table inet t { chain c { " + example + "; }; }" : example;
  }
}

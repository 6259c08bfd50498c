package dev.weir.core.diag;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One piece of rule text and the place it was included from.
 *
 * <p>Lines and columns count from 1; a column is a {@code char}, a tab counts as one, as in nft's
 * messages.
 */
public final class SourceText {
  /** Where errors lie that are about no text, such as a file that cannot be opened. */
  static final SourceText INTERNAL = new SourceText("internal", "");

  private final String name;
  private final String text;
  private final @Nullable SourceSpan includedFrom;
  private final boolean translated;
  private final int[] lineStarts;

  /**
   * @param name what the text is called in messages: a path as the user gave it, or {@code
   *     /dev/stdin}
   * @param includedFrom the {@code include} statement that brought this text in, or null for a
   *     top-level text
   */
  public SourceText(String name, String text, @Nullable SourceSpan includedFrom) {
    this(name, text, includedFrom, false);
  }

  private SourceText(
      String name, String text, @Nullable SourceSpan includedFrom, boolean translated) {
    this.name = name;
    this.text = text;
    this.includedFrom = includedFrom;
    this.translated = translated;
    this.lineStarts = lineStarts(text);
  }

  /** Text that says in one language what a place says in another. */
  public static SourceText translated(SourceSpan from, String text) {
    return new SourceText(from.source().name(), text, from, true);
  }

  /** A top-level text. */
  public SourceText(String name, String text) {
    this(name, text, null);
  }

  /** Counts first: an array that grows would need twice the memory for a file of newlines. */
  private static int[] lineStarts(String text) {
    int count = 1;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      count++;
    }
    int[] starts = new int[count];
    int line = 1;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      starts[line++] = at + 1;
    }
    return starts;
  }

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  public @Nullable SourceSpan includedFrom() {
    return includedFrom;
  }

  /** Whether this is a translation of what stands at {@link #includedFrom}. */
  boolean isTranslated() {
    return translated;
  }

  /** The 1-based line that holds the character at {@code offset}. */
  public int line(int offset) {
    int at = Arrays.binarySearch(lineStarts, offset);
    return at >= 0 ? at + 1 : -at - 1;
  }

  /** The 1-based column of the character at {@code offset}. */
  public int column(int offset) {
    return offset - lineStarts[line(offset) - 1] + 1;
  }

  /** The text of a 1-based line without its line end. */
  public String lineText(int line) {
    int start = lineStarts[line - 1];
    int end = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
    if (end > start && text.charAt(end - 1) == '\r') {
      end--;
    }
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return name;
  }
}

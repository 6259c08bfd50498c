package dev.weir.core.diag;

/**
 * Prints one diagnostic as nft does: place, message, the source line, and a line of carets below
 * it.
 */
final class CaretPicture {
  /** Longer source lines are not shown, only named: a 64 MB line must not be printed. */
  private static final int MAX_LINE_SHOWN = 1_000;

  private CaretPicture() {}

  static void append(StringBuilder out, Diagnostic diagnostic) {
    SourceSpan span = diagnostic.span();
    SourceText source = span.source();
    if (source == SourceText.INTERNAL) {
      out.append("internal:0:0-0: ").append(diagnostic.severity().word()).append(": ");
      out.append(printable(diagnostic.message())).append('\n');
      return;
    }
    SourceSpan written = span.written();
    appendIncludes(out, written.source());
    int line = span.line();
    String text = source.lineText(line);
    if (text.isEmpty() && line > 1 && span.start() >= source.text().length()) {
      // As nft does: the end of the text is shown below its last line.
      text = source.lineText(line - 1);
    }
    int first = span.firstColumn();
    // One more than the line has: the newline, where it belongs to what is marked.
    int last = Math.max(first, Math.min(lastColumn(span, line), text.length() + 1));
    if (written.source() == source) {
      place(out, source, line, first, last);
    } else {
      int at = written.line();
      place(out, written.source(), at, written.firstColumn(), lastColumn(written, at));
    }
    out.append(": ").append(diagnostic.severity().word()).append(": ");
    out.append(printable(diagnostic.message())).append('\n');
    if (text.length() <= MAX_LINE_SHOWN) {
      out.append(printable(text)).append('\n');
      appendMarks(out, diagnostic, line, text);
    }
    for (String note : diagnostic.notes()) {
      out.append(printable(note)).append('\n');
    }
  }

  private static void place(StringBuilder out, SourceText source, int line, int first, int last) {
    out.append(source.name()).append(':').append(line).append(':').append(first).append('-');
    out.append(last);
  }

  private static void appendIncludes(StringBuilder out, SourceText source) {
    String lead = "In file included from ";
    for (SourceSpan from = source.includedFrom();
        from != null;
        from = from.source().includedFrom()) {
      out.append(lead).append(from.source().name()).append(':').append(from.line()).append(':');
      out.append(from.firstColumn())
          .append('-')
          .append(lastColumn(from, from.line()))
          .append(":\n");
      lead = "                 from ";
    }
  }

  /** Inclusive last column of the part of {@code span} that lies on {@code line}. */
  private static int lastColumn(SourceSpan span, int line) {
    SourceText source = span.source();
    int end = Math.max(span.start(), span.end() - 1);
    if (source.line(end) != line) {
      return source.lineText(line).length();
    }
    return source.column(end);
  }

  private static void appendMarks(StringBuilder out, Diagnostic diagnostic, int line, String text) {
    StringBuilder pad = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      pad.append(text.charAt(i) == '\t' ? '\t' : ' ');
    }
    for (SourceSpan other : diagnostic.others()) {
      if (other.source() == diagnostic.span().source() && other.line() == line) {
        mark(pad, other.firstColumn(), lastColumn(other, line), '~');
      }
    }
    mark(pad, diagnostic.span().firstColumn(), lastColumn(diagnostic.span(), line), '^');
    out.append(pad.toString().stripTrailing()).append('\n');
  }

  private static void mark(StringBuilder pad, int first, int last, char mark) {
    while (pad.length() < first) {
      pad.append(' ');
    }
    if (last == pad.length() + 1) {
      pad.append(' ');
    }
    for (int column = first; column <= Math.max(first, Math.min(last, pad.length())); column++) {
      pad.setCharAt(column - 1, mark);
    }
  }

  /** Control bytes of hostile rule text must not reach a terminal. */
  private static String printable(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = (c < ' ' && c != '\t') || c == 0x7f || (c >= 0x80 && c < 0xa0);
      if (control && out == null) {
        out = new StringBuilder(text);
      }
      if (control && out != null) {
        out.setCharAt(i, '?');
      }
    }
    return out == null ? text : out.toString();
  }
}

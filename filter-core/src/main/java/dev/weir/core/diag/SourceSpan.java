package dev.weir.core.diag;

/**
 * A half-open range of characters {@code [start, end)} in one text.
 *
 * <p>Nodes that weir makes up itself (an implicit dependency) carry the span of what caused them.
 */
public record SourceSpan(SourceText source, int start, int end) {
  /** The smallest span that covers both; if they lie in different texts, this one. */
  public SourceSpan to(SourceSpan other) {
    if (source != other.source) {
      return this;
    }
    return new SourceSpan(source, Math.min(start, other.start), Math.max(end, other.end));
  }

  /** Where the user wrote it: of a translated text the place that was translated. */
  public SourceSpan written() {
    SourceSpan from = source.includedFrom();
    return source.isTranslated() && from != null ? from : this;
  }

  /** The 1-based line of the first character. */
  public int line() {
    return source.line(start);
  }

  /** The 1-based column of the first character. */
  public int firstColumn() {
    return source.column(start);
  }

  /** The characters of the span. */
  public String text() {
    return source.text().substring(start, end);
  }
}

package dev.weir.core.diag;

import java.util.List;

/**
 * One message about rule text.
 *
 * @param message in the grammar <i>what is wrong, with the value; why; what is allowed</i>; the
 *     words of nft where nft has a message for the case
 * @param span the primary place, marked {@code ^}
 * @param others further places, marked {@code ~} when on the same line
 * @param notes lines printed below the picture, each starting with {@code help:} or {@code note:}
 */
public record Diagnostic(
    Severity severity,
    SourceSpan span,
    String message,
    List<SourceSpan> others,
    List<String> notes) {

  /** How bad it is. */
  public enum Severity {
    ERROR("Error"),
    WARNING("Warning");

    private final String word;

    Severity(String word) {
      this.word = word;
    }

    /** The word printed before the message. */
    public String word() {
      return word;
    }
  }

  public Diagnostic {
    others = List.copyOf(others);
    notes = List.copyOf(notes);
  }
}

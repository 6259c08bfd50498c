package dev.weir.core.diag;

import dev.weir.core.diag.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects what the passes find. Mutable, one per compilation, owned by one thread.
 *
 * <p>At most {@value #MAX_KEPT} diagnostics are kept; further ones are counted, so that a hostile
 * file of a million errors costs bounded memory.
 */
public final class Diagnostics {
  /** How many diagnostics are kept (and printed). */
  public static final int MAX_KEPT = 100;

  private final List<Diagnostic> kept = new ArrayList<>();
  private int errors;
  private int dropped;

  /** Reports an error at a place, with further places to underline. */
  public void error(SourceSpan span, String message, SourceSpan... others) {
    add(new Diagnostic(Severity.ERROR, span, message, List.of(others), List.of()));
  }

  /** Reports an error that has no place in a text: {@code internal:0:0-0: Error: ...}. */
  public void unplacedError(String message) {
    error(new SourceSpan(SourceText.INTERNAL, 0, 0), message);
  }

  /** Reports an error with a line of help below it. */
  public void errorWithHelp(SourceSpan span, String message, String help) {
    add(new Diagnostic(Severity.ERROR, span, message, List.of(), List.of("help: " + help)));
  }

  /** Reports something nft knows and weir does not do yet. */
  public void notSupported(SourceSpan span, String construct) {
    error(span, "not supported yet: " + construct);
  }

  public void warning(SourceSpan span, String message) {
    add(new Diagnostic(Severity.WARNING, span, message, List.of(), List.of()));
  }

  /** Adds a ready-made diagnostic. */
  public void add(Diagnostic diagnostic) {
    if (diagnostic.severity() == Severity.ERROR) {
      errors++;
    }
    if (kept.size() < MAX_KEPT) {
      kept.add(diagnostic);
    } else {
      dropped++;
    }
  }

  /** Adds all that another collection kept, and counts what it did not. */
  public void addAll(Diagnostics others) {
    others.kept.forEach(this::add);
    errors += others.errors - countErrors(others.kept);
    dropped += others.dropped;
  }

  private static int countErrors(List<Diagnostic> diagnostics) {
    int count = 0;
    for (Diagnostic diagnostic : diagnostics) {
      count += diagnostic.severity() == Severity.ERROR ? 1 : 0;
    }
    return count;
  }

  /** Whether a further diagnostic would only be counted: no need to think of hints for it. */
  public boolean isFull() {
    return kept.size() >= MAX_KEPT;
  }

  public boolean hasErrors() {
    return errors > 0;
  }

  /** The number of errors reported, kept or not. */
  public int errorCount() {
    return errors;
  }

  /** The kept diagnostics in the order they were reported. */
  public List<Diagnostic> all() {
    return List.copyOf(kept);
  }

  /**
   * Everything kept, in the order of the text, in nft's caret form; empty if there is nothing to
   * say.
   */
  public String render() {
    List<Diagnostic> ordered = new ArrayList<>(kept);
    ordered.sort(Comparator.comparing((Diagnostic d) -> d.span().start()));
    // Only one text: order by place. Several texts (includes): keep the order of reading.
    boolean oneText = kept.stream().map(d -> d.span().source()).distinct().count() <= 1;
    StringBuilder out = new StringBuilder();
    for (Diagnostic diagnostic : oneText ? ordered : kept) {
      CaretPicture.append(out, diagnostic);
    }
    if (dropped > 0) {
      out.append("... and ").append(dropped).append(" more errors\n");
    }
    return out.toString();
  }
}

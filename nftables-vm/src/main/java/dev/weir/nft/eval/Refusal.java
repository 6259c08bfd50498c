package dev.weir.nft.eval;

import dev.weir.core.diag.Diagnostic;
import dev.weir.core.diag.Diagnostic.Severity;
import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.type.Parsed;
import java.io.Serial;
import java.util.List;

/**
 * Ends the evaluation of one rule, set or element list. Thrown and caught inside this package only;
 * carries what to report.
 */
final class Refusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  Refusal(SourceSpan span, String message, SourceSpan... others) {
    super(message, null, false, false);
    diagnostic = new Diagnostic(Severity.ERROR, span, message, List.of(others), List.of());
  }

  Refusal(SourceSpan span, Parsed parsed) {
    super(parsed.error(), null, false, false);
    String error = parsed.error();
    String hint = parsed.hint();
    diagnostic =
        new Diagnostic(
            Severity.ERROR,
            span,
            error == null ? "not a value" : error,
            List.of(),
            hint == null ? List.of() : List.of("help: " + hint));
  }

  static Refusal notSupported(SourceSpan span, String construct) {
    return new Refusal(span, "not supported yet: " + construct);
  }

  Diagnostic diagnostic() {
    return diagnostic;
  }
}

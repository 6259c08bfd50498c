package dev.weir.cli;

import dev.weir.core.trace.TraceEvent;
import dev.weir.core.verdict.Verdicts;
import java.util.List;

/**
 * Where two traces of one packet part: the first step (a rule tried, or a policy) that is not the
 * same in both.
 *
 * @param before the step of the first trace, {@code nothing more} if it ends there
 * @param after the step of the second
 */
record Parting(String before, String after) {
  private static final String END = "nothing more";

  /** Compares rules by table, chain, text and what became of them. */
  static Parting of(TraceRecorder before, TraceRecorder after) {
    List<TraceEvent> left = steps(before);
    List<TraceEvent> right = steps(after);
    int at = 0;
    while (at < left.size()
        && at < right.size()
        && essence(left.get(at)).equals(essence(right.get(at)))) {
      at++;
    }
    return new Parting(
        at < left.size() ? text(left.get(at)) : END, at < right.size() ? text(right.get(at)) : END);
  }

  private static List<TraceEvent> steps(TraceRecorder trace) {
    return trace.events().stream()
        .filter(event ->
            event instanceof TraceEvent.RuleTried
                || event instanceof TraceEvent.PolicyDecided
                || event instanceof TraceEvent.StackDecided)
        .toList();
  }

  private static String essence(TraceEvent event) {
    return switch (event) {
      case TraceEvent.RuleTried tried ->
          tried.rule().chain().tableText()
              + ' '
              + tried.rule().chain().name()
              + ' '
              + tried.rule().text()
              + result(tried);
      case TraceEvent.PolicyDecided policy ->
          policy.chain().tableText() + ' ' + policy.chain().name() + ' ' + policy.verdict();
      default -> event.toString();
    };
  }

  private static String text(TraceEvent event) {
    return switch (event) {
      case TraceEvent.RuleTried tried ->
          TraceExplanation.where(tried.rule())
              + ": "
              + TraceExplanation.text(tried.rule())
              + result(tried);
      case TraceEvent.PolicyDecided policy ->
          Verdicts.name(policy.verdict()) + " by policy of chain " + policy.chain().name();
      case TraceEvent.StackDecided stack -> "the IP stack: " + stack.reason();
      default -> END;
    };
  }

  private static String result(TraceEvent.RuleTried tried) {
    if (!tried.matched()) {
      return " (no match)";
    }
    return tried.verdict() == Verdicts.CONTINUE
        ? " (match)"
        : " (" + Verdicts.name(tried.verdict()) + ")";
  }
}

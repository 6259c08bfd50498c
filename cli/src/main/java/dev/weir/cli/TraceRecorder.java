package dev.weir.cli;

import dev.weir.core.packet.Packet;
import dev.weir.core.path.Outcomes;
import dev.weir.core.trace.TraceEvent;
import dev.weir.core.trace.TraceSink;
import dev.weir.core.trace.TracedChain;
import dev.weir.core.trace.TracedRule;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.trace.MonitorLines;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what happens to the packets it is switched on for. */
final class TraceRecorder implements TraceSink {
  private final List<TraceEvent> events = new ArrayList<>();
  private final List<String> monitorLines = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();
  private @Nullable MonitorLines monitor;
  private @Nullable TracedChain base;
  private String input = "";
  private String output = "";
  private boolean on;
  private boolean brief;
  private boolean inCopy;

  /**
   * What a base chain decided.
   *
   * @param rule the rule that did, null if it was the policy
   */
  record Decision(TracedChain chain, int verdict, @Nullable TracedRule rule) {
    boolean drops() {
      return verdict == Verdicts.DROP;
    }
  }

  /** Listens to the next packet. */
  void start() {
    clear();
    on = true;
    brief = false;
  }

  /** The same, and writes down nft's own lines. */
  void start(MonitorLines lines) {
    start();
    monitor = lines;
  }

  /** Listens to the next packet, for what decides only. */
  void startBriefly() {
    start();
    brief = true;
  }

  /** Listens no more; what was heard stays until the next start. */
  void stop() {
    on = false;
    monitor = null;
  }

  /** What was heard so far, which later starts leave alone. */
  TraceRecorder copy() {
    TraceRecorder copy = new TraceRecorder();
    copy.events.addAll(events);
    copy.monitorLines.addAll(monitorLines);
    copy.decisions.addAll(decisions);
    copy.input = input;
    copy.output = output;
    return copy;
  }

  private void clear() {
    events.clear();
    monitorLines.clear();
    decisions.clear();
    base = null;
    inCopy = false;
    input = "";
    output = "";
  }

  @Override
  public boolean isOn() {
    return on;
  }

  @Override
  public boolean wantsReasons() {
    return !brief;
  }

  @Override
  public void event(TraceEvent event, Packet packet) {
    if (!brief || event instanceof TraceEvent.StackDecided) {
      events.add(event);
    }
    if (monitor != null) {
      monitorLines.addAll(monitor.lines(event, packet));
    }
    switch (event) {
      case TraceEvent.HookEntered hook -> {
        input = hook.input().isEmpty() ? input : hook.input();
        output = hook.output().isEmpty() ? output : hook.output();
      }
      case TraceEvent.CopyTurn turn -> inCopy = turn.begins();
      case TraceEvent.ChainEntered entered -> base = entered.chain();
      case TraceEvent.RuleTried tried when isFinal(tried.verdict()) ->
          decided(tried.verdict(), tried.rule());
      case TraceEvent.PolicyDecided policy -> decided(policy.verdict(), null);
      default -> {}
    }
  }

  private static boolean isFinal(int verdict) {
    return switch (Verdicts.code(verdict)) {
      case Verdicts.CONTINUE, Verdicts.BREAK, Verdicts.JUMP, Verdicts.GOTO, Verdicts.RETURN ->
          false;
      default -> true;
    };
  }

  private void decided(int verdict, @Nullable TracedRule rule) {
    TracedChain chain = base;
    if (chain != null && !inCopy) {
      decisions.add(new Decision(chain, verdict, rule));
    }
  }

  /** Everything heard, in order. */
  List<TraceEvent> events() {
    return events;
  }

  /** nft's form of it. */
  List<String> monitorLines() {
    return monitorLines;
  }

  /** What each base chain decided, in order. */
  List<Decision> decisions() {
    return decisions;
  }

  /**
   * What explains an outcome: the decision that dropped, else the last accept by a rule, else the
   * last policy; null if no base chain was there, or if the stack decided and not the rules.
   */
  @Nullable Decision decisive(char outcome) {
    boolean byStack =
        outcome == Outcomes.DROPPED_BY_STACK
            || outcome == Outcomes.DROPPED_BEFORE_HOOKS
            || outcome == Outcomes.HELD
            || outcome == Outcomes.UNDECODABLE;
    if (byStack || decisions.isEmpty()) {
      return null;
    }
    Decision last = decisions.getLast();
    if (outcome == Outcomes.DROPPED && !last.drops()) {
      return null;
    }
    for (Decision decision : decisions.reversed()) {
      if (decision.rule() != null && !last.drops()) {
        return decision;
      }
    }
    return last;
  }

  /** The input interface, "" if the packet has none or nobody knows. */
  String input() {
    return input;
  }

  /** The output interface, "" if the packet has none or nobody knows. */
  String output() {
    return output;
  }
}

package dev.weir.cli;

import dev.weir.cli.TraceRecorder.Decision;
import dev.weir.core.hook.Hook;
import dev.weir.core.path.Outcomes;
import dev.weir.core.trace.Mismatch;
import dev.weir.core.trace.TraceEvent;
import dev.weir.core.trace.TracedChain;
import dev.weir.core.trace.TracedRule;
import dev.weir.core.verdict.Verdicts;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a recorder heard of a packet as a tree: hooks, base chains, every rule tried with the
 * test that failed, and what decided.
 */
final class TraceExplanation {
  private static final Pattern COUNTER = Pattern.compile("counter packets \\d+ bytes \\d+");
  private static final int CHAIN_INDENT = 2;
  private static final int RULE_INDENT = 4;

  private final TraceRecorder trace;
  private final TraceLines lines = new TraceLines();
  private String file = "";

  /** What the rule at hand answers, empty for most. */
  private String answer = "";

  private int depth;
  private String connection = "";

  private TraceExplanation(TraceRecorder trace) {
    this.trace = trace;
  }

  /** The whole text. */
  static String of(TraceRecorder trace, PacketSummary packet, char outcome) {
    TraceExplanation explanation = new TraceExplanation(trace);
    explanation.lines.add(0, head(trace, packet), "", "");
    trace.events().forEach(explanation::tell);
    explanation.conclude(outcome);
    return explanation.lines.render();
  }

  private static String head(TraceRecorder trace, PacketSummary packet) {
    String input = trace.input().isEmpty() ? packet.device() : trace.input();
    String output = trace.output();
    boolean local = false;
    boolean sent = false;
    for (TraceEvent event : trace.events()) {
      if (event instanceof TraceEvent.HookEntered hook) {
        local |= hook.hook() == Hook.INPUT;
        sent |= hook.hook() == Hook.OUTPUT;
      }
    }
    String from = sent ? "(local)" : input.isEmpty() ? "?" : input;
    String to = local ? "(local)" : output.isEmpty() ? "?" : output;
    String way = from.equals("?") && to.equals("?") ? "" : from + " → " + to + "  ";
    String name =
        packet.number() == 0
            ? "packet of the command line"
            : String.format(Locale.ROOT, "packet %,d  %s", packet.number(), packet.time());
    return name + "  " + way + packet.text();
  }

  private void tell(TraceEvent event) {
    switch (event) {
      case TraceEvent.HookEntered ignored -> {}
      case TraceEvent.ConnectionSeen seen -> {
        if (!seen.state().equals(connection)) {
          connection = seen.state();
          lines.add(CHAIN_INDENT, "conntrack: the packet is " + connection, "", "");
        }
      }
      case TraceEvent.ChainEntered entered -> enter(entered.chain());
      case TraceEvent.RuleTried tried -> tried(tried);
      case TraceEvent.Logged ignored -> {}
      case TraceEvent.Acted acted -> answer = acted.action();
      case TraceEvent.Rejected rejected -> answer = rejected.reply().describe();
      case TraceEvent.ChainReturned returned -> returned(returned);
      case TraceEvent.PolicyDecided policy ->
          lines.add(
              RULE_INDENT,
              Verdicts.name(policy.verdict()) + " by policy",
              "",
              place(policy.chain().file(), policy.chain().line()));
      case TraceEvent.CopyTurn turn ->
          lines.add(
              CHAIN_INDENT,
              turn.begins() ? "(a copy that this host sends to itself:)" : "(the packet itself:)",
              "",
              "");
      case TraceEvent.StackDecided ignored -> {}
    }
  }

  private void enter(TracedChain chain) {
    depth = 0;
    TracedChain.Base base = chain.base();
    String hook = "";
    if (base != null) {
      String word = base.hook().word();
      hook =
          ", "
              + (word.equals(chain.name()) ? "" : "hook " + word + ", ")
              + "priority "
              + base.priority();
    }
    if (!chain.file().isEmpty()) {
      file = chain.file();
    }
    lines.add(CHAIN_INDENT, chain.name() + " (" + chain.tableText() + hook + ")", "", chain.file());
  }

  private void tried(TraceEvent.RuleTried tried) {
    TracedRule rule = tried.rule();
    Mismatch mismatch = tried.mismatch();
    String place = place(rule.file(), rule.line());
    int indent = RULE_INDENT + 2 * depth;
    if (mismatch != null) {
      lines.add(indent, "✗ " + text(rule), mismatch.found(), place);
      return;
    }
    String sign = tried.target() == null ? "✓ " : "→ ";
    boolean decides = tried.target() == null && tried.verdict() != Verdicts.CONTINUE;
    lines.add(indent, sign + text(rule), decides ? Verdicts.name(tried.verdict()) : "", place);
    if (!answer.isEmpty()) {
      lines.add(indent + 2, "answer: " + answer, "", "");
      answer = "";
    }
    if (Verdicts.code(tried.verdict()) == Verdicts.JUMP) {
      depth++;
    }
  }

  private void returned(TraceEvent.ChainReturned returned) {
    TracedChain chain = returned.chain();
    if (returned.caller() == null && chain.base() != null) {
      return;
    }
    depth = Math.max(0, depth - 1);
    String how = returned.byRule() ? "return from " : "end of ";
    lines.add(RULE_INDENT + 2 * depth, "← " + how + chain.name(), "", "");
  }

  private String place(String where, int line) {
    if (line == 0) {
      return "";
    }
    if (file.isEmpty()) {
      file = where;
      return where + ":" + line;
    }
    return (where.equals(file) ? "" : where) + ":" + line;
  }

  // ---- the conclusion ----

  private void conclude(char outcome) {
    lines.add(CHAIN_INDENT, conclusion(trace, outcome), "", "");
    if (outcome == Outcomes.DROPPED) {
      Mismatch nearest = null;
      TracedRule nearestRule = null;
      for (TraceEvent event : trace.events()) {
        if (event instanceof TraceEvent.RuleTried tried
            && tried.mismatch() instanceof Mismatch mismatch
            && isNearer(mismatch, nearest)) {
          nearest = mismatch;
          nearestRule = tried.rule();
        }
      }
      if (nearest != null && nearestRule != null && isBlamedOn(nearestRule)) {
        lines.add(
            CHAIN_INDENT,
            "nearest accept: "
                + where(nearestRule)
                + " would match if "
                + String.join(" and ", nearest.needs()),
            "",
            "");
      }
    }
  }

  private static boolean isNearer(Mismatch mismatch, @Nullable Mismatch nearest) {
    return mismatch.verdict() == Verdicts.ACCEPT
        && mismatch.distance() > 0
        && (nearest == null || mismatch.distance() <= nearest.distance());
  }

  /** Whether the rule's table could have accepted what was dropped. */
  private boolean isBlamedOn(TracedRule rule) {
    List<Decision> decisions = trace.decisions();
    return !decisions.isEmpty()
        && decisions.getLast().chain().tableText().equals(rule.chain().tableText());
  }

  /** What became of the packet and why, in one line. */
  static String conclusion(TraceRecorder trace, char outcome) {
    return switch (outcome) {
      case Outcomes.ACCEPTED -> "ACCEPT" + by(trace, outcome);
      case Outcomes.LOCAL -> "ACCEPT, delivered to this host" + by(trace, outcome);
      case Outcomes.FORWARDED -> "ACCEPT, forwarded" + by(trace, outcome);
      case Outcomes.DROPPED -> "DROP" + by(trace, outcome) + overruled(trace, outcome);
      case Outcomes.DROPPED_BEFORE_HOOKS -> "DROPPED BY THE IP STACK before any hook" + why(trace);
      case Outcomes.DROPPED_BY_STACK -> "DROPPED BY THE IP STACK" + why(trace);
      case Outcomes.HELD -> "HELD by reassembly" + why(trace);
      case Outcomes.STOLEN -> "TAKEN OVER" + by(trace, outcome);
      default -> "NOT DECODABLE" + why(trace);
    };
  }

  private static String why(TraceRecorder trace) {
    for (TraceEvent event : trace.events().reversed()) {
      if (event instanceof TraceEvent.StackDecided decided) {
        return ": " + decided.reason();
      }
    }
    return "";
  }

  private static String by(TraceRecorder trace, char outcome) {
    Decision decisive = trace.decisive(outcome);
    if (decisive != null) {
      return " by " + text(decisive);
    }
    String why = why(trace);
    if (why.isEmpty() && outcome == Outcomes.DROPPED) {
      return " by conntrack: it could not keep the connection (table full, or a clash)";
    }
    return why.isEmpty() ? ": no base chain on this path" : why;
  }

  /** {@code edge.nft:7: tcp dport 22 accept} or {@code policy of chain input (edge.nft:10)}. */
  static String text(Decision decision) {
    TracedRule rule = decision.rule();
    if (rule != null) {
      return where(rule) + ": " + text(rule);
    }
    TracedChain chain = decision.chain();
    String place = chain.line() == 0 ? chain.tableText() : chain.file() + ":" + chain.line();
    return "policy of chain " + chain.name() + " (" + place + ")";
  }

  /** The rule without the values its counters began with. */
  static String text(TracedRule rule) {
    return COUNTER.matcher(rule.text()).replaceAll("counter");
  }

  /** {@code edge.nft:7}. */
  static String where(TracedRule rule) {
    return rule.file() + ":" + rule.line();
  }

  /** The last accept by a rule that a later base chain made worthless. */
  private static String overruled(TraceRecorder trace, char outcome) {
    List<Decision> decisions = trace.decisive(outcome) == null ? List.of() : trace.decisions();
    for (int i = decisions.size() - 2; i >= 0; i--) {
      TracedRule rule = decisions.get(i).rule();
      if (rule != null) {
        TracedChain chain = decisions.get(i).chain();
        return ", overruling the accept of chain "
            + chain.name()
            + " ("
            + chain.tableText()
            + ") at "
            + where(rule);
      }
    }
    return "";
  }
}

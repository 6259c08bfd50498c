package dev.weir.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.cli.TraceRecorder.Decision;
import dev.weir.core.trace.Mismatch;
import dev.weir.core.trace.TraceEvent;
import dev.weir.core.trace.TracedChain;
import dev.weir.core.trace.TracedRule;
import dev.weir.core.verdict.Verdicts;
import java.util.ArrayList;
import java.util.List;

/** A trace as JSON Lines, {@code weir.trace/1}: one object for each event, then the verdict. */
final class TraceJson {
  private final ObjectMapper mapper;

  TraceJson(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** The lines, without line feeds. */
  List<String> lines(TraceRecorder trace, PacketSummary packet, char outcome) {
    ArrayNode nodes = mapper.createArrayNode();
    addAll(nodes, trace, packet, outcome);
    List<String> lines = new ArrayList<>();
    nodes.forEach(node -> lines.add(node.toString()));
    return lines;
  }

  /** Adds the same as elements of an array. */
  void addAll(ArrayNode nodes, TraceRecorder trace, PacketSummary packet, char outcome) {
    nodes.add(packet(packet));
    for (TraceEvent event : trace.events()) {
      nodes.add(event(event));
    }
    nodes.add(verdict(trace, outcome));
  }

  private ObjectNode packet(PacketSummary packet) {
    ObjectNode node = mapper.createObjectNode().put("schema", "weir.trace/1");
    node.put("event", "packet");
    node.put("packet", packet.number());
    node.put("time", packet.time());
    node.put("length", packet.lengthBytes());
    node.put("text", packet.text());
    return node;
  }

  private ObjectNode event(TraceEvent event) {
    return switch (event) {
      case TraceEvent.HookEntered hook -> {
        ObjectNode node = node("hook");
        node.put("hook", hook.hook().word());
        node.put("iif", hook.input());
        node.put("oif", hook.output());
        yield node;
      }
      case TraceEvent.ConnectionSeen seen -> node("ct").put("state", seen.state());
      case TraceEvent.ChainEntered entered -> {
        ObjectNode node = chain("chain", entered.chain());
        TracedChain.Base base = entered.chain().base();
        if (base != null) {
          node.put("hook", base.hook().word());
          node.put("priority", base.priority());
        }
        node.put("file", entered.chain().file());
        node.put("line", entered.chain().line());
        yield node;
      }
      case TraceEvent.RuleTried tried -> tried(tried);
      case TraceEvent.Logged logged -> {
        ObjectNode node = node("log");
        addRule(node, logged.rule());
        yield node.put("prefix", logged.prefix());
      }
      case TraceEvent.Acted acted -> {
        ObjectNode node = node("action");
        addRule(node, acted.rule());
        yield node.put("action", acted.action());
      }
      case TraceEvent.Rejected rejected -> {
        ObjectNode node = node("reject");
        addRule(node, rejected.rule());
        yield node.put("reply", rejected.reply().describe());
      }
      case TraceEvent.ChainReturned returned -> {
        ObjectNode node = chain("return", returned.chain());
        yield node.put("byRule", returned.byRule());
      }
      case TraceEvent.PolicyDecided policy ->
          chain("policy", policy.chain()).put("verdict", Verdicts.name(policy.verdict()));
      case TraceEvent.CopyTurn turn -> node("copy").put("begins", turn.begins());
      case TraceEvent.StackDecided decided -> node("stack").put("reason", decided.reason());
    };
  }

  private ObjectNode tried(TraceEvent.RuleTried tried) {
    ObjectNode node = node("rule");
    addRule(node, tried.rule());
    node.put("matched", tried.matched());
    Mismatch mismatch = tried.mismatch();
    if (mismatch == null) {
      node.put("verdict", Verdicts.name(tried.verdict()));
      TracedChain target = tried.target();
      if (target != null) {
        node.put("target", target.name());
      }
    } else {
      node.put("test", mismatch.test());
      node.put("found", mismatch.found());
    }
    return node;
  }

  private ObjectNode verdict(TraceRecorder trace, char outcome) {
    ObjectNode node = node("verdict");
    node.put("code", String.valueOf(outcome));
    node.put("verdict", VerdictTotals.word(outcome));
    node.put("text", TraceExplanation.conclusion(trace, outcome));
    Decision decisive = trace.decisive(outcome);
    if (decisive != null) {
      addDecision(node.putObject("by"), decisive);
    }
    return node;
  }

  private ObjectNode node(String event) {
    return mapper.createObjectNode().put("event", event);
  }

  private ObjectNode chain(String event, TracedChain chain) {
    ObjectNode node = node(event);
    addChain(node, chain);
    return node;
  }

  /** Adds what names a rule, or a chain and its policy. */
  static void addDecision(ObjectNode node, Decision decision) {
    TracedRule rule = decision.rule();
    if (rule != null) {
      addRule(node, rule);
    } else {
      addChain(node, decision.chain());
      node.put("policy", Verdicts.name(decision.verdict()));
    }
  }

  private static void addChain(ObjectNode node, TracedChain chain) {
    node.put("family", chain.family().word());
    node.put("table", chain.table());
    node.put("chain", chain.name());
  }

  /** Adds what names a rule, with the members of {@code weir.replay/1}. */
  static void addRule(ObjectNode node, TracedRule rule) {
    addChain(node, rule.chain());
    if (rule.handle() >= 0) {
      node.put("handle", rule.handle());
    } else {
      node.putNull("handle");
    }
    node.put("index", rule.index());
    node.put("file", rule.file());
    node.put("line", rule.line());
    node.put("text", rule.text());
  }
}

package dev.weir.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.core.backend.BaseChainInfo;
import dev.weir.core.backend.CompiledRuleset;
import dev.weir.core.backend.ObjectInfo;
import dev.weir.core.backend.RuleInfo;
import dev.weir.core.verdict.Verdicts;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a replay found: totals, counters, warnings; as the document {@code weir.replay/1} or as
 * tables.
 *
 * @param elapsedNanos wall time of the replay
 */
record ReplayResult(
    CompiledRuleset ruleset, VerdictTotals totals, long elapsedNanos, List<String> warnings) {
  /** A counter's values, outside of texts in quotes. */
  private static final Pattern COUNTER =
      Pattern.compile("(\"[^\"]*\")|\\bcounter packets \\d+ bytes \\d+");

  /** The result document of {@code --json}. */
  ObjectNode toJson(ObjectMapper mapper) {
    ObjectNode document = mapper.createObjectNode();
    document.put("schema", "weir.replay/1");
    document.put("packets", totals.totalPackets());
    document.put("bytes", totals.totalBytes());
    document.put("seconds", elapsedNanos / 1_000_000 / 1_000.0);
    ObjectNode verdicts = document.putObject("verdicts");
    for (int kind = 0; kind < totals.kinds(); kind++) {
      verdicts.put(totals.word(kind), totals.packets(kind));
    }
    addPolicies(document.putArray("policies"));
    addRules(document.putArray("rules"));
    if (!ruleset.objects().isEmpty()) {
      addObjects(document.putArray("objects"));
    }
    ArrayNode warningTexts = document.putArray("warnings");
    warnings.forEach(warningTexts::add);
    return document;
  }

  private void addPolicies(ArrayNode policies) {
    for (BaseChainInfo chain : ruleset.baseChains()) {
      ObjectNode row = policies.addObject();
      row.put("family", chain.family().word());
      row.put("table", chain.table());
      row.put("chain", chain.chain());
      row.put("policy", policyWord(chain));
      row.put("packets", ruleset.counters().packets(chain.slot()));
      row.put("bytes", ruleset.counters().bytes(chain.slot()));
    }
  }

  private void addObjects(ArrayNode objects) {
    for (ObjectInfo object : ruleset.objects()) {
      ObjectNode row = objects.addObject();
      row.put("type", object.type());
      row.put("family", object.family().word());
      row.put("table", object.table());
      row.put("name", object.name());
      row.put("handle", object.handle());
      if (object.type().equals("counter")) {
        row.put("packets", object.packets());
        row.put("bytes", object.bytes());
      } else {
        row.put("used", object.bytes());
      }
    }
  }

  private void addRules(ArrayNode rules) {
    for (RuleInfo rule : ruleset.rules()) {
      ObjectNode row = rules.addObject();
      row.put("family", rule.family().word());
      row.put("table", rule.table());
      row.put("chain", rule.chain());
      if (rule.handle() >= 0) {
        row.put("handle", rule.handle());
      } else {
        row.putNull("handle");
      }
      row.put("index", rule.index());
      row.put("file", rule.file());
      row.put("line", rule.line());
      row.put("text", text(rule));
      row.put("packets", ruleset.counters().packets(rule.slot()));
      row.put("bytes", ruleset.counters().bytes(rule.slot()));
    }
  }

  /** The rule as {@code nft -s list} shows it: what it counted has columns of its own. */
  private static String text(RuleInfo rule) {
    return COUNTER
        .matcher(rule.text())
        .replaceAll(found -> {
          String quoted = found.group(1);
          return quoted == null ? "counter" : Matcher.quoteReplacement(quoted);
        });
  }

  private static String policyWord(BaseChainInfo chain) {
    return chain.policy() == Verdicts.DROP ? "drop" : "accept";
  }

  /** The result as tables for people. */
  String toText() {
    StringBuilder out = new StringBuilder();
    long all = totals.totalPackets();
    out.append(
        String.format(
            Locale.ROOT,
            "%,d packets, %,d bytes in %.3f s%n%n",
            all,
            totals.totalBytes(),
            elapsedNanos / 1e9));
    for (int kind = 0; kind < totals.kinds(); kind++) {
      long packets = totals.packets(kind);
      if (packets > 0 || kind < 2) {
        double share = all == 0 ? 0 : 100.0 * packets / all;
        out.append(
            String.format(
                Locale.ROOT, "%-12s %,14d  %5.1f %%%n", totals.word(kind), packets, share));
      }
    }
    String chain = "";
    for (RuleInfo rule : ruleset.rules()) {
      String place = rule.family().word() + " " + rule.table() + " " + rule.chain();
      if (!place.equals(chain)) {
        chain = place;
        out.append(
            String.format(Locale.ROOT, "%n%s%n%14s %16s  rule%n", place, "packets", "bytes"));
      }
      long packets = ruleset.counters().packets(rule.slot());
      long bytes = ruleset.counters().bytes(rule.slot());
      out.append(String.format(Locale.ROOT, "%,14d %,16d  %s%n", packets, bytes, text(rule)));
    }
    appendObjects(out);
    appendPolicies(out);
    return out.toString();
  }

  private void appendObjects(StringBuilder out) {
    if (!ruleset.objects().isEmpty()) {
      out.append(String.format(Locale.ROOT, "%n%14s %16s  object%n", "packets", "bytes"));
    }
    for (ObjectInfo object : ruleset.objects()) {
      out.append(
          String.format(
              Locale.ROOT,
              "%14s %,16d  %s %s %s %s%n",
              object.type().equals("counter")
                  ? String.format(Locale.ROOT, "%,d", object.packets())
                  : "",
              object.bytes(),
              object.family().word(),
              object.table(),
              object.type(),
              object.name()));
    }
  }

  private void appendPolicies(StringBuilder out) {
    if (ruleset.baseChains().isEmpty()) {
      return;
    }
    out.append(String.format(Locale.ROOT, "%n%14s %16s  policy%n", "packets", "bytes"));
    for (BaseChainInfo chain : ruleset.baseChains()) {
      out.append(
          String.format(
              Locale.ROOT,
              "%,14d %,16d  %s %s %s: %s%n",
              ruleset.counters().packets(chain.slot()),
              ruleset.counters().bytes(chain.slot()),
              chain.family().word(),
              chain.table(),
              chain.chain(),
              policyWord(chain)));
    }
  }
}

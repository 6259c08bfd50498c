package dev.weir.nft.json;

import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.core.path.InterfaceTable;
import dev.weir.nft.eval.TypedRule;
import dev.weir.nft.print.Printer;
import dev.weir.nft.ruleset.Chain;
import dev.weir.nft.ruleset.NamedObject;
import dev.weir.nft.ruleset.NamedSet;
import dev.weir.nft.ruleset.Rule;
import dev.weir.nft.ruleset.Ruleset;
import dev.weir.nft.ruleset.Table;
import dev.weir.nft.type.Accounts;
import dev.weir.nft.type.Symbols;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes rule sets as {@code nft -j list ruleset} does.
 *
 * <pre>{@code
 * {"nftables": [{"metainfo": {...}}, {"table": {"family": "inet", "name": "t", "handle": 1}}, ...]}
 * }</pre>
 *
 * <p>KERNEL: not the kernel but nft 1.0.6 leaves out comments of tables and chains and the devices
 * of ingress chains.
 *
 * <p>Source: libnftables-json(5).
 */
public final class JsonPrinter {
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final ObjectWriter WRITER = writer();

  private final RuleJson rules;
  private final SetJson sets;

  /** A printer for a rule set that was evaluated with these tables. */
  public JsonPrinter(InterfaceTable interfaces, Accounts accounts) {
    ExpressionJson expressions = new ExpressionJson(new Symbols(interfaces, accounts));
    rules = new RuleJson(expressions, new Printer(interfaces, accounts, false));
    sets = expressions.sets();
  }

  private static ObjectWriter writer() {
    DefaultPrettyPrinter.NopIndenter oneLine = new DefaultPrettyPrinter.NopIndenter();
    Separators spaced =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Spacing.AFTER)
            .withObjectEntrySpacing(Spacing.AFTER)
            .withArrayValueSpacing(Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter(spaced);
    printer.indentObjectsWith(oneLine);
    printer.indentArraysWith(oneLine);
    return JsonMapper.builder().build().writer(printer);
  }

  /** A tree on one line. */
  static String text(JsonNode node) {
    try {
      return WRITER.writeValueAsString(node);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a tree in memory can always be written
    }
  }

  /** All tables, without a line feed behind. */
  public String ruleset(Ruleset ruleset) {
    StringBuilder out = new StringBuilder("{\"nftables\": [");
    out.append(text(metainfo()));
    for (Table table : ruleset.tables()) {
      table(out, table);
    }
    return out.append("]}").toString();
  }

  private static ObjectNode metainfo() {
    ObjectNode info = NODES.objectNode();
    info.put("version", "1.0.6").put("release_name", "Lester Gooch #5");
    return wrapped("metainfo", info.put("json_schema_version", 1));
  }

  static ObjectNode wrapped(String name, JsonNode body) {
    ObjectNode out = NODES.objectNode();
    out.set(name, body);
    return out;
  }

  private void table(StringBuilder out, Table table) {
    ObjectNode head = NODES.objectNode();
    head.put("family", table.family().word()).put("name", table.name());
    head.put("handle", table.handle());
    if (table.dormant()) {
      head.put("flags", "dormant");
    }
    append(out, "table", head);
    for (NamedObject object : table.objects()) {
      append(out, object.kind().words(), ObjectJson.of(table, object));
    }
    for (NamedSet set : table.sets()) {
      append(out, set.typed().isMap() ? "map" : "set", sets.declaration(table, set));
    }
    List<Chain> chains = table.chains().stream().filter(chain -> !chain.isAnonymous()).toList();
    for (Chain chain : chains) {
      append(out, "chain", chain(table, chain));
    }
    for (Chain chain : chains) {
      for (Rule rule : chain.rules()) {
        append(out, "rule", rule(table, chain, rule));
      }
    }
  }

  private static void append(StringBuilder out, String kind, ObjectNode body) {
    out.append(", ").append(text(wrapped(kind, body)));
  }

  private static ObjectNode chain(Table table, Chain chain) {
    ObjectNode out = NODES.objectNode();
    out.put("family", table.family().word()).put("table", table.name());
    out.put("name", chain.name()).put("handle", chain.handle());
    Chain.Base base = chain.base();
    if (base != null) {
      out.put("type", base.type().word()).put("hook", base.hook().word());
      out.put("prio", base.priority());
      out.put("policy", base.dropPolicy() ? "drop" : "accept");
    }
    return out;
  }

  private ObjectNode rule(Table table, Chain chain, Rule rule) {
    ObjectNode out = NODES.objectNode();
    out.put("family", table.family().word()).put("table", table.name());
    out.put("chain", chain.name()).put("handle", rule.handle());
    if (rule.typed().comment() != null) {
      out.put("comment", rule.typed().comment());
    }
    ArrayNode statements = rules.statements(rule.typed());
    if (!statements.isEmpty()) {
      out.set("expr", statements);
    }
    return out;
  }

  /** The statements of a rule, as the value of its {@code expr}. */
  public String statements(TypedRule rule) {
    return text(rules.statements(rule));
  }
}

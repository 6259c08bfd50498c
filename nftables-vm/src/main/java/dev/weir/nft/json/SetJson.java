package dev.weir.nft.json;

import static dev.weir.nft.json.JsonPrinter.NODES;
import static dev.weir.nft.json.JsonPrinter.wrapped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.print.ElementOrder;
import dev.weir.nft.print.SetText;
import dev.weir.nft.ruleset.NamedSet;
import dev.weir.nft.ruleset.Table;
import dev.weir.nft.type.DataType;
import java.util.List;
import java.util.stream.Collectors;

/** Sets and maps: of a table with their declaration, of a rule the elements alone. */
final class SetJson {
  private static final long MILLIS_PER_SECOND = 1000;

  private final ExpressionJson expressions;

  SetJson(ExpressionJson expressions) {
    this.expressions = expressions;
  }

  ObjectNode declaration(Table table, NamedSet named) {
    TypedSet set = named.typed();
    ObjectNode out = NODES.objectNode();
    out.put("family", table.family().word()).put("name", set.name()).put("table", table.name());
    out.set("type", types(keyTypes(set)));
    out.put("handle", named.handle());
    if (set.comment() != null) {
      out.put("comment", set.comment());
    }
    TypedSet.Data data = set.data();
    if (data != null) {
      out.set("map", NODES.textNode(mapped(data)));
    }
    if ("memory".equals(set.policy()) && !set.constant()) {
      out.put("policy", "memory");
    }
    Long size = set.sizeElements();
    if (size != null && size != 0 && !set.constant()) {
      out.put("size", size);
    }
    ArrayNode flags = flags(set);
    if (!flags.isEmpty()) {
      out.set("flags", flags);
    }
    TypedSet.Life life = set.life();
    if (life.timeoutMillis() != 0) {
      out.put("timeout", life.timeoutMillis() / MILLIS_PER_SECOND);
    }
    if (life.gcIntervalMillis() != 0) {
      out.put("gc-interval", life.gcIntervalMillis() / MILLIS_PER_SECOND);
    }
    if (!set.elements().isEmpty()) {
      out.set("elem", elements(set));
    }
    if (!life.stateful().isEmpty()) {
      ArrayNode statements = out.putArray("stmt");
      life.stateful().forEach(stateful -> statements.add(StatefulJson.withoutState(stateful)));
    }
    return out;
  }

  /** KERNEL: not the kernel but nft 1.0.6 does not say {@code dynamic} here. */
  private static ArrayNode flags(TypedSet set) {
    ArrayNode flags = NODES.arrayNode();
    if (set.constant()) {
      flags.add("constant");
    }
    if (set.intervals()) {
      flags.add("interval");
    }
    if (set.life().timeouts()) {
      flags.add("timeout");
    }
    return flags;
  }

  private static List<DataType> keyTypes(TypedSet set) {
    TypedExpr key = SetText.listed(set.typeofKey());
    if (key != null && !(key instanceof TypedExpr.Concat)) {
      return List.of(key.type());
    }
    return set.keyParts().stream().map(TypedSet.Part::type).toList();
  }

  /** What a map maps to; unlike the types of a key, those of a concatenation are one text. */
  private static String mapped(TypedSet.Data data) {
    if (data.objects() != null) {
      return data.objects().words();
    }
    return data.isVerdict()
        ? "verdict"
        : data.parts().stream().map(part -> part.type().name()).collect(Collectors.joining(" . "));
  }

  private static JsonNode types(List<DataType> types) {
    if (types.size() == 1) {
      return NODES.textNode(types.getFirst().name());
    }
    ArrayNode names = NODES.arrayNode();
    types.forEach(type -> names.add(type.name()));
    return names;
  }

  /** The elements in nft's order. */
  ArrayNode elements(TypedSet set) {
    ArrayNode out = NODES.arrayNode();
    for (TypedSet.Element element : ElementOrder.sorted(set)) {
      JsonNode key = key(set, element);
      TypedExpr data = element.data();
      out.add(data == null ? key : NODES.arrayNode().add(key).add(expressions.of(data)));
    }
    return out;
  }

  private JsonNode key(TypedSet set, TypedSet.Element element) {
    JsonNode key = expressions.element(element.key(), set.keyParts().getFirst().type());
    TypedSet.Extra extra = element.extra();
    TypedSet.Life life = set.life();
    ObjectNode body = NODES.objectNode();
    body.set("val", key);
    long timeout = extra.timeoutMillis() == 0 ? life.timeoutMillis() : extra.timeoutMillis();
    if (timeout != 0 && life.timeouts()) {
      if (timeout != life.timeoutMillis()) {
        body.put("timeout", timeout / MILLIS_PER_SECOND);
      }
      long expires = extra.expiresMillis() == 0 ? timeout : extra.expiresMillis();
      body.put("expires", expires / MILLIS_PER_SECOND);
    }
    if (element.comment() != null) {
      body.put("comment", element.comment());
    }
    // KERNEL: not the kernel but nft shows the first of several only
    List<TypedStmt> all = extra.stateful().isEmpty() ? life.stateful() : extra.stateful();
    if (!all.isEmpty()) {
      body.setAll(StatefulJson.of(all.getFirst()));
    }
    return body.size() == 1 ? key : wrapped("elem", body);
  }
}

package dev.weir.nft.json;

import static dev.weir.nft.json.Shape.keyword;
import static dev.weir.nft.json.Shape.optional;

import java.util.Map;
import java.util.Set;

/**
 * Writes JSON statements as nft text.
 *
 * <pre>{@code
 * {"match": {"op": "==", "left": {"meta": {"key": "mark"}}, "right": 5}}    meta mark == 5
 * {"limit": {"rate": 5, "per": "minute", "burst": 7}}    limit rate 5/minute burst 7 packets
 * }</pre>
 *
 * <p>Source: libnftables-json(5); what nft 1.0.6 makes of values the page leaves open.
 */
final class StatementReader {
  /** {@code in} is what text has no operator for. */
  private static final Set<String> RELATIONS = Set.of("==", "!=", "<", ">", "<=", ">=", "!", "in");

  /** What {@code mangle} can change. */
  private static final Set<String> CHANGED =
      Set.of("exthdr", "payload", "tcp option", "meta", "ct", "ct helper");

  private final StringBuilder out;
  private final ExpressionReader expressions;
  private final ActionReader actions;

  StatementReader(StringBuilder out, ExpressionReader expressions) {
    this.out = out;
    this.expressions = expressions;
    this.actions = new ActionReader(out, expressions);
  }

  /** One statement. */
  void statement(Located value) {
    if (!(value instanceof Located.Thing)) {
      String type = value.typeWord();
      throw new ShapeError(
          value, "Unexpected expr array element of type " + type + ", expected object.");
    }
    Map.Entry<String, Located> only = Shape.only(value);
    Located body = only.getValue();
    switch (only.getKey()) {
      case "accept", "drop", "continue", "return", "jump", "goto" ->
          expressions.verdict(only.getKey(), body);
      case "match" -> match(Shape.object(body));
      case "vmap" -> keyed(" vmap ", Shape.object(body));
      case "mangle" -> mangle(Shape.object(body));
      case "counter", "quota", "limit" -> stateful(only.getKey(), body);
      case "last" -> last(body);
      case "ct count" -> connectionCount(Shape.object(body));
      case "ct helper", "ct timeout", "ct expectation" -> object(only.getKey() + " set ", body);
      case "secmark" -> object("meta secmark set ", body);
      case "set", "map" -> update(only.getKey(), Shape.object(body));
      case "meter" -> meter(Shape.object(body));
      case "notrack" -> out.append("notrack");
      case "xt" ->
          throw new ShapeError(
              value, "unsupported xtables compat expression, use iptables-nft with this ruleset");
      default -> {
        if (!actions.statement(only.getKey(), body)) {
          throw new ShapeError(value, "Unknown statement object '" + only.getKey() + "'.");
        }
      }
    }
  }

  private void match(Located.Thing body) {
    Located left = Shape.member(body, "left");
    Located right = Shape.member(body, "right");
    Located operator = Shape.member(body, "op");
    String relation = Shape.string(operator);
    if (!RELATIONS.contains(relation)) {
      throw new ShapeError(operator, "Unknown relational op '" + relation + "'.");
    }
    expressions.left(left);
    out.append(relation.equals("in") ? " " : " " + relation + " ");
    expressions.right(right);
  }

  private void keyed(String between, Located.Thing body) {
    expressions.left(Shape.member(body, "key"));
    out.append(between);
    expressions.right(Shape.member(body, "data"));
  }

  private void mangle(Located.Thing body) {
    Located key = Shape.member(body, "key");
    String kind = Shape.only(key).getKey();
    if (!CHANGED.contains(kind)) {
      throw new ShapeError(key, "Expression type " + kind + " not allowed in context ().");
    }
    expressions.left(key);
    out.append(" set ");
    expressions.left(Shape.member(body, "value"));
  }

  /** A counter, limit or quota: its own or a named one, or a map to named ones. */
  private void stateful(String kind, Located body) {
    boolean own = body instanceof Located.Nothing || isOwn(kind, body);
    if (!own) {
      object(kind + " name ", body);
      return;
    }
    if (body instanceof Located.Thing thing) {
      switch (kind) {
        case "counter" -> {
          out.append("counter packets ").append(Shape.integer(thing, "packets"));
          out.append(" bytes ").append(Shape.integer(thing, "bytes"));
        }
        case "quota" -> quota(thing);
        default -> {
          out.append("limit ");
          Amounts.rate(out, thing);
        }
      }
    } else if (kind.equals("counter")) {
      out.append("counter");
    } else {
      throw new ShapeError(body, "Invalid " + kind + " reference.");
    }
  }

  private static boolean isOwn(String kind, Located body) {
    if (!(body instanceof Located.Thing thing)) {
      return false;
    }
    Set<String> needed =
        switch (kind) {
          case "counter" -> Set.of("packets", "bytes");
          case "quota" -> Set.of("val");
          default -> Set.of("rate", "per");
        };
    return thing.members().keySet().containsAll(needed);
  }

  private void quota(Located.Thing body) {
    out.append("quota ").append(Shape.isTrue(body, "inv") ? "over " : "");
    Amounts.bytes(out, body, "val", "val_unit");
    if (optional(body, "used") != null) {
      out.append(" used ");
      Amounts.bytes(out, body, "used", "used_unit");
    }
  }

  private void last(Located body) {
    out.append("last");
    if (body instanceof Located.Thing thing && optional(thing, "used") != null) {
      out.append(" used ").append(Shape.integer(thing, "used")).append("ms");
    }
  }

  private void connectionCount(Located.Thing body) {
    out.append("ct count ").append(Shape.isTrue(body, "inv") ? "over " : "");
    out.append(Shape.integer(body, "val"));
  }

  /** The name of an object, or a map to such names. */
  private void object(String before, Located body) {
    out.append(before);
    if (body instanceof Located.Text) {
      out.append(Shape.quoted(body));
    } else {
      expressions.left(body);
    }
  }

  private void update(String kind, Located.Thing body) {
    Located set = Shape.member(body, kind);
    String name = Shape.string(set);
    String operation = Shape.string(body, "op");
    if (!Set.of("add", "update", "delete").contains(operation)) {
      throw new ShapeError(
          Shape.member(body, "op"), "Unknown set statement op '" + operation + "'.");
    }
    if (!name.startsWith("@")) {
      throw new ShapeError(set, "Illegal set reference in set statement.");
    }
    out.append(operation).append(' ');
    expressions.right(set);
    out.append(" { ");
    expressions.left(Shape.member(body, "elem"));
    Located stateful = optional(body, "stmt");
    if (stateful != null) {
      for (Located one : Shape.oneOrMore(stateful)) {
        out.append(' ');
        statement(one);
      }
    }
    Located data = optional(body, "data");
    if (data != null) {
      out.append(" : ");
      expressions.left(data);
    }
    out.append(" }");
  }

  private void meter(Located.Thing body) {
    out.append("meter ").append(Shape.name(body, "name"));
    Located size = optional(body, "size");
    if (size != null) {
      out.append(" size ").append(Shape.integer(size));
    }
    out.append(" { ");
    expressions.left(Shape.member(body, "key"));
    out.append(' ');
    statement(Shape.member(body, "stmt"));
    out.append(" }");
  }

  /** Words of a list of flags, or the one word. */
  static void flags(StringBuilder out, Located flags, String between, String unknown) {
    boolean first = true;
    for (Located flag : Shape.oneOrMore(flags)) {
      out.append(first ? "" : between).append(keyword(flag, unknown));
      first = false;
    }
  }
}

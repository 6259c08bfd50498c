package dev.weir.nft.json;

import static dev.weir.nft.json.JsonPrinter.NODES;
import static dev.weir.nft.json.JsonPrinter.wrapped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.core.hook.Family;
import dev.weir.nft.ast.Expr.BinaryOperator;
import dev.weir.nft.ast.Stmt.RejectWith;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedRule;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.eval.TypedStmt.MatchOperator;
import dev.weir.nft.print.ExpressionText;
import dev.weir.nft.print.ListedRule;
import dev.weir.nft.print.Printer;
import dev.weir.nft.print.WrittenFields;
import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;
import dev.weir.nft.type.Symbols;
import dev.weir.nft.vm.CtKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements of a rule. */
final class RuleJson {
  private static final int DEFAULT_LOG_LEVEL = 4;
  private static final int ALL_LOG_FLAGS = 0x2f;
  private static final List<String> LOG_LEVELS =
      List.of("emerg", "alert", "crit", "err", "warn", "notice", "info", "debug", "audit");
  private static final long MILLIS_PER_SECOND = 1000;

  private final ExpressionJson expressions;
  private final Printer text;

  RuleJson(ExpressionJson expressions, Printer text) {
    this.expressions = expressions;
    this.text = text;
  }

  ArrayNode statements(TypedRule rule) {
    ArrayNode out = NODES.arrayNode();
    for (TypedStmt statement : ListedRule.of(rule)) {
      out.add(statement(rule.family(), statement));
    }
    return out;
  }

  private JsonNode statement(Family family, TypedStmt statement) {
    return switch (statement) {
      case TypedStmt.Match match -> wrapped("match", match(match));
      case TypedStmt.Verdict verdict -> ExpressionJson.verdict(verdict.verdict());
      case TypedStmt.Vmap vmap -> {
        ObjectNode body = NODES.objectNode();
        body.set("key", expressions.of(vmap.key()));
        body.set("data", expressions.of(vmap.map()));
        yield wrapped("vmap", body);
      }
      case TypedStmt.Counter counter -> StatefulJson.of(counter);
      case TypedStmt.MetaSet set ->
          mangle(ExpressionJson.key("meta", set.key().word()), set.value());
      case TypedStmt.CtSet set -> {
        ObjectNode body = NODES.objectNode().put("key", set.key().word());
        if (set.direction() != CtKey.Direction.BOTH) {
          body.put("dir", set.direction().word());
        }
        yield mangle(wrapped("ct", body), set.value());
      }
      case TypedStmt.Limit limit -> StatefulJson.of(limit);
      case TypedStmt.Quota quota -> StatefulJson.of(quota);
      case TypedStmt.ConnLimit count -> StatefulJson.of(count);
      case TypedStmt.SetUpdate update when update.data() == null -> setUpdate(update);
      case TypedStmt.ObjectReference reference ->
          wrapped(reference.kind().words(), NODES.textNode(reference.name()));
      case TypedStmt.ObjectMap map -> {
        ObjectNode body = NODES.objectNode();
        body.set("key", expressions.of(map.key()));
        body.set("data", expressions.of(map.map()));
        yield wrapped(map.kind().words(), wrapped("map", body));
      }
      case TypedStmt.PayloadSet set -> mangle(expressions.of(set.target()), set.value());
      case TypedStmt.ExtensionHeaderSet set -> mangle(expressions.of(set.target()), set.value());
      case TypedStmt.TcpOptionReset reset ->
          wrapped(
              "reset",
              wrapped(
                  "tcp option",
                  NODES.objectNode().put("name", WrittenFields.optionName(reset.kind()))));
      case TypedStmt.Nat nat -> NatJson.of(family, nat, expressions);
      case TypedStmt.Action action -> new ActionJson(expressions).of(family, action.action());
      case TypedStmt.Notrack ignored -> wrapped("notrack", NODES.nullNode());
      case TypedStmt.Log log -> wrapped("log", log(log));
      case TypedStmt.Reject reject -> wrapped("reject", reject(reject));
      // as nft does with what it has no JSON for
      default -> NODES.textNode(text.statement(family, statement));
    };
  }

  private ObjectNode mangle(JsonNode key, TypedExpr value) {
    ObjectNode body = NODES.objectNode();
    body.set("key", key);
    body.set("value", assigned(value));
    return wrapped("mangle", body);
  }

  private ObjectNode setUpdate(TypedStmt.SetUpdate update) {
    JsonNode key = expressions.of(update.key());
    if (update.timeoutMillis() != 0) {
      ObjectNode element = NODES.objectNode();
      element.set("val", key);
      key = wrapped("elem", element.put("timeout", update.timeoutMillis() / MILLIS_PER_SECOND));
    }
    ObjectNode body = NODES.objectNode();
    TypedSet set = update.declared();
    List<TypedStmt> stateful = set.life().stateful().isEmpty() ? update.stateful() : List.of();
    if (update.isMeter()) {
      body.set("key", key);
      body.set("stmt", StatefulJson.withoutState(update.stateful().getFirst()));
      body.put("size", set.sizeElements()).put("name", set.name());
      return wrapped("meter", body);
    }
    body.put("op", update.operation().word());
    body.set("elem", key);
    body.put("set", "@" + set.name());
    if (!stateful.isEmpty()) {
      ArrayNode statements = body.putArray("stmt");
      stateful.forEach(one -> statements.add(StatefulJson.withoutState(one)));
    }
    return wrapped("set", body);
  }

  private JsonNode assigned(TypedExpr value) {
    if (!(value instanceof TypedExpr.Value flags) || !DataTypes.isBitmask(flags.type())) {
      return expressions.of(value);
    }
    return flags.type().equals(DataTypes.CT_EVENT)
        ? expressions.flags(flags)
        : expressions.alternatives(flags);
  }

  private ObjectNode match(TypedStmt.Match match) {
    boolean flags = hasFlags(match.left().type());
    if (flags && match.right() instanceof TypedExpr.Value value) {
      ObjectNode body = flags(match, value);
      if (body != null) {
        return body;
      }
    }
    return test(match.operator().sign(), expressions.of(match.left()), right(match));
  }

  private static boolean hasFlags(DataType type) {
    return DataTypes.isBitmask(type)
        && (type.equals(DataTypes.CT_LABEL) || Symbols.words(type).size() > 1);
  }

  private static ObjectNode test(String operator, JsonNode left, JsonNode right) {
    ObjectNode body = NODES.objectNode().put("op", operator);
    body.set("left", left);
    body.set("right", right);
    return body;
  }

  /** The forms only flags have, or null where the general form is right. */
  private @Nullable ObjectNode flags(TypedStmt.Match match, TypedExpr.Value value) {
    MatchOperator operator = match.operator();
    if (operator == MatchOperator.ANY_OF) {
      JsonNode left = expressions.of(match.left());
      boolean all = value.number().equals(Symbols.maximum(value.lengthBits()));
      return all
          ? test("!=", left, NODES.numberNode(0))
          : test("in", left, expressions.flags(value));
    }
    boolean equal = operator == MatchOperator.EQUAL;
    if ((!equal && operator != MatchOperator.NOT_EQUAL)
        || !(match.left() instanceof TypedExpr.Binary binary)
        || binary.operator() != BinaryOperator.AND
        || !(binary.right() instanceof TypedExpr.Value mask)) {
      return null;
    }
    if (equal && value.number().signum() == 0) {
      return test("!", expressions.of(binary.left()), expressions.flags(mask));
    }
    if (mask.number().bitCount() == 1 && mask.number().equals(value.number())) {
      return null;
    }
    ObjectNode left =
        wrapped(
            "&", NODES.arrayNode().add(expressions.of(binary.left())).add(expressions.flags(mask)));
    return test(operator.sign(), left, expressions.flags(value));
  }

  private JsonNode right(TypedStmt.Match match) {
    boolean raw = ExpressionText.isRaw(match.left());
    boolean numeric = raw || match.left().type().equals(DataTypes.FIB_ADDRTYPE);
    if (numeric && match.right() instanceof TypedExpr.Range range) {
      ArrayNode ends = NODES.arrayNode();
      ends.add(ExpressionJson.integer(range.low().number()));
      return wrapped("range", ends.add(ExpressionJson.integer(range.high().number())));
    }
    if (!(match.right() instanceof TypedExpr.Value value)) {
      return expressions.of(match.right());
    }
    boolean words =
        match.operator() == MatchOperator.EQUAL || match.operator() == MatchOperator.NOT_EQUAL;
    if (value.type().equals(DataTypes.CT_LABEL)) {
      return words ? expressions.alternatives(value) : expressions.flags(value);
    }
    if (raw || (!words && value.type().equals(DataTypes.FIB_ADDRTYPE))) {
      return ExpressionJson.integer(value.number());
    }
    if (match.left() instanceof TypedExpr.CtLoad && DataTypes.isBitmask(value.type())) {
      return words ? expressions.alternatives(value) : ExpressionJson.integer(value.number());
    }
    return expressions.value(value);
  }

  private static JsonNode log(TypedStmt.Log log) {
    ObjectNode body = NODES.objectNode();
    if (log.prefix() != null) {
      body.put("prefix", log.prefix());
    }
    if (log.group() != null) {
      body.put("group", log.group());
    }
    if (log.snapLengthBytes() != null) {
      body.put("snaplen", log.snapLengthBytes());
    }
    if (log.queueThreshold() != null) {
      body.put("queue-threshold", log.queueThreshold());
    }
    Integer level = log.level();
    if (level != null && level != DEFAULT_LOG_LEVEL) {
      body.put("level", LOG_LEVELS.get(level));
    }
    logFlags(body, log.flags());
    return body.isEmpty() ? NODES.nullNode() : body;
  }

  private static void logFlags(ObjectNode body, int flags) {
    if ((flags & ALL_LOG_FLAGS) == ALL_LOG_FLAGS) {
      body.put("flags", "all");
      return;
    }
    ArrayNode words = NODES.arrayNode();
    List<String> all = List.of("tcp sequence", "tcp options", "ip options", "skuid", "", "ether");
    for (int bit = 0; bit < all.size(); bit++) {
      if ((flags >> bit & 1) != 0 && !all.get(bit).isEmpty()) {
        words.add(all.get(bit));
      }
    }
    if (words.size() == 1) {
      body.set("flags", words.get(0));
    } else if (words.size() > 1) {
      body.set("flags", words);
    }
  }

  private JsonNode reject(TypedStmt.Reject reject) {
    if (reject.with() == RejectWith.DEFAULT) {
      return NODES.nullNode();
    }
    ObjectNode body = NODES.objectNode();
    String type =
        switch (reject.with()) {
          case TCP_RESET -> "tcp reset";
          case ICMP -> "icmp";
          case ICMPV6 -> "icmpv6";
          case ICMPX -> "icmpx";
          case DEFAULT -> "";
        };
    body.put("type", type);
    TypedExpr.Value code = reject.code();
    if (code != null) {
      body.set("expr", expressions.value(code));
    }
    return body;
  }
}

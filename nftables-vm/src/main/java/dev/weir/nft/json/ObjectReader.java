package dev.weir.nft.json;

import static dev.weir.nft.json.Shape.optional;

import dev.weir.nft.type.DataTypes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the blocks of JSON declarations as nft text: sets, maps, named objects, flow tables.
 *
 * <p>KERNEL: not the kernel but nft 1.0.6 does not read the comments of sets, the policies of
 * {@code ct timeout}, {@code ct expectation} and {@code synproxy}; weir follows libnftables-json(5)
 * with all but the comments.
 */
final class ObjectReader {
  private static final Set<String> SET_FLAGS = Set.of("constant", "interval", "timeout", "dynamic");
  private static final Set<String> OBJECT_TYPES =
      Set.of("counter", "quota", "limit", "secmark", "synproxy");

  private final StringBuilder out;
  private final ExpressionReader expressions;
  private final StatementReader statements;

  ObjectReader(StringBuilder out, ExpressionReader expressions, StatementReader statements) {
    this.out = out;
    this.expressions = expressions;
    this.statements = statements;
  }

  /** What stands behind the name of a set or map. */
  void set(Located.Thing body) {
    out.append(" { ");
    Located type = optional(body, "type");
    if (type == null) {
      throw new ShapeError(body, "Invalid set type.");
    }
    type(type);
    Located map = optional(body, "map");
    if (map != null) {
      out.append(" : ");
      dataType(map);
    }
    out.append("; ");
    Located policy = optional(body, "policy");
    if (policy != null) {
      String word = Shape.string(policy);
      if (!word.equals("performance") && !word.equals("memory")) {
        throw new ShapeError(policy, "Unknown set policy '" + word + "'.");
      }
      out.append("policy ").append(word).append("; ");
    }
    number("size", "", body);
    flags(optional(body, "flags"));
    number("timeout", "s", body);
    number("gc-interval", "s", body);
    out.append(Shape.isTrue(body, "auto-merge") ? "auto-merge; " : "");
    Located stateful = optional(body, "stmt");
    for (Located one : stateful == null ? List.<Located>of() : Shape.oneOrMore(stateful)) {
      statements.statement(one);
      out.append("; ");
    }
    Located elements = optional(body, "elem");
    if (elements != null && !(elements instanceof Located.Many many && many.items().isEmpty())) {
      out.append("elements = ");
      expressions.set(elements);
      out.append("; ");
    }
    out.append('}');
  }

  private void type(Located type) {
    if (type instanceof Located.Thing thing) {
      out.append("typeof ");
      expressions.left(Shape.member(thing, "typeof"));
      return;
    }
    out.append("type ");
    types(type, "Invalid datatype '%'.");
  }

  private void dataType(Located type) {
    if (type instanceof Located.Thing thing) {
      expressions.left(Shape.member(thing, "typeof"));
    } else if (type instanceof Located.Text text && OBJECT_TYPES.contains(text.value())) {
      out.append(text.value());
    } else {
      types(type, "Invalid map type '%'.");
    }
  }

  private void types(Located type, String message) {
    boolean first = true;
    for (Located part : Shape.oneOrMore(type)) {
      String word = Shape.string(part);
      boolean known =
          DataTypes.ofName(word) != null || (word.equals("verdict") && message.contains("map"));
      if (!known) {
        throw new ShapeError(part, message.replace("%", word));
      }
      out.append(first ? "" : " . ").append(word);
      first = false;
    }
  }

  private void number(String name, String unit, Located.Thing body) {
    Located value = optional(body, name);
    if (value != null) {
      out.append(name).append(' ').append(Shape.integer(value)).append(unit).append("; ");
    }
  }

  private void flags(@Nullable Located flags) {
    List<Located> words = flags == null ? List.of() : Shape.oneOrMore(flags);
    for (int i = 0; i < words.size(); i++) {
      if (!(words.get(i) instanceof Located.Text text && SET_FLAGS.contains(text.value()))) {
        throw new ShapeError(words.get(i), "Invalid set flag at index " + i + ".");
      }
      out.append(i == 0 ? "flags " : ",").append(text.value());
    }
    out.append(words.isEmpty() ? "" : "; ");
  }

  /** What stands behind the name of an object. */
  void object(String kind, Located.Thing body) {
    out.append(" { ");
    Located comment = optional(body, "comment");
    if (comment != null) {
      out.append("comment ").append(Shape.quoted(comment)).append("; ");
    }
    switch (kind) {
      case "counter" -> {
        if (optional(body, "packets") != null || optional(body, "bytes") != null) {
          out.append("packets ").append(orZero(body, "packets"));
          out.append(" bytes ").append(orZero(body, "bytes")).append("; ");
        }
      }
      case "quota" -> {
        out.append(Shape.isTrue(body, "inv") ? "over " : "").append(orZero(body, "bytes"));
        out.append(" bytes used ").append(orZero(body, "used")).append(" bytes; ");
      }
      case "limit" -> {
        Amounts.rate(out, body);
        out.append("; ");
      }
      case "ct helper" -> {
        out.append("type ").append(Shape.quoted(Shape.member(body, "type")));
        protocol(" protocol ", body);
        l3protocol(body);
      }
      case "ct timeout" -> timeout(body);
      case "ct expectation" -> expectation(body);
      case "secmark" -> out.append(Shape.quoted(Shape.member(body, "context"))).append("; ");
      case "synproxy" -> {
        ActionReader.synproxy(out, body);
        out.append("; ");
      }
      default -> throw new ShapeError(body, "Unknown object passed to add command.");
    }
    out.append('}');
  }

  private static long orZero(Located.Thing body, String name) {
    Located value = optional(body, name);
    return value == null ? 0 : Shape.integer(value);
  }

  private void protocol(String before, Located.Thing body) {
    Located protocol = Shape.member(body, "protocol");
    out.append(before).append(Shape.keyword(protocol, "Invalid ct protocol")).append("; ");
  }

  private void l3protocol(Located.Thing body) {
    Located family = optional(body, "l3proto");
    if (family != null && !Shape.string(family).equals("unknown")) {
      String word = Shape.keyword(family, "Invalid L3 protocol");
      out.append("l3proto ").append(word).append("; ");
    }
  }

  private void timeout(Located.Thing body) {
    protocol("protocol ", body);
    l3protocol(body);
    Located policy = optional(body, "policy");
    if (policy == null) {
      return;
    }
    String between = "policy = { ";
    for (Map.Entry<String, Located> state : Shape.object(policy).members().entrySet()) {
      String word = Shape.keyword(new Located.Text(0, 0, state.getKey()), "Unknown state");
      out.append(between).append(word).append(" : ").append(Shape.integer(state.getValue()));
      between = ", ";
    }
    out.append(between.equals(", ") ? " }; " : "");
  }

  private void expectation(Located.Thing body) {
    protocol("protocol ", body);
    out.append("dport ").append(Shape.integer(body, "dport")).append("; ");
    out.append("timeout ").append(Shape.integer(body, "timeout")).append("ms; ");
    out.append("size ").append(Shape.integer(body, "size")).append("; ");
    l3protocol(body);
  }

  /** What stands behind the name of a flow table. */
  void flowtable(Located.Thing body) {
    out.append(" { ");
    Located hook = optional(body, "hook");
    Located priority = optional(body, "prio");
    if (hook != null && priority != null) {
      out.append("hook ").append(Shape.keyword(hook, "Invalid flowtable hook"));
      out.append(" priority ").append(Shape.integer(priority)).append("; ");
    }
    Located devices = optional(body, "dev");
    if (devices != null) {
      out.append("devices = { ");
      boolean first = true;
      for (Located device : Shape.oneOrMore(devices)) {
        out.append(first ? "" : ", ").append(Shape.quoted(device));
        first = false;
      }
      out.append(" }; ");
    }
    out.append('}');
  }
}

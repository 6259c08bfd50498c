package dev.weir.nft.json;

import dev.weir.nft.token.ReservedWords;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes JSON expressions as nft text.
 *
 * <pre>{@code
 * {"payload": {"protocol": "tcp", "field": "dport"}}    tcp dport
 * {"prefix": {"addr": "10.0.0.0", "len": 8}}            10.0.0.0/8
 * {"|": ["fin", "syn"]}                                 fin | syn
 * }</pre>
 *
 * <p>A string is one value, whatever is in it: what text would read as more (a range, a keyword) is
 * written in quotes.
 */
final class ExpressionReader {
  /** Strings that are one plain value in text too: numbers, addresses, words. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "[0-9]{1,20}|0x[0-9a-fA-F]{1,32}|[0-9]{1,3}([.][0-9]{1,3}){3}"
              + "|(?=.*::|(?:[^:]*:){5})[0-9a-fA-F]{0,4}(:[0-9a-fA-F.]{0,15}){2,10}"
              + "|[A-Za-z_][A-Za-z0-9_]*(-[A-Za-z][A-Za-z0-9]*)*");

  private static final Set<String> OPERATORS = Set.of("|", "^", "&", "<<", ">>");
  private static final Set<String> COMPOUND = Set.of("prefix", "range", "concat", "set", "elem");
  private static final Set<String> VERDICTS =
      Set.of("accept", "drop", "continue", "return", "jump", "goto");

  /** Keywords that are values on the right too. */
  private static final Set<String> PROTOCOLS =
      Set.of(
          "ip", "ip6", "vlan", "arp", "dnat", "snat", "tcp", "udp", "udplite", "esp", "ah", "icmp",
          "icmpv6", "igmp", "comp", "dccp", "sctp");

  private final StringBuilder out;
  private final SelectorReader selectors;

  ExpressionReader(StringBuilder out) {
    this.out = out;
    selectors = new SelectorReader(out, this);
  }

  /** Left of an operator, a key, or what is assigned: words begin selectors. */
  void left(Located value) {
    any(value, false);
  }

  /** Right of an operator: constants. */
  void right(Located value) {
    any(value, true);
  }

  private void any(Located value, boolean constant) {
    switch (value) {
      case Located.Text text -> text(text, constant);
      case Located.Whole whole -> out.append(number(whole.value()));
      case Located.Truth truth -> out.append(truth.value() ? "exists" : "missing");
      case Located.Many many -> joined(many, many.items(), ",", constant);
      case Located.Thing thing -> object(thing, constant);
      case Located.Real ignored -> throw notAnExpression(value);
      case Located.Nothing ignored -> throw notAnExpression(value);
    }
  }

  private static ShapeError notAnExpression(Located value) {
    return new ShapeError(value, "Malformed object (too many properties): '(null)'.");
  }

  private static String number(long number) {
    return number < 0 ? "\"" + number + '"' : Long.toString(number);
  }

  private void text(Located.Text text, boolean constant) {
    String value = text.value();
    if (value.equals("*")) {
      out.append('*');
    } else if (value.startsWith("@")) {
      String set = value.substring(1);
      out.append('@').append(Shape.name(new Located.Text(text.start(), text.end(), set)));
    } else {
      boolean keyword = ReservedWords.isReserved(value) || SelectorReader.begins(value);
      boolean plain = !keyword || (constant && PROTOCOLS.contains(value));
      out.append(plain && PLAIN.matcher(value).matches() ? value : Shape.quoted(text));
    }
  }

  private void joined(Located place, List<Located> items, String separator, boolean constant) {
    if (items.isEmpty()) {
      throw new ShapeError(place, "Invalid expression: empty list.");
    }
    for (int i = 0; i < items.size(); i++) {
      out.append(i == 0 ? "" : separator);
      any(items.get(i), constant);
    }
  }

  private void object(Located.Thing thing, boolean constant) {
    Map.Entry<String, Located> only = Shape.only(thing);
    String kind = only.getKey();
    Located body = only.getValue();
    if (OPERATORS.contains(kind)) {
      binary(kind, body, constant);
    } else if (VERDICTS.contains(kind)) {
      verdict(kind, body);
    } else {
      switch (kind) {
        case "concat" -> joined(body, Shape.array(body), " . ", constant);
        case "set" -> set(body);
        case "map" -> map(body);
        case "prefix" -> prefix(body, constant);
        case "range" -> range(body, constant);
        case "elem" -> element(Shape.object(body), constant);
        default -> {
          if (!selectors.selector(kind, body)) {
            throw new ShapeError(thing, "Unknown expression type '" + kind + "'.");
          }
        }
      }
    }
  }

  /** What stands on the left of the same operator needs no parentheses: text goes from the left. */
  private void binary(String operator, Located body, boolean constant) {
    List<Located> parts = Shape.array(body);
    if (parts.size() < 2) {
      throw new ShapeError(body, "Array index " + parts.size() + " out of range");
    }
    for (int i = 0; i < parts.size(); i++) {
      Located part = parts.get(i);
      out.append(i == 0 ? "" : " " + operator + " ");
      String inner = operator(part);
      boolean list = part instanceof Located.Many;
      boolean bare = inner.isEmpty() ? !list : i == 0 && inner.equals(operator);
      out.append(bare ? "" : "(");
      if (list) {
        // flags in a list are or-ed
        joined(part, Shape.array(part), " | ", constant);
      } else {
        primary(part, constant);
      }
      out.append(bare ? "" : ")");
    }
  }

  private static String operator(Located value) {
    if (value instanceof Located.Thing thing && thing.members().size() == 1) {
      String kind = thing.members().keySet().iterator().next();
      return OPERATORS.contains(kind) ? kind : "";
    }
    return "";
  }

  void verdict(String kind, Located body) {
    out.append(kind);
    if (kind.equals("jump") || kind.equals("goto")) {
      out.append(' ').append(Shape.name(Shape.object(body), "target"));
    }
  }

  private void map(Located body) {
    Located.Thing map = Shape.object(body);
    left(Shape.member(map, "key"));
    out.append(" map ");
    right(Shape.member(map, "data"));
  }

  private void prefix(Located body, boolean constant) {
    Located.Thing prefix = Shape.object(body);
    primary(Shape.member(prefix, "addr"), constant);
    out.append('/').append(number(Shape.integer(prefix, "len")));
  }

  private void range(Located body, boolean constant) {
    List<Located> ends = Shape.pair(body);
    primary(ends.get(0), constant);
    // a dash between words would make one word of them
    out.append(ends.get(0) instanceof Located.Text text && isWord(text.value()) ? " - " : "-");
    primary(ends.get(1), constant);
  }

  private static boolean isWord(String value) {
    return !value.isEmpty() && Character.isLetter(value.charAt(0)) && value.indexOf(':') < 0;
  }

  /** A value or operation; text would take what is more than that for something else. */
  private void primary(Located value, boolean constant) {
    if (value instanceof Located.Thing thing) {
      String kind = Shape.only(thing).getKey();
      boolean selector = !COMPOUND.contains(kind) && !constant;
      if (!OPERATORS.contains(kind) && !selector) {
        String context = constant ? "RHS, PRIMARY" : "PRIMARY";
        throw new ShapeError(
            value, "Expression type " + kind + " not allowed in context (" + context + ").");
      }
    }
    any(value, constant);
  }

  /** A value with its time to live; what it remembers is not read, as by nft. */
  private void element(Located.Thing body, boolean constant) {
    any(Shape.member(body, "val"), constant);
    for (String span : List.of("timeout", "expires")) {
      Located seconds = Shape.optional(body, span);
      if (seconds != null) {
        out.append(' ').append(span).append(' ').append(Shape.integer(seconds)).append('s');
      }
    }
    Located comment = Shape.optional(body, "comment");
    if (comment != null) {
      out.append(" comment ").append(Shape.quoted(comment));
    }
  }

  /** Elements in braces; pairs are what a map has. */
  void set(Located body) {
    if (body instanceof Located.Thing) {
      throw new ShapeError(body, "Unexpected JSON type object for immediate value.");
    }
    List<Located> elements = Shape.oneOrMore(body);
    if (elements.isEmpty()) {
      throw new ShapeError(body, "Invalid set: it has no elements.");
    }
    out.append("{ ");
    boolean first = true;
    for (Located element : elements) {
      out.append(first ? "" : ", ");
      first = false;
      if (element instanceof Located.Many) {
        List<Located> pair = Shape.pair(element);
        right(pair.get(0));
        out.append(" : ");
        right(pair.get(1));
      } else {
        right(element);
      }
    }
    out.append(" }");
  }
}

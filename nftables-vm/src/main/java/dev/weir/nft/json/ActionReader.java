package dev.weir.nft.json;

import static dev.weir.nft.json.Shape.keyword;
import static dev.weir.nft.json.Shape.optional;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the JSON statements that answer, log, translate or hand packets on as nft text. */
final class ActionReader {
  private static final Set<String> LOG_LEVELS =
      Set.of("emerg", "alert", "crit", "err", "warn", "notice", "info", "debug", "audit");
  private static final Set<String> LOG_FLAGS =
      Set.of("tcp sequence", "tcp options", "ip options", "skuid", "ether", "all");

  /** The code of a reject that names none. */
  private static final Map<String, String> FIRST_CODE =
      Map.of("icmp", "net-unreachable", "icmpv6", "no-route", "icmpx", "no-route");

  private final StringBuilder out;
  private final ExpressionReader expressions;

  ActionReader(StringBuilder out, ExpressionReader expressions) {
    this.out = out;
    this.expressions = expressions;
  }

  /** Writes a statement; false if there is none of this kind. */
  boolean statement(String kind, Located body) {
    switch (kind) {
      case "log" -> log(body);
      case "reject" -> reject(body);
      case "snat", "dnat", "masquerade", "redirect" -> translation(kind, body);
      case "queue" -> queue(body);
      case "dup" -> dup(Shape.object(body));
      case "fwd" -> forward(Shape.object(body));
      case "tproxy" -> tproxy(Shape.object(body));
      case "synproxy" -> synproxy(body);
      case "flow" -> flow(Shape.object(body));
      case "reset" -> reset(body);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void log(Located value) {
    out.append("log");
    if (value instanceof Located.Nothing) {
      return;
    }
    Located.Thing body = Shape.object(value);
    Located prefix = optional(body, "prefix");
    if (prefix != null) {
      out.append(" prefix ").append(Shape.quoted(prefix));
    }
    for (String number : List.of("group", "snaplen", "queue-threshold")) {
      Located amount = optional(body, number);
      if (amount != null) {
        out.append(' ').append(number).append(' ').append(Shape.integer(amount));
      }
    }
    Located level = optional(body, "level");
    if (level != null) {
      if (!LOG_LEVELS.contains(Shape.string(level))) {
        throw new ShapeError(level, "Invalid log level '" + Shape.string(level) + "'.");
      }
      out.append(" level ").append(Shape.string(level));
    }
    Located flags = optional(body, "flags");
    for (Located flag : flags == null ? List.<Located>of() : Shape.oneOrMore(flags)) {
      if (!LOG_FLAGS.contains(Shape.string(flag))) {
        throw new ShapeError(flag, "Unknown log flag '" + Shape.string(flag) + "'.");
      }
      out.append(" flags ").append(Shape.string(flag));
    }
  }

  /** KERNEL: not the kernel but nft 1.0.6 takes an unknown type for none. */
  private void reject(Located value) {
    out.append("reject");
    if (value instanceof Located.Nothing) {
      return;
    }
    Located.Thing body = Shape.object(value);
    Located type = optional(body, "type");
    String word = type == null ? "" : Shape.string(type);
    if (word.equals("tcp reset")) {
      out.append(" with tcp reset");
      return;
    }
    String first = FIRST_CODE.get(word);
    if (first == null) {
      return;
    }
    out.append(" with ").append(word).append(' ');
    Located code = optional(body, "expr");
    if (code == null) {
      out.append(first);
    } else {
      expressions.right(code);
    }
  }

  private void translation(String kind, Located value) {
    out.append(kind);
    if (value instanceof Located.Nothing) {
      return;
    }
    Located.Thing body = Shape.object(value);
    boolean own = kind.equals("masquerade") || kind.equals("redirect");
    Located address = own ? null : optional(body, "addr");
    Located port = optional(body, "port");
    Located family = own ? null : optional(body, "family");
    Located form = optional(body, "type_flags");
    if (family != null) {
      out.append(' ').append(keyword(family, "Unknown nat family"));
    }
    if (form != null && address != null) {
      out.append(form(form));
    }
    if (address != null || port != null) {
      out.append(" to ");
    }
    addressAndPort(address, port);
    flags(optional(body, "flags"));
  }

  /** {@code prefix}, {@code interval}; the flag {@code concat} is {@code addr . port}. */
  private static String form(Located flags) {
    StringBuilder form = new StringBuilder();
    for (Located flag : Shape.oneOrMore(flags)) {
      switch (Shape.string(flag)) {
        case "prefix" -> form.append(" prefix");
        case "interval" -> form.append(" interval");
        case "concat" -> form.append(" addr . port");
        default -> throw new ShapeError(flag, "Unknown nat type flag");
      }
    }
    String text = form.toString();
    return text.equals(" interval prefix") || text.equals(" prefix interval") ? " prefix" : text;
  }

  private void addressAndPort(@Nullable Located address, @Nullable Located port) {
    if (address != null) {
      List<Located> ends = port == null ? List.of(address) : ends(address);
      for (int i = 0; i < ends.size(); i++) {
        boolean bracketed =
            port != null && ends.get(i) instanceof Located.Text text && text.value().contains(":");
        out.append(i == 0 ? "" : "-").append(bracketed ? "[" : "");
        expressions.left(ends.get(i));
        out.append(bracketed ? "]" : "");
      }
    }
    if (port != null) {
      out.append(':');
      expressions.left(port);
    }
  }

  /** The ends of a range of plain addresses, or the one address. */
  private static List<Located> ends(Located address) {
    boolean range =
        address instanceof Located.Thing thing
            && thing.members().size() == 1
            && thing.members().get("range") instanceof Located.Many ends
            && ends.items().size() == 2
            && ends.items().stream().allMatch(Located.Text.class::isInstance);
    return range ? Shape.array(Shape.only(address).getValue()) : List.of(address);
  }

  /** What nft writes for itself ({@code netmap}) is not said in text. */
  private void flags(@Nullable Located flags) {
    String between = " ";
    for (Located flag : flags == null ? List.<Located>of() : Shape.oneOrMore(flags)) {
      String word = Shape.string(flag);
      switch (word) {
        case "random", "fully-random", "persistent" -> out.append(between).append(word);
        case "netmap" -> {
          continue;
        }
        default -> throw new ShapeError(flag, "Unknown nat flag '" + word + "'.");
      }
      between = ",";
    }
  }

  private void queue(Located value) {
    out.append("queue");
    if (value instanceof Located.Nothing) {
      return;
    }
    Located.Thing body = Shape.object(value);
    Located flags = optional(body, "flags");
    Located number = optional(body, "num");
    if (flags != null) {
      out.append(number == null ? " " : " flags ");
      StatementReader.flags(out, flags, ",", "Unknown queue flag");
    }
    if (number != null) {
      out.append(" to ");
      expressions.left(number);
    }
  }

  private void dup(Located.Thing body) {
    out.append("dup to ");
    expressions.left(Shape.member(body, "addr"));
    device(body);
  }

  private void device(Located.Thing body) {
    Located device = optional(body, "dev");
    if (device != null) {
      out.append(" device ");
      expressions.left(device);
    }
  }

  private void forward(Located.Thing body) {
    Located address = optional(body, "addr");
    if (address == null) {
      out.append("fwd to ");
      expressions.left(Shape.member(body, "dev"));
      return;
    }
    out.append("fwd ").append(keyword(body, "family", "Unknown family")).append(" to ");
    expressions.left(address);
    device(body);
  }

  private void tproxy(Located.Thing body) {
    out.append("tproxy");
    Located family = optional(body, "family");
    if (family != null) {
      out.append(' ').append(keyword(family, "Invalid tproxy family"));
    }
    out.append(" to ");
    addressAndPort(optional(body, "addr"), optional(body, "port"));
  }

  private void synproxy(Located value) {
    out.append("synproxy");
    if (value instanceof Located.Text) {
      out.append(" name ").append(Shape.quoted(value));
    } else if (!(value instanceof Located.Nothing)) {
      synproxy(out, Shape.object(value));
    }
  }

  /** {@code mss 1460 wscale 7 timestamp sack-perm}, in that order whatever theirs is. */
  static void synproxy(StringBuilder out, Located.Thing body) {
    for (String number : List.of("mss", "wscale")) {
      Located amount = optional(body, number);
      if (amount != null) {
        out.append(' ').append(number).append(' ').append(Shape.integer(amount));
      }
    }
    Located flags = optional(body, "flags");
    List<String> words =
        flags == null
            ? List.of()
            : Shape.oneOrMore(flags).stream()
                .map(flag -> keyword(flag, "Unknown synproxy flag"))
                .toList();
    for (String word : List.of("timestamp", "sack-perm")) {
      out.append(words.contains(word) ? " " + word : "");
    }
  }

  private void flow(Located.Thing body) {
    if (!Shape.string(body, "op").equals("add")) {
      throw new ShapeError(body, "Unknown flow offload statement op.");
    }
    Located table = Shape.member(body, "flowtable");
    if (!Shape.string(table).startsWith("@")) {
      throw new ShapeError(table, "Illegal flowtable reference in flow offload statement.");
    }
    out.append("flow add ");
    expressions.right(table);
  }

  private void reset(Located body) {
    if (!Shape.only(body).getKey().equals("tcp option")) {
      throw new ShapeError(body, "Illegal TCP optstrip argument");
    }
    out.append("reset ");
    expressions.left(body);
  }
}

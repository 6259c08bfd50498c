package dev.weir.nft.json;

import static dev.weir.nft.json.Shape.keyword;

import dev.weir.nft.proto.ExtensionHeaderField.Kind;
import dev.weir.nft.proto.ExtensionHeaders;
import dev.weir.nft.proto.Protocols;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a rule looks at as nft text: header fields, keys, hashes.
 *
 * <pre>{@code
 * {"ct": {"key": "saddr", "dir": "original", "family": "ip"}}    ct original ip saddr
 * {"jhash": {"expr": ..., "mod": 5, "seed": 7}}                  jhash ... mod 5 seed 7
 * }</pre>
 */
final class SelectorReader {
  private static final Set<String> BASES = Set.of("ll", "nh", "th", "ih");
  private static final Set<String> FIB_RESULTS = Set.of("oif", "oifname", "type");
  private static final Set<String> FIB_FLAGS = Set.of("saddr", "daddr", "mark", "iif", "oif");
  private static final Set<String> SOCKET_KEYS = Set.of("transparent", "mark", "wildcard");

  /** Numbers of 32 bits may be written as negative ones. */
  private static final long NUMBER_BITS = 0xffff_ffffL;

  private static final Set<String> HEADERS =
      Set.of("hbh", "rt", "rt0", "rt2", "srh", "frag", "dst", "mh");
  private static final Set<String> CT_KEYS =
      Set.of(
          "state",
          "direction",
          "status",
          "mark",
          "expiration",
          "helper",
          "l3proto",
          "saddr",
          "daddr",
          "protocol",
          "proto-src",
          "proto-dst",
          "label",
          "packets",
          "bytes",
          "avgpkt",
          "zone",
          "event",
          "secmark",
          "id",
          "count");

  private final StringBuilder out;
  private final ExpressionReader expressions;

  SelectorReader(StringBuilder out, ExpressionReader expressions) {
    this.out = out;
    this.expressions = expressions;
  }

  /** Whether text would take a word for the beginning of a selector. */
  static boolean begins(String word) {
    return Protocols.of(word) != null || word.equals("xfrm") || word.equals("exthdr");
  }

  /** Writes a selector; false if there is none of this kind. */
  boolean selector(String kind, Located value) {
    switch (kind) {
      case "payload" -> payload(Shape.object(value));
      case "exthdr" -> extensionHeader(Shape.object(value));
      case "tcp option", "ip option", "sctp chunk" -> option(kind, Shape.object(value));
      case "meta" -> add("meta", keyword(Shape.object(value), "key", "Unknown meta key"));
      case "rt" -> {
        Located.Thing body = Shape.object(value);
        out.append("rt");
        word(Shape.optional(body, "family"), "Unknown rt family");
        word(Shape.member(body, "key"), "Unknown rt key");
      }
      case "ct" -> connection(Shape.object(value));
      case "socket" -> {
        String key = oneOf(Shape.object(value), "key", SOCKET_KEYS, "Invalid socket key value.");
        add("socket", key);
      }
      case "osf" -> {
        Located.Thing body = Shape.object(value);
        Located ttl = Shape.optional(body, "ttl");
        out.append("osf");
        if (ttl != null) {
          add(" ttl", keyword(ttl, "Invalid osf ttl option"));
        }
        word(Shape.member(body, "key"), "Invalid osf key value");
      }
      case "ipsec" -> ipsec(Shape.object(value));
      case "numgen" -> numberGenerator(Shape.object(value));
      case "jhash", "symhash" -> hash(kind, Shape.object(value));
      case "fib" -> fib(Shape.object(value));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void add(String first, Object second) {
    out.append(first).append(' ').append(second);
  }

  private void word(@Nullable Located value, String unknown) {
    if (value != null) {
      out.append(' ').append(keyword(value, unknown));
    }
  }

  private static String oneOf(
      Located.Thing body, String member, Set<String> words, String message) {
    Located value = Shape.member(body, member);
    String word = Shape.string(value);
    if (!words.contains(word)) {
      throw new ShapeError(value, message.replace("%", word));
    }
    return word;
  }

  private void payload(Located.Thing body) {
    if (Shape.optional(body, "base") != null) {
      String base = oneOf(body, "base", BASES, "Invalid payload base '%'.");
      out.append('@').append(base);
      out.append(',').append(Shape.integer(body, "offset"));
      out.append(',').append(Shape.integer(body, "len"));
      return;
    }
    Located protocolPlace = Shape.optional(body, "protocol");
    Located fieldPlace = Shape.optional(body, "field");
    if (protocolPlace == null || fieldPlace == null) {
      throw new ShapeError(body, "Invalid payload expression properties.");
    }
    String protocol = Shape.string(protocolPlace);
    if (Protocols.of(protocol) == null) {
      throw new ShapeError(protocolPlace, "Unknown payload protocol '" + protocol + "'.");
    }
    String field = Shape.string(fieldPlace);
    // the word of nft's JSON that nft's text does not have
    String written = field.equals("parameter-problem") ? "param-problem" : field;
    if (Protocols.field(protocol, written) == null) {
      throw new ShapeError(fieldPlace, "Unknown " + protocol + " field '" + field + "'.");
    }
    Located tunnel = Shape.optional(body, "tunnel");
    if (tunnel != null) {
      out.append(keyword(tunnel, "Unknown payload tunnel protocol")).append(' ');
    }
    add(protocol, written);
  }

  private void extensionHeader(Located.Thing body) {
    String name = oneOf(body, "name", HEADERS, "Invalid exthdr protocol '%'.");
    Located field = Shape.optional(body, "field");
    if (field == null) {
      add("exthdr", name);
      return;
    }
    String word = Shape.string(field);
    if (ExtensionHeaders.field(Kind.IPV6_EXTENSION_HEADER, name, word) == null) {
      throw new ShapeError(field, "Unknown " + name + " field " + word + ".");
    }
    add(name, word);
  }

  private void option(String kind, Located.Thing body) {
    out.append(kind);
    if (Shape.optional(body, "base") != null) {
      out.append(" @").append(Shape.integer(body, "base"));
      out.append(',').append(Shape.integer(body, "offset"));
      out.append(',').append(Shape.integer(body, "len"));
      return;
    }
    Located name = Shape.member(body, "name");
    // two names that text has and JSON has not
    boolean known = kind.equals("sctp chunk") || isOption(kind, Shape.string(name));
    if (!known) {
      throw new ShapeError(name, "Unknown " + kind + " name '" + Shape.string(name) + "'.");
    }
    word(name, "Unknown " + kind + " name");
    word(Shape.optional(body, "field"), "Unknown " + kind + " field");
  }

  private static boolean isOption(String kind, String name) {
    Kind of = kind.equals("tcp option") ? Kind.TCP_OPTION : Kind.IPV4_OPTION;
    return !name.equals("sack-permitted")
        && !name.equals("window-scale")
        && ExtensionHeaders.isHeader(of, name);
  }

  private void connection(Located.Thing body) {
    Located key = Shape.member(body, "key");
    String asked = Shape.string(key);
    if (!CT_KEYS.contains(asked.replaceFirst("^ip6? ", ""))) {
      throw new ShapeError(key, "Unknown ct key '" + asked + "'.");
    }
    out.append("ct");
    word(Shape.optional(body, "dir"), "Unknown ct direction");
    word(Shape.optional(body, "family"), "Unknown ct family");
    word(Shape.member(body, "key"), "Unknown ct key");
  }

  private void ipsec(Located.Thing body) {
    out.append("ipsec");
    word(Shape.member(body, "dir"), "Invalid ipsec dir");
    Located number = Shape.optional(body, "spnum");
    if (number != null && Shape.integer(number) != 0) {
      out.append(" spnum ").append(Shape.integer(number));
    }
    word(Shape.optional(body, "family"), "Invalid ipsec family");
    word(Shape.member(body, "key"), "Invalid ipsec key");
  }

  private void numberGenerator(Located.Thing body) {
    String mode = oneOf(body, "mode", Set.of("inc", "random"), "Unknown numgen mode '%'.");
    add("numgen", mode);
    number(body, "mod", true);
    number(body, "offset", false);
  }

  private void hash(String kind, Located.Thing body) {
    out.append(kind);
    if (kind.equals("jhash")) {
      out.append(' ');
      expressions.left(Shape.member(body, "expr"));
    }
    number(body, "mod", true);
    number(body, "seed", false);
    number(body, "offset", false);
  }

  /** A number behind its name; one that is 0 may be left out. */
  private void number(Located.Thing body, String name, boolean required) {
    Located value = required ? Shape.member(body, name) : Shape.optional(body, name);
    if (value != null && (required || name.equals("seed") || Shape.integer(value) != 0)) {
      out.append(' ').append(name).append(' ').append(Shape.integer(value) & NUMBER_BITS);
    }
  }

  private void fib(Located.Thing body) {
    String result = oneOf(body, "result", FIB_RESULTS, "Invalid fib result '%'.");
    out.append("fib ");
    boolean first = true;
    for (Located flag : Shape.oneOrMore(Shape.member(body, "flags"))) {
      String word = Shape.string(flag);
      if (!FIB_FLAGS.contains(word)) {
        throw new ShapeError(flag, "Invalid fib flag '" + word + "'.");
      }
      out.append(first ? "" : " . ").append(word);
      first = false;
    }
    out.append(' ').append(result);
  }
}

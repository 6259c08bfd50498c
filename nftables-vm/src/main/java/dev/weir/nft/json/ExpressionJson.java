package dev.weir.nft.json;

import static dev.weir.nft.json.JsonPrinter.NODES;
import static dev.weir.nft.json.JsonPrinter.wrapped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.nft.ast.Expr.VerdictKind;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.print.ExpressionText;
import dev.weir.nft.proto.ExtensionHeaderField;
import dev.weir.nft.proto.ProtoField;
import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;
import dev.weir.nft.type.Symbols;
import dev.weir.nft.vm.CtKey;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Selectors and values. */
final class ExpressionJson {
  private static final int LONG_BITS = 64;
  private static final BigInteger MILLIS_PER_SECOND = BigInteger.valueOf(1000);

  private final Symbols symbols;
  private final SetJson sets = new SetJson(this);

  ExpressionJson(Symbols symbols) {
    this.symbols = symbols;
  }

  SetJson sets() {
    return sets;
  }

  /** A selector or value where a rule has it. */
  JsonNode of(TypedExpr expr) {
    return switch (expr) {
      case TypedExpr.Value value -> value(value);
      case TypedExpr.Prefix prefix -> prefix(prefix);
      case TypedExpr.Range range -> range(range);
      case TypedExpr.VerdictValue verdict -> verdict(verdict);
      case TypedExpr.Wildcard ignored -> NODES.textNode("*");
      case TypedExpr.ObjectName object -> NODES.textNode(object.name());
      case TypedExpr.PayloadField payload -> field(payload.field());
      case TypedExpr.RawPayload raw -> raw(raw);
      case TypedExpr.MetaLoad meta -> key("meta", meta.key().word());
      case TypedExpr.CtLoad ct -> connection(ct);
      case TypedExpr.ExtensionHeaderLoad header -> extensionHeader(header.field());
      case TypedExpr.SelectorLoad load -> SelectorJson.of(load.selector());
      case TypedExpr.HashLoad hash -> {
        ObjectNode body = NODES.objectNode().put("mod", hash.modulus());
        if (hash.seed() != null) {
          body.put("seed", hash.seed());
        }
        if (hash.offset() != 0) {
          body.put("offset", hash.offset());
        }
        body.set("expr", of(hash.key()));
        yield wrapped("jhash", body);
      }
      case TypedExpr.Binary binary -> binary(binary);
      case TypedExpr.Concat concat -> concat(concat);
      case TypedExpr.AnonymousSet own -> wrapped("set", sets.elements(own.set()));
      case TypedExpr.SetReference reference -> NODES.textNode("@" + reference.name());
      case TypedExpr.MapLookup lookup -> {
        ObjectNode map = NODES.objectNode();
        map.set("key", of(lookup.key()));
        map.set("data", of(lookup.map()));
        yield wrapped("map", map);
      }
    };
  }

  static ObjectNode key(String kind, String word) {
    return wrapped(kind, NODES.objectNode().put("key", word));
  }

  /** A value: a word where it has one, else a number. */
  JsonNode value(TypedExpr.Value value) {
    DataType type = value.type();
    BigInteger number = value.number();
    return switch (type.name()) {
      case "boolean" -> NODES.booleanNode(number.signum() != 0);
      case "ifname", "string" -> NODES.textNode(name(value));
      case "mark", "inet_service", "uid", "gid", "integer" -> integer(number);
      case "realm" -> NODES.textNode(bare(value));
      case "invalid" -> NODES.textNode("0x" + number.toString(16) + " [invalid type]");
      default -> word(value);
    };
  }

  /** A star at the end of a whole name is escaped, that of a prefix is not. */
  private static String name(TypedExpr.Value value) {
    String name = Symbols.formatName(value.number(), value.lengthBits());
    return name.endsWith("*") && value.type().equals(DataTypes.IFNAME)
        ? name.substring(0, name.length() - 1) + "\\*"
        : name;
  }

  private JsonNode word(TypedExpr.Value value) {
    if (value.type().equals(DataTypes.RELATIVE_TIME)) {
      return integer(value.number().divide(MILLIS_PER_SECOND));
    }
    String text = bare(value);
    if (value.type().equals(DataTypes.IFACE_INDEX)) {
      return NODES.textNode(text);
    }
    // of a label the numeral is the bit's number
    BigInteger numeral = Symbols.numeral(text);
    return numeral != null ? integer(numeral) : NODES.textNode(text);
  }

  /** The word or number of a value as text has it, without quotes. */
  private String bare(TypedExpr.Value value) {
    return symbols.format(value.type(), value.number(), value.lengthBits()).replace("\"", "");
  }

  /** An end of a range: protocols and types of interfaces have no words there. */
  private JsonNode end(TypedExpr.Value value) {
    boolean numeric =
        value.type().equals(DataTypes.INET_PROTO) || value.type().equals(DataTypes.IFACE_TYPE);
    return numeric ? integer(value.number()) : value(value);
  }

  /** Numbers of 64 bits are signed, as in nft's JSON library; longer ones are text. */
  static JsonNode integer(BigInteger number) {
    return number.bitLength() > LONG_BITS
        ? NODES.textNode("0x" + number.toString(16))
        : NODES.numberNode(number.longValue());
  }

  /** The words of flags in a list, or the one word. */
  JsonNode flags(TypedExpr.Value value) {
    return oneOrMore(flagWords(value));
  }

  /** A list, or the one thing in it. */
  static JsonNode oneOrMore(List<JsonNode> nodes) {
    return nodes.size() == 1 ? nodes.getFirst() : NODES.arrayNode().addAll(nodes);
  }

  /**
   * The words of flags joined by the operator: <code>{"|": [{"|": ["fin", "syn"]}, "rst"]}</code>.
   */
  JsonNode alternatives(TypedExpr.Value value) {
    List<JsonNode> words = flagWords(value);
    JsonNode out = words.getFirst();
    for (JsonNode word : words.subList(1, words.size())) {
      out = wrapped("|", NODES.arrayNode().add(out).add(word));
    }
    return out;
  }

  private List<JsonNode> flagWords(TypedExpr.Value value) {
    List<String> words = symbols.flagWords(value.type(), value.number());
    if (words == null || words.isEmpty()) {
      return List.of(value(value));
    }
    return words.stream().map(ExpressionJson::flag).toList();
  }

  private static JsonNode flag(String word) {
    BigInteger number = Symbols.numeral(word);
    return number == null ? NODES.textNode(word) : integer(number);
  }

  private JsonNode prefix(TypedExpr.Prefix prefix) {
    if (isName(prefix.type())) {
      return NODES.textNode(Symbols.formatName(prefix.base().number(), prefix.lengthBits()) + "*");
    }
    if (prefix.prefixBits() == prefix.lengthBits()) {
      return value(prefix.base());
    }
    ObjectNode body = NODES.objectNode();
    body.set("addr", value(prefix.base()));
    return wrapped("prefix", body.put("len", prefix.prefixBits()));
  }

  private static boolean isName(DataType type) {
    return type.equals(DataTypes.IFNAME) || type.equals(DataTypes.STRING);
  }

  private JsonNode range(TypedExpr.Range range) {
    return wrapped("range", NODES.arrayNode().add(end(range.low())).add(end(range.high())));
  }

  static ObjectNode verdict(TypedExpr.VerdictValue verdict) {
    boolean jumps = verdict.kind() == VerdictKind.JUMP || verdict.kind() == VerdictKind.GOTO;
    return wrapped(
        verdict.kind().word(),
        jumps ? NODES.objectNode().put("target", verdict.chain()) : NODES.nullNode());
  }

  private static ObjectNode field(ProtoField field) {
    // nft lists a word here that it does not read
    String name = field.name().equals("param-problem") ? "parameter-problem" : field.name();
    return wrapped(
        "payload", NODES.objectNode().put("protocol", field.protocol()).put("field", name));
  }

  private static ObjectNode raw(TypedExpr.RawPayload raw) {
    return wrapped(
        "payload",
        NODES
            .objectNode()
            .put("base", raw.base().word())
            .put("offset", raw.offsetBits())
            .put("len", raw.lengthBits()));
  }

  private static ObjectNode connection(TypedExpr.CtLoad ct) {
    ObjectNode body = NODES.objectNode().put("key", ct.key().word());
    // KERNEL: not the kernel but nft forgets the direction of these two
    boolean forgotten = ct.key() == CtKey.L3PROTO || ct.key() == CtKey.PROTOCOL;
    if (ct.direction() != CtKey.Direction.BOTH && !forgotten) {
      body.put("dir", ct.direction().word());
    }
    return wrapped("ct", body);
  }

  private static ObjectNode extensionHeader(ExtensionHeaderField field) {
    String kind =
        switch (field.kind()) {
          case IPV6_EXTENSION_HEADER -> "exthdr";
          case TCP_OPTION -> "tcp option";
          case IPV4_OPTION -> "ip option";
          case SCTP_CHUNK -> "sctp chunk";
        };
    ObjectNode body = NODES.objectNode();
    boolean nameless = Symbols.numeral(field.header()) != null;
    if (field.header().startsWith("@") || nameless) {
      body.put("base", field.number()).put("offset", field.offsetBits());
      return wrapped(kind, body.put("len", nameless ? 8 : field.lengthBits()));
    }
    body.put("name", field.header());
    return wrapped(kind, field.isPresence() ? body : body.put("field", field.name()));
  }

  private ObjectNode binary(TypedExpr.Binary binary) {
    return wrapped(
        binary.operator().sign(), NODES.arrayNode().add(of(binary.left())).add(operand(binary)));
  }

  private JsonNode operand(TypedExpr.Binary binary) {
    if (!(binary.right() instanceof TypedExpr.Value value)) {
      return of(binary.right());
    }
    if (ExpressionText.isRaw(binary.left())) {
      return integer(value.number());
    }
    return DataTypes.isBitmask(value.type()) ? alternatives(value) : value(value);
  }

  private ObjectNode concat(TypedExpr.Concat concat) {
    ArrayNode parts = NODES.arrayNode();
    for (TypedExpr part : concat.parts()) {
      parts.add(shifted(part));
      // KERNEL: not the kernel but nft loses what follows a part without a type
      if (part instanceof TypedExpr.Value && part.type().equals(DataTypes.INVALID)) {
        break;
      }
    }
    return wrapped("concat", parts);
  }

  /** KERNEL: not the kernel but nft shows how it moves a bit-field's value in a concatenation. */
  private JsonNode shifted(TypedExpr part) {
    int bits = ExpressionText.shiftBits(part);
    JsonNode whole = element(ExpressionText.wholeBytes(part), part.type());
    return bits == 0 ? whole : wrapped(">>", NODES.arrayNode().add(whole).add(bits));
  }

  /** An element's key or a part of it; flags have bars between. */
  JsonNode element(TypedExpr key, @Nullable DataType type) {
    return key instanceof TypedExpr.Value value && type != null && DataTypes.isBitmask(type)
        ? alternatives(value)
        : of(key);
  }
}

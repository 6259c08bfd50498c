package dev.weir.nft.print;

import dev.weir.nft.ast.Expr.BinaryOperator;
import dev.weir.nft.ast.Expr.VerdictKind;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.proto.ExtensionHeaderField;
import dev.weir.nft.proto.ProtoField;
import dev.weir.nft.type.DataTypes;
import dev.weir.nft.type.Symbols;
import dev.weir.nft.vm.CtKey;
import dev.weir.nft.vm.MetaKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes selectors and values. */
public final class ExpressionText {
  private final Symbols symbols;
  private final SetText sets;

  ExpressionText(Symbols symbols) {
    this.symbols = symbols;
    this.sets = new SetText(this);
  }

  SetText sets() {
    return sets;
  }

  /** A selector or value where a rule has it. */
  String text(TypedExpr expr) {
    return switch (expr) {
      case TypedExpr.Value value -> value(value);
      case TypedExpr.Prefix prefix -> prefix(prefix);
      case TypedExpr.Range range -> numeric(range.low()) + "-" + numeric(range.high());
      case TypedExpr.VerdictValue verdict -> verdict(verdict);
      case TypedExpr.Wildcard ignored -> "*";
      case TypedExpr.ObjectName object -> '"' + object.name() + '"';
      case TypedExpr.PayloadField payload -> field(payload.field());
      case TypedExpr.RawPayload raw ->
          "@" + raw.base().word() + "," + raw.offsetBits() + "," + raw.lengthBits();
      case TypedExpr.MetaLoad meta -> meta(meta.key());
      case TypedExpr.CtLoad ct -> connection(ct);
      case TypedExpr.ExtensionHeaderLoad header -> extensionHeader(header.field());
      case TypedExpr.SelectorLoad load -> load.selector().text();
      case TypedExpr.HashLoad hash -> hash(hash);
      case TypedExpr.Binary binary -> binary(binary);
      case TypedExpr.Concat concat -> concat(concat);
      case TypedExpr.AnonymousSet own -> sets.inRule(own.set());
      case TypedExpr.SetReference reference -> "@" + reference.name();
      case TypedExpr.MapLookup lookup -> text(lookup.key()) + " map " + text(lookup.map());
    };
  }

  private String binary(TypedExpr.Binary binary) {
    String right =
        binary.right() instanceof TypedExpr.Value value
            ? operand(binary, value)
            : text(binary.right());
    return text(binary.left()) + " " + binary.operator().sign() + " " + right;
  }

  private String operand(TypedExpr.Binary binary, TypedExpr.Value value) {
    if (isRaw(binary.left())) {
      return hex(value.number());
    }
    if (DataTypes.isBitmask(value.type())) {
      String flags = alternatives(value);
      boolean binds = flags.contains("|") && binary.operator() != BinaryOperator.OR;
      return binds ? "(" + flags + ")" : flags;
    }
    return value(value);
  }

  /** Whether values beside this selector are listed as bare hexadecimal numbers. */
  public static boolean isRaw(TypedExpr left) {
    return left instanceof TypedExpr.RawPayload
        || (left instanceof TypedExpr.Binary binary && isRaw(binary.left()));
  }

  static String hex(BigInteger number) {
    return "0x" + number.toString(16);
  }

  /** A value. */
  String value(TypedExpr.Value value) {
    String text = symbols.format(value.type(), value.number(), value.lengthBits());
    if (value.type().equals(DataTypes.IFNAME) && text.endsWith("*\"")) {
      return text.substring(0, text.length() - 2) + "\\*\"";
    }
    return text;
  }

  /** A value where nft writes no words. */
  String numeric(TypedExpr.Value value) {
    return symbols.formatNumeric(value.type(), value.number(), value.lengthBits());
  }

  /** The words of a value's bits, null where its type has none. */
  @Nullable List<String> flagWords(TypedExpr.Value value) {
    return symbols.flagWords(value.type(), value.number());
  }

  /** Flags with bars between, as in a set. */
  String alternatives(TypedExpr.Value value) {
    List<String> words = flagWords(value);
    return words == null || words.isEmpty() ? value(value) : String.join(" | ", words);
  }

  private String prefix(TypedExpr.Prefix prefix) {
    if (prefix.type().equals(DataTypes.IFNAME) || prefix.type().equals(DataTypes.STRING)) {
      return '"' + Symbols.formatName(prefix.base().number(), prefix.lengthBits()) + "*\"";
    }
    return prefix.prefixBits() == prefix.lengthBits()
        ? value(prefix.base())
        : value(prefix.base()) + "/" + prefix.prefixBits();
  }

  static String verdict(TypedExpr.VerdictValue verdict) {
    boolean jumps = verdict.kind() == VerdictKind.JUMP || verdict.kind() == VerdictKind.GOTO;
    return jumps ? verdict.kind().word() + " " + verdict.chain() : verdict.kind().word();
  }

  static String field(ProtoField field) {
    // nft lists a word here that it does not read
    String name = field.name().equals("param-problem") ? "parameter-problem" : field.name();
    return field.protocol() + " " + name;
  }

  private static String meta(MetaKey key) {
    return switch (key) {
      case IIF, OIF, IIFNAME, OIFNAME, IIFGROUP, OIFGROUP -> key.word();
      default -> "meta " + key.word();
    };
  }

  /** The expression behind {@code typeof} of a set. */
  String declared(TypedExpr expr) {
    return switch (expr) {
      case TypedExpr.CtLoad ct -> connection(ct, ct.direction() == CtKey.Direction.BOTH);
      case TypedExpr.Concat concat ->
          concat.parts().stream().map(this::declared).collect(Collectors.joining(" . "));
      default -> text(expr);
    };
  }

  private static String connection(TypedExpr.CtLoad ct) {
    // KERNEL: not the kernel but nft forgets the direction of these two
    boolean plain =
        ct.direction() == CtKey.Direction.BOTH
            || ct.key() == CtKey.L3PROTO
            || ct.key() == CtKey.PROTOCOL;
    return connection(ct, plain);
  }

  private static String connection(TypedExpr.CtLoad ct, boolean plain) {
    String key =
        switch (ct.key()) {
          case SRC, DST ->
              (ct.type().equals(DataTypes.IPV4_ADDR) ? "ip " : "ip6 ") + ct.key().word();
          default -> ct.key().word();
        };
    return plain ? "ct " + key : "ct " + ct.direction().word() + " " + key;
  }

  private String hash(TypedExpr.HashLoad hash) {
    TypedExpr key = hash.key();
    Long seed = hash.seed();
    return "jhash "
        + (key instanceof TypedExpr.Concat ? text(key) : selector(key))
        + " mod "
        + hash.modulus()
        + (seed == null ? "" : " seed 0x" + Long.toHexString(seed))
        + (hash.offset() == 0 ? "" : " offset " + hash.offset());
  }

  private static String extensionHeader(ExtensionHeaderField field) {
    String head =
        switch (field.kind()) {
          case IPV6_EXTENSION_HEADER -> field.isPresence() ? "exthdr " : "";
          case TCP_OPTION -> "tcp option ";
          case IPV4_OPTION -> "ip option ";
          case SCTP_CHUNK -> "sctp chunk ";
        };
    if (field.isPresence()) {
      return head + field.header();
    }
    return field.header().startsWith("@")
        ? head + field.header() + "," + field.name()
        : head + field.header() + " " + field.name();
  }

  /** An element's key, or a part of it: flags have bars, names that end in a star an escape. */
  String key(TypedExpr key, TypedSet.Part part) {
    if (key instanceof TypedExpr.Value value && DataTypes.isBitmask(part.type())) {
      return alternatives(value);
    }
    return text(key);
  }

  /**
   * By how many bits nft shows a bit-field moved in a concatenation, 0 for whole bytes.
   *
   * <p>KERNEL: not the kernel but nft shows how it moves a bit-field's value in a concatenation.
   */
  public static int shiftBits(TypedExpr part) {
    if (part instanceof TypedExpr.PayloadField payload) {
      int end = payload.field().offsetBits() + payload.field().lengthBits();
      return end % 8 == 0 ? 0 : 8 - end % 8;
    }
    return RawFields.shift(part);
  }

  /** Raw bits that do not fill bytes as a mask over the bytes that hold them. */
  public static TypedExpr wholeBytes(TypedExpr part) {
    return RawFields.wholeBytes(part);
  }

  private String selector(TypedExpr part) {
    int shift = shiftBits(part);
    String text = text(wholeBytes(part));
    if (shift == 0) {
      return text;
    }
    return (part instanceof TypedExpr.PayloadField ? text : "(" + text + ")") + " >> " + shift;
  }

  private String concat(TypedExpr.Concat concat) {
    List<String> parts = new ArrayList<>();
    for (TypedExpr part : concat.parts()) {
      boolean flags = part instanceof TypedExpr.Value && DataTypes.isBitmask(part.type());
      parts.add(flags ? alternatives((TypedExpr.Value) part) : selector(part));
    }
    return String.join(" . ", parts);
  }
}

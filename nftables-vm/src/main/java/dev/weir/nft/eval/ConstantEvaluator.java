package dev.weir.nft.eval;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;
import dev.weir.nft.type.Parsed;
import dev.weir.nft.type.Symbols;
import java.math.BigInteger;

/**
 * Gives constants the type and width of what they are compared with.
 *
 * <p>A word means what its type makes of it: {@code ssh} is 22 as a service, an error as an
 * address.
 */
final class ConstantEvaluator {
  private final Symbols symbols;

  ConstantEvaluator(Symbols symbols) {
    this.symbols = symbols;
  }

  /** A Value, Prefix or Range. */
  TypedExpr evaluate(Expr expr, DataType type, int lengthBits) {
    if (type.equals(DataTypes.INVALID)) {
      throw new Refusal(expr.span(), "Can't parse symbolic invalid expressions");
    }
    return switch (expr) {
      case Expr.Symbol symbol when isTruth(symbol) && !type.equals(DataTypes.BOOLEAN) ->
          throw mismatch(symbol.span(), type, DataTypes.BOOLEAN.description());
      case Expr.Symbol symbol -> word(symbol.span(), symbol.text(), type, lengthBits);
      case Expr.Number number ->
          word(number.span(), Long.toUnsignedString(number.value()), type, lengthBits);
      case Expr.Text text -> text(text, type, lengthBits);
      case Expr.Prefix prefix -> prefix(prefix, type, lengthBits);
      case Expr.Range range -> range(range, type, lengthBits);
      case Expr.Flags flags -> flags(flags, type, lengthBits);
      case Expr.Binary binary -> binary(binary, type, lengthBits);
      case Expr.Concat concat ->
          throw new Refusal(
              concat.parts().getFirst().span(), "Can't parse symbolic invalid expressions");
      case Expr.Wildcard wildcard ->
          throw Refusal.notSupported(wildcard.span(), "catch-all element");
      case Expr.VerdictExpr verdict -> throw mismatch(verdict.span(), type, "verdict");
      case Expr.SetReference reference -> throw notConstant(reference);
      case Expr.Payload payload -> throw notConstant(payload);
      case Expr.RawPayload payload -> throw notConstant(payload);
      case Expr.Meta meta -> throw notConstant(meta);
      case Expr.Ct ct -> throw notConstant(ct);
      case Expr.ExtensionHeader header -> throw notConstant(header);
      case Expr.Selected selected -> throw notConstant(selected);
      case Expr.Hash hash -> throw notConstant(hash);
      case Expr.SetLiteral set -> throw notConstant(set);
      case Expr.MapLookup lookup -> throw notConstant(lookup);
    };
  }

  /** A single value; ranges and prefixes are refused. */
  TypedExpr.Value value(Expr expr, DataType type, int lengthBits) {
    TypedExpr constant = evaluate(expr, type, lengthBits);
    if (constant instanceof TypedExpr.Value value) {
      return value;
    }
    throw new Refusal(expr.span(), "invalid data type, expected " + type.description());
  }

  /** Whether a word is one of the two that only stand for truth. */
  static boolean isTruth(Expr expr) {
    return expr instanceof Expr.Symbol symbol
        && (symbol.text().equals("exists") || symbol.text().equals("missing"));
  }

  private static Refusal notConstant(Expr expr) {
    return new Refusal(expr.span(), "Right hand side of relational expression must be constant");
  }

  static Refusal mismatch(SourceSpan span, DataType expected, String found) {
    return new Refusal(
        span,
        "datatype mismatch, expected " + expected.description() + ", expression has type " + found);
  }

  private TypedExpr.Value word(SourceSpan span, String text, DataType type, int lengthBits) {
    Parsed parsed = symbols.parse(type, type.equals(DataTypes.INET_PROTO) ? protocol(text) : text);
    BigInteger number = parsed.number();
    if (number == null) {
      throw new Refusal(span, parsed);
    }
    return checked(span, number, type, lengthBits);
  }

  private static TypedExpr.Value checked(
      SourceSpan span, BigInteger number, DataType type, int lengthBits) {
    String error = Symbols.rangeError(number, lengthBits);
    if (error != null) {
      throw new Refusal(span, error);
    }
    return new TypedExpr.Value(type, lengthBits, number);
  }

  /** Protocols that are words of the language, under the names of /etc/protocols. */
  private static String protocol(String text) {
    return switch (text) {
      case "icmpv6" -> "ipv6-icmp";
      case "comp" -> "ipcomp";
      default -> text;
    };
  }

  private TypedExpr text(Expr.Text text, DataType type, int lengthBits) {
    String name = text.text();
    if (!Vocabulary.isString(type)) {
      return word(text.span(), name, type, lengthBits);
    }
    if (name.equals("*")) {
      throw new Refusal(text.span(), "All-wildcard strings are not supported");
    }
    boolean wildcard = name.endsWith("*") && !name.endsWith("\\*");
    String plain = wildcard ? name.substring(0, name.length() - 1) : name.replace("\\*", "*");
    TypedExpr.Value value = word(text.span(), plain, type, lengthBits);
    return wildcard ? new TypedExpr.Prefix(value, 8 * plain.length()) : value;
  }

  private TypedExpr prefix(Expr.Prefix prefix, DataType type, int lengthBits) {
    TypedExpr base = evaluate(prefix.base(), type, lengthBits);
    if (!(base instanceof TypedExpr.Value value) || Vocabulary.isString(type)) {
      throw new Refusal(
          prefix.span(), "Prefix expression is undefined for " + type.description() + " types");
    }
    int length = prefix.length();
    if (length > lengthBits || length < 0) {
      throw new Refusal(
          prefix.span(),
          "Prefix length " + length + " is invalid for type of " + lengthBits + " bits width");
    }
    if (length == lengthBits) {
      return value;
    }
    BigInteger kept = value.number().shiftRight(lengthBits - length).shiftLeft(lengthBits - length);
    return new TypedExpr.Prefix(new TypedExpr.Value(type, lengthBits, kept), length);
  }

  private TypedExpr range(Expr.Range range, DataType type, int lengthBits) {
    if (Vocabulary.isString(type)) {
      throw new Refusal(
          range.low().span(),
          "Range expression is undefined for " + type.description() + " types",
          range.span());
    }
    TypedExpr.Value low = value(range.low(), type, lengthBits);
    TypedExpr.Value high = value(range.high(), type, lengthBits);
    if (low.number().compareTo(high.number()) > 0) {
      throw new Refusal(range.span(), "Range has zero or negative size");
    }
    return new TypedExpr.Range(low, high);
  }

  private TypedExpr flags(Expr.Flags flags, DataType type, int lengthBits) {
    if (!DataTypes.isBitmask(type)) {
      throw new Refusal(
          flags.span(), "Lists are not supported for " + type.description() + " types");
    }
    BigInteger all = BigInteger.ZERO;
    for (Expr part : flags.parts()) {
      all = all.or(value(part, type, lengthBits).number());
    }
    return new TypedExpr.Value(type, lengthBits, all);
  }

  private TypedExpr binary(Expr.Binary binary, DataType type, int lengthBits) {
    BigInteger left = value(binary.left(), type, lengthBits).number();
    boolean isShift =
        binary.operator() == Expr.BinaryOperator.SHIFT_LEFT
            || binary.operator() == Expr.BinaryOperator.SHIFT_RIGHT;
    DataType rightType = isShift ? Vocabulary.integer() : type;
    BigInteger right = value(binary.right(), rightType, lengthBits).number();
    if (isShift && right.bitLength() > 8) {
      throw new Refusal(binary.right().span(), "Value " + right + " exceeds valid range 0-255");
    }
    BigInteger result =
        switch (binary.operator()) {
          case AND -> left.and(right);
          case OR -> left.or(right);
          case XOR -> left.xor(right);
          case SHIFT_LEFT -> left.shiftLeft(right.intValue());
          case SHIFT_RIGHT -> left.shiftRight(right.intValue());
        };
    return checked(binary.span(), result, type, lengthBits);
  }
}

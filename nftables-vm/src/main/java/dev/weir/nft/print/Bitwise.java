package dev.weir.nft.print;

import dev.weir.nft.ast.Expr.BinaryOperator;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.eval.TypedStmt.MatchOperator;
import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;
import dev.weir.nft.type.Symbols;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Masks in the form that survives the byte code.
 *
 * <p>The kernel's bitwise instruction knows only {@code (x & mask) ^ xor}. nft packs and, or and
 * xor into the two numbers and, listing, takes them apart in one fixed way: {@code mark & 0xff |
 * 0x100} comes back as {@code mark & 0x1ff | 0x100}.
 */
final class Bitwise {
  private Bitwise() {}

  /** {@code (base & mask) ^ xor}. */
  private record Packed(TypedExpr base, BigInteger mask, BigInteger xor) {}

  /** A comparison of masked bits, as listed. */
  static TypedStmt.Match match(TypedStmt.Match match, KnownProtocols protocols) {
    TypedExpr left = expression(match.left());
    if (!protocols.knows(left)) {
      return with(match, left, match.right());
    }
    if (match.right() instanceof TypedExpr.Prefix prefix
        && !listsPrefixes(prefix.type())
        && !prefix.type().equals(DataTypes.IFNAME)
        && !prefix.type().equals(DataTypes.STRING)
        && prefix.prefixBits() < prefix.lengthBits()
        && !isShortLoad(match.left(), prefix)) {
      BigInteger mask =
          Symbols.maximum(prefix.prefixBits()).shiftLeft(prefix.lengthBits() - prefix.prefixBits());
      return with(match, binary(BinaryOperator.AND, left, mask), prefix.base());
    }
    if (left instanceof TypedExpr.Binary binary
        && binary.operator() == BinaryOperator.AND
        && binary.right() instanceof TypedExpr.Value mask
        && match.right() instanceof TypedExpr.Value value
        && (match.operator() == MatchOperator.EQUAL || match.operator() == MatchOperator.NOT_EQUAL)
        && listsPrefixes(binary.type())) {
      int prefix = prefixBits(mask.number(), mask.lengthBits());
      if (prefix >= 0) {
        return with(match, binary.left(), new TypedExpr.Prefix(value, prefix));
      }
    }
    return left.equals(match.left()) ? match : with(match, left, match.right());
  }

  private static TypedStmt.Match with(TypedStmt.Match match, TypedExpr left, TypedExpr right) {
    return new TypedStmt.Match(match.span(), match.implicit(), left, match.operator(), right);
  }

  /** A prefix of whole bytes of a hardware address is loaded alone and listed as a prefix. */
  private static boolean isShortLoad(TypedExpr left, TypedExpr.Prefix prefix) {
    return prefix.type().equals(DataTypes.ETHER_ADDR)
        && prefix.prefixBits() % 8 == 0
        && left instanceof TypedExpr.PayloadField;
  }

  static boolean listsPrefixes(DataType type) {
    return type.equals(DataTypes.IPV4_ADDR)
        || type.equals(DataTypes.IPV6_ADDR)
        || type.equals(DataTypes.MARK);
  }

  /** The length of a mask of leading ones, or -1. */
  static int prefixBits(BigInteger mask, int bits) {
    int ones = mask.bitCount();
    BigInteger wanted = Symbols.maximum(ones).shiftLeft(bits - ones);
    return mask.equals(wanted) ? ones : -1;
  }

  /** An expression, as listed. */
  static TypedExpr expression(TypedExpr expr) {
    if (!(expr instanceof TypedExpr.Binary binary)) {
      return expr;
    }
    if (isShift(binary.operator())) {
      return new TypedExpr.Binary(binary.operator(), expression(binary.left()), binary.right());
    }
    Packed packed = pack(binary);
    return packed == null ? expr : unpack(packed);
  }

  private static boolean isShift(BinaryOperator operator) {
    return operator == BinaryOperator.SHIFT_LEFT || operator == BinaryOperator.SHIFT_RIGHT;
  }

  private static @Nullable Packed pack(TypedExpr expr) {
    BigInteger full = Symbols.maximum(expr.lengthBits());
    if (!(expr instanceof TypedExpr.Binary binary) || isShift(binary.operator())) {
      return new Packed(expression(expr), full, BigInteger.ZERO);
    }
    Packed inner = pack(binary.left());
    if (inner == null || !(binary.right() instanceof TypedExpr.Value operand)) {
      return null;
    }
    BigInteger bits = operand.number();
    return switch (binary.operator()) {
      case AND -> new Packed(inner.base, inner.mask.and(bits), inner.xor.and(bits));
      case OR -> new Packed(inner.base, inner.mask.andNot(bits), inner.xor.or(bits));
      case XOR -> new Packed(inner.base, inner.mask, inner.xor.xor(bits));
      case SHIFT_LEFT, SHIFT_RIGHT -> null;
    };
  }

  private static TypedExpr unpack(Packed packed) {
    TypedExpr out = packed.base;
    BigInteger full = Symbols.maximum(out.lengthBits());
    BigInteger or = packed.xor.andNot(packed.mask);
    BigInteger xor = packed.xor.and(packed.mask);
    BigInteger mask = packed.mask.or(or);
    if (!mask.equals(full)) {
      out = binary(BinaryOperator.AND, out, mask);
    }
    if (xor.signum() != 0) {
      out = binary(BinaryOperator.XOR, out, xor);
    }
    return or.signum() != 0 ? binary(BinaryOperator.OR, out, or) : out;
  }

  private static TypedExpr binary(BinaryOperator operator, TypedExpr left, BigInteger bits) {
    return new TypedExpr.Binary(
        operator, left, new TypedExpr.Value(left.type(), left.lengthBits(), bits));
  }
}

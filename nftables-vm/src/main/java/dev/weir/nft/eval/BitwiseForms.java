package dev.weir.nft.eval;

import dev.weir.nft.ast.Expr.BinaryOperator;
import dev.weir.nft.eval.TypedStmt.MatchOperator;

/** Equivalent forms of masked comparisons, brought to the one nft uses and lists. */
final class BitwiseForms {
  private BitwiseForms() {}

  static boolean isShift(TypedExpr expr) {
    return expr instanceof TypedExpr.Binary binary
        && (binary.operator() == BinaryOperator.SHIFT_LEFT
            || binary.operator() == BinaryOperator.SHIFT_RIGHT);
  }

  /**
   * {@code x ^ a == b} becomes {@code x == b ^ a}; {@code flags & a != 0} becomes {@code flags a};
   * {@code address & 255.0.0.0 == 10.0.0.0} becomes {@code address 10.0.0.0/8}.
   */
  static TypedStmt.Match simplify(TypedStmt.Match match) {
    if (!(match.left() instanceof TypedExpr.Binary binary)
        || !(binary.right() instanceof TypedExpr.Value operand)
        || !(match.right() instanceof TypedExpr.Value value)) {
      return match;
    }
    if (binary.operator() == BinaryOperator.XOR) {
      TypedExpr.Value moved =
          new TypedExpr.Value(
              value.type(), value.lengthBits(), value.number().xor(operand.number()));
      return simplify(
          new TypedStmt.Match(
              match.span(), match.implicit(), binary.left(), match.operator(), moved));
    }
    if (binary.operator() == BinaryOperator.AND
        && match.operator() == MatchOperator.NOT_EQUAL
        && value.number().signum() == 0
        && Vocabulary.isBitmask(binary.type())
        && !(binary.left() instanceof TypedExpr.Binary)) {
      return new TypedStmt.Match(
          match.span(), match.implicit(), binary.left(), MatchOperator.ANY_OF, operand);
    }
    return match;
  }
}

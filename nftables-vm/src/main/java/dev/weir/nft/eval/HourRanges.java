package dev.weir.nft.eval;

import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.ast.Stmt.RelationalOperator;
import dev.weir.nft.type.DataTypes;

/**
 * Hours over midnight: {@code meta hour "18:00"-"10:00"} is {@code meta hour != "10:00"-"18:00"}.
 *
 * <p>Which ranges go over midnight is seen in UTC, as what is compared is. nft does so in matches
 * only; in a set such a range is an error.
 */
final class HourRanges {
  private HourRanges() {}

  /** The match with a range that goes up. */
  static Stmt.Match ordered(Stmt.Match match, TypedExpr left, ConstantEvaluator constants) {
    if (!left.type().equals(DataTypes.HOUR) || !(match.right() instanceof Expr.Range range)) {
      return match;
    }
    TypedExpr.Value low = constants.value(range.low(), left.type(), left.lengthBits());
    TypedExpr.Value high = constants.value(range.high(), left.type(), left.lengthBits());
    RelationalOperator operator =
        switch (match.operator()) {
          case IMPLICIT, EQUAL -> RelationalOperator.NOT_EQUAL;
          case NOT_EQUAL -> RelationalOperator.EQUAL;
          default -> null;
        };
    return operator == null || low.number().compareTo(high.number()) <= 0
        ? match
        : new Stmt.Match(
            match.span(),
            match.left(),
            operator,
            new Expr.Range(range.span(), range.high(), range.low()));
  }
}

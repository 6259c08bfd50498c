package dev.weir.nft.eval;

import dev.weir.nft.ast.Stmt;

/** Refuses the rates that the kernel refuses. */
final class LimitEvaluator {
  private LimitEvaluator() {}

  static TypedStmt.Limit evaluate(Stmt.Limit limit) {
    if (limit.rate().rate() == 0) {
      throw new Refusal(limit.span(), "Could not process rule: Invalid argument");
    }
    if (limit.rate().overflows()) {
      throw new Refusal(
          limit.span(), "Could not process rule: Value too large for defined data type");
    }
    return new TypedStmt.Limit(limit.span(), limit.rate(), limit.over());
  }
}

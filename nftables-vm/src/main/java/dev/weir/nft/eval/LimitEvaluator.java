package dev.weir.nft.eval;

import dev.weir.nft.ast.Stmt;

/** Refuses the rates and quotas that the kernel refuses. */
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

  static TypedStmt.Quota evaluate(Stmt.Quota quota) {
    if (quota.quotaBytes() < 0) {
      throw new Refusal(
          quota.span(), "Could not process rule: Value too large for defined data type");
    }
    if (Long.compareUnsigned(quota.usedBytes(), quota.quotaBytes()) > 0) {
      throw new Refusal(quota.span(), "Could not process rule: Invalid argument");
    }
    return new TypedStmt.Quota(quota.span(), quota.quotaBytes(), quota.usedBytes(), quota.over());
  }
}

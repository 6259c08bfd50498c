package dev.weir.nft.print;

import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.type.RelativeTime;

/** Writes the statements that elements of sets can have one of each. */
final class StatefulText {
  private StatefulText() {}

  /** With its state, as an element or a rule of its own has it. */
  static String of(TypedStmt statement) {
    return switch (statement) {
      case TypedStmt.Counter counter ->
          "counter packets " + counter.packets() + " bytes " + counter.bytes();
      case TypedStmt.Limit limit -> LimitText.of(limit.rate(), limit.over());
      case TypedStmt.Quota quota ->
          LimitText.quota(quota.quotaBytes(), quota.usedBytes(), quota.over());
      case TypedStmt.ConnLimit count -> "ct count " + (count.over() ? "over " : "") + count.count();
      case TypedStmt.Last last ->
          "last used " + (last.usedMillis() < 0 ? "never" : RelativeTime.format(last.usedMillis()));
      default -> throw new IllegalStateException("has no state of its own: " + statement);
    };
  }

  /** Without its state, as a declaration or a rule that changes a set has it. */
  static String withoutState(TypedStmt statement) {
    return switch (statement) {
      case TypedStmt.Counter ignored -> "counter";
      case TypedStmt.Last ignored -> "last";
      case TypedStmt.Quota quota -> LimitText.quota(quota.quotaBytes(), 0, quota.over());
      default -> of(statement);
    };
  }
}

package dev.weir.nft.lower;

import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.op.HeldCounterOp;
import dev.weir.nft.op.LimitOp;
import dev.weir.nft.op.QuotaOp;
import dev.weir.nft.vm.StatefulOp;
import java.util.ArrayList;
import java.util.List;

/** Writes the statements that elements of sets can have one of each, state included. */
final class StatefulOps {
  private StatefulOps() {}

  static List<StatefulOp> of(List<TypedStmt> statements) {
    List<StatefulOp> ops = new ArrayList<>();
    statements.forEach(statement -> ops.add(of(statement)));
    return ops;
  }

  static StatefulOp of(TypedStmt statement) {
    return switch (statement) {
      case TypedStmt.Counter counter -> new HeldCounterOp(counter.packets(), counter.bytes());
      case TypedStmt.Limit limit -> new LimitOp(limit.rate(), limit.over());
      case TypedStmt.Quota quota ->
          new QuotaOp(quota.quotaBytes(), quota.usedBytes(), quota.over());
      default -> throw new IllegalStateException("has no state of its own: " + statement);
    };
  }
}

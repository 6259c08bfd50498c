package dev.weir.nft.lower;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.op.ConnLimitOp;
import dev.weir.nft.op.HeldCounterOp;
import dev.weir.nft.op.LastOp;
import dev.weir.nft.op.LimitOp;
import dev.weir.nft.op.QuotaOp;
import dev.weir.nft.vm.StatefulOp;
import java.util.ArrayList;
import java.util.List;

/** Statements that elements of sets can have one of each, and the ops that keep their state. */
final class StatefulOps {
  private StatefulOps() {}

  static List<StatefulOp> of(List<TypedStmt> statements) {
    List<StatefulOp> ops = new ArrayList<>();
    statements.forEach(statement -> ops.add(of(statement)));
    return ops;
  }

  /**
   * The statement that an op says by now.
   *
   * @param nowNanos the time of the listing
   */
  static TypedStmt statement(StatefulOp op, SourceSpan span, long nowNanos) {
    long[] state = op.shown(nowNanos);
    return switch (op) {
      case HeldCounterOp ignored -> new TypedStmt.Counter(span, state[0], state[1]);
      case LimitOp limit -> new TypedStmt.Limit(span, limit.rate(), limit.isOver());
      case QuotaOp quota -> new TypedStmt.Quota(span, quota.quotaBytes(), state[0], quota.isOver());
      default -> throw new IllegalStateException("no statement says this: " + op);
    };
  }

  static StatefulOp of(TypedStmt statement) {
    return switch (statement) {
      case TypedStmt.Counter counter -> new HeldCounterOp(counter.packets(), counter.bytes());
      case TypedStmt.Limit limit -> new LimitOp(limit.rate(), limit.over());
      case TypedStmt.Quota quota ->
          new QuotaOp(quota.quotaBytes(), quota.usedBytes(), quota.over());
      case TypedStmt.ConnLimit count -> new ConnLimitOp(count.count(), count.over());
      case TypedStmt.Last last -> new LastOp(last.usedMillis());
      default -> throw new IllegalStateException("has no state of its own: " + statement);
    };
  }
}

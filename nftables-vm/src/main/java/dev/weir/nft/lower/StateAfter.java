package dev.weir.nft.lower;

import dev.weir.core.counter.CounterArray;
import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedRule;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.op.CounterOp;
import dev.weir.nft.vm.LiveElements;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.RegisterBytes;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.StatefulOp;
import dev.weir.nft.vm.VmSet;
import java.math.BigInteger;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rules and sets as they stand after packets: counters, quotas, and the elements that are there.
 *
 * <p>The way back from {@link Linearizer}, for listings.
 */
public final class StateAfter {
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private final CounterArray counters;
  private final long nowNanos;

  /** The state at a time. */
  public StateAfter(CounterArray counters, long nowNanos) {
    this.counters = counters;
    this.nowNanos = nowNanos;
  }

  /** A rule with the numbers of its counters and quotas. */
  public TypedRule rule(TypedRule rule, List<Op> ops) {
    List<Op> stateful =
        ops.stream().filter(op -> op instanceof CounterOp || op instanceof StatefulOp).toList();
    List<TypedStmt> statements = new ArrayList<>();
    int next = 0;
    for (TypedStmt statement : rule.statements()) {
      if (statement.statefulName().isEmpty()) {
        statements.add(statement);
      } else {
        statements.add(statement(stateful.get(next++), statement.span()));
      }
    }
    return new TypedRule(rule.span(), rule.family(), statements, rule.comment());
  }

  private TypedStmt statement(Op op, SourceSpan span) {
    return switch (op) {
      case CounterOp counter ->
          new TypedStmt.Counter(
              span, counters.packets(counter.slot()), counters.bytes(counter.slot()));
      case StatefulOp stateful -> StatefulOps.statement(stateful, span, nowNanos);
      default -> throw new IllegalStateException("has no state: " + op);
    };
  }

  /** A set with the elements it holds and what they remember. */
  public TypedSet set(TypedSet set, VmSet running) {
    if (!running.changes() && running.life().elements().isEmpty()) {
      return set;
    }
    List<KeyBytes.Field> fields = KeyBytes.fieldsOf(set.keyParts());
    Map<IntBuffer, TypedSet.Element> written = new HashMap<>();
    TypedSet.Element catchAll = null;
    for (TypedSet.Element element : set.elements()) {
      if (element.key() instanceof TypedExpr.Wildcard) {
        catchAll = element;
      } else {
        int[] key = KeyBytes.of(element.key(), fields, set.intervals()).low();
        written.putIfAbsent(IntBuffer.wrap(key), element);
      }
    }
    TypedSet.Element wildcard = catchAll;
    List<TypedSet.Element> elements = new ArrayList<>();
    running
        .live()
        .list(
            nowNanos,
            (origin, key, data, times, states) -> {
              boolean all = origin >= 0 && running.elements().isCatchAll(origin);
              TypedSet.Element known = all ? wildcard : written.get(IntBuffer.wrap(key));
              TypedSet.Element element = known == null ? brought(set, fields, key, data) : known;
              elements.add(withExtra(element, extra(times, states, set.span())));
            });
    return set.withElements(elements);
  }

  private static TypedSet.Element withExtra(TypedSet.Element element, TypedSet.Extra extra) {
    return new TypedSet.Element(
        element.span(), element.key(), element.data(), element.comment(), extra);
  }

  private TypedSet.Extra extra(
      LiveElements.Times times, StatefulOp @Nullable [] states, SourceSpan span) {
    List<TypedStmt> stateful = new ArrayList<>();
    if (states != null) {
      for (StatefulOp op : states) {
        stateful.add(StatefulOps.statement(op, span, nowNanos));
      }
    }
    long left = times.leftNanos() / NANOS_PER_MILLI;
    return new TypedSet.Extra(
        times.timeoutNanos() / NANOS_PER_MILLI,
        times.timeoutNanos() == 0 ? 0 : Math.max(1, left),
        stateful);
  }

  /** An element that a packet brought. */
  private TypedSet.Element brought(
      TypedSet set, List<KeyBytes.Field> fields, int[] key, int[] data) {
    TypedSet.Data mapped = set.data();
    TypedExpr to =
        mapped == null || mapped.isVerdict()
            ? null
            : value(mapped.parts(), KeyBytes.fieldsOf(mapped.parts()), data);
    return new TypedSet.Element(set.span(), value(set.keyParts(), fields, key), to, null);
  }

  private static TypedExpr value(
      List<TypedSet.Part> parts, List<KeyBytes.Field> fields, int[] words) {
    List<TypedExpr> values = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < fields.size(); i++) {
      TypedSet.Part part = parts.get(i);
      KeyBytes.Field field = fields.get(i);
      byte[] bytes = RegisterBytes.bytes(words, at, field.lengthBytes());
      BigInteger number =
          new BigInteger(1, field.hostOrder() ? ConstantBytes.reversed(bytes) : bytes);
      values.add(new TypedExpr.Value(part.type(), part.lengthBits(), number));
      at += Registers.wordsFor(field.lengthBytes());
    }
    return values.size() == 1 ? values.getFirst() : new TypedExpr.Concat(values);
  }
}

package dev.weir.nft.lower;

import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.eval.TypedStmt.MatchOperator;
import dev.weir.nft.op.CmpOp;
import dev.weir.nft.op.LookupOp;
import dev.weir.nft.op.PayloadOp;
import dev.weir.nft.op.RangeOp;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.VmSet;
import java.math.BigInteger;
import java.util.List;
import java.util.function.BiFunction;

/** Writes matches: a load, its adjustments, and a test that BREAKs. */
final class MatchWriter {
  private final List<Op> ops;
  private final LoadWriter loads;
  private final BiFunction<TypedExpr, TypedExpr, VmSet> sets;

  MatchWriter(List<Op> ops, LoadWriter loads, BiFunction<TypedExpr, TypedExpr, VmSet> sets) {
    this.ops = ops;
    this.loads = loads;
    this.sets = sets;
  }

  /**
   * Writes the match at {@code index} and those behind it that share its load.
   *
   * @return the index of the last match written
   */
  int write(List<TypedStmt> statements, int index) {
    TypedStmt.Match match = (TypedStmt.Match) statements.get(index);
    int last = index;
    while (last + 1 < statements.size()
        && statements.get(last + 1) instanceof TypedStmt.Match next
        && next.joined()) {
      last++;
    }
    if (last == index) {
      write(match);
    } else {
      merged(statements, index, last);
    }
    return last;
  }

  private void merged(List<TypedStmt> statements, int first, int last) {
    BigInteger number = BigInteger.ZERO;
    int lengthBytes = 0;
    Payloads.Place start = null;
    for (int i = first; i <= last; i++) {
      TypedStmt.Match match = (TypedStmt.Match) statements.get(i);
      Payloads.Place place = place(match.left());
      start = start == null ? place : start;
      BigInteger part = ((TypedExpr.Value) match.right()).number();
      number = number.shiftLeft(8 * place.lengthBytes()).or(part);
      lengthBytes += place.lengthBytes();
    }
    if (start == null) {
      throw new IllegalStateException("nothing merged");
    }
    MatchOperator operator = ((TypedStmt.Match) statements.get(first)).operator();
    ops.add(new PayloadOp(LoadWriter.base(start.base()), start.offsetBytes(), lengthBytes, 0));
    ops.add(new CmpOp(relation(operator), 0, ConstantBytes.of(number, lengthBytes, false)));
  }

  private static Payloads.Place place(TypedExpr left) {
    return switch (left) {
      case TypedExpr.PayloadField field -> Payloads.of(field);
      case TypedExpr.RawPayload raw -> Payloads.of(raw);
      default -> throw new IllegalStateException("not a payload: " + left);
    };
  }

  private void write(TypedStmt.Match match) {
    TypedExpr left = match.left();
    MatchOperator operator = match.operator();
    switch (match.right()) {
      case TypedExpr.Value value -> value(left, operator, value);
      case TypedExpr.Prefix prefix -> prefix(left, operator, prefix);
      case TypedExpr.Range range -> range(left, operator, range);
      case TypedExpr.AnonymousSet set -> set(left, operator, set);
      case TypedExpr.SetReference set -> set(left, operator, set);
      default -> throw new IllegalStateException("cannot compare with " + match.right());
    }
  }

  private void value(TypedExpr left, MatchOperator operator, TypedExpr.Value value) {
    Load load = loads.load(left, 0);
    if (operator == MatchOperator.ANY_OF) {
      loads.mask(load, value.number().shiftLeft(load.shift()), BigInteger.ZERO);
      compare(CmpOp.Relation.NEQ, load, BigInteger.ZERO);
      return;
    }
    if (operator != MatchOperator.EQUAL && operator != MatchOperator.NOT_EQUAL) {
      load = loads.ordered(load);
    }
    compare(relation(operator), load, value.number());
  }

  private void compare(CmpOp.Relation relation, Load load, BigInteger number) {
    ops.add(
        new CmpOp(
            relation,
            load.word(),
            ConstantBytes.of(
                number.shiftLeft(load.shift()), load.lengthBytes(), load.hostOrder())));
  }

  private void prefix(TypedExpr left, MatchOperator operator, TypedExpr.Prefix prefix) {
    int bits = prefix.prefixBits();
    int width = prefix.lengthBits();
    if (bits > 0 && bits % 8 == 0 && ShortLoad.of(left, bits) instanceof TypedExpr shorter) {
      Load load = loads.load(shorter, 0);
      compare(relation(operator), load, prefix.base().number().shiftRight(width - bits));
      return;
    }
    Load load = loads.load(left, 0);
    boolean name = left instanceof TypedExpr.MetaLoad && width >= 64;
    boolean whole = left instanceof TypedExpr.CtLoad || left instanceof TypedExpr.SelectorLoad;
    if ((name || whole) && !load.hostOrder() && bits > 0 && bits % 8 == 0) {
      // A name ending in '*', an address of a connection: all is loaded, its beginning compared.
      byte[] start =
          ConstantBytes.of(prefix.base().number().shiftRight(width - bits), bits / 8, false);
      ops.add(new CmpOp(relation(operator), load.word(), start));
      return;
    }
    loads.mask(load, ConstantBytes.ones(bits, width - bits + load.shift()), BigInteger.ZERO);
    compare(relation(operator), load, prefix.base().number());
  }

  private void range(TypedExpr left, MatchOperator operator, TypedExpr.Range range) {
    Load load = loads.ordered(loads.load(left, 0));
    if (operator == MatchOperator.NOT_EQUAL) {
      ops.add(new RangeOp(true, load.word(), bytes(load, range.low()), bytes(load, range.high())));
      return;
    }
    compare(CmpOp.Relation.GTE, load, range.low().number());
    compare(CmpOp.Relation.LTE, load, range.high().number());
  }

  private static byte[] bytes(Load load, TypedExpr.Value value) {
    return ConstantBytes.of(
        value.number().shiftLeft(load.shift()), load.lengthBytes(), load.hostOrder());
  }

  private void set(TypedExpr left, MatchOperator operator, TypedExpr right) {
    VmSet set = sets.apply(right, left);
    Load key = loads.loadKey(left, Linearizer.isInterval(set), Linearizer.isNamed(right), 0);
    ops.add(LookupOp.match(set, key.word(), operator == MatchOperator.NOT_EQUAL));
  }

  private static CmpOp.Relation relation(MatchOperator operator) {
    return switch (operator) {
      case EQUAL -> CmpOp.Relation.EQ;
      case NOT_EQUAL -> CmpOp.Relation.NEQ;
      case LESS -> CmpOp.Relation.LT;
      case LESS_OR_EQUAL -> CmpOp.Relation.LTE;
      case GREATER -> CmpOp.Relation.GT;
      case GREATER_OR_EQUAL -> CmpOp.Relation.GTE;
      case ANY_OF -> throw new IllegalStateException("ANY_OF is a mask, not a comparison");
    };
  }
}

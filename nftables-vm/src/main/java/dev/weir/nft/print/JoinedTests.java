package dev.weir.nft.print;

import dev.weir.nft.ast.Expr.PayloadBase;
import dev.weir.nft.eval.Headers;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedStmt;
import java.math.BigInteger;
import java.util.List;

/**
 * Tests of neighbouring fields that one load serves, and so are one test in the byte code.
 *
 * <p>nft takes them apart where it knows the header; {@code th sport 22 th dport 23} it lists as
 * {@code @th,0,32 0x160017}.
 */
final class JoinedTests {
  private JoinedTests() {}

  /** The index of the last test that shares the load of the one at {@code first}. */
  static int end(List<TypedStmt> statements, int first) {
    int last = first;
    while (last + 1 < statements.size()
        && statements.get(last + 1) instanceof TypedStmt.Match next
        && next.joined()) {
      last++;
    }
    return last;
  }

  /** Whether tests that share a load are to be read as one. */
  static boolean areOne(List<TypedStmt> tests, KnownProtocols protocols) {
    boolean raw = true;
    boolean unknown = false;
    for (TypedStmt test : tests) {
      if (!(test instanceof TypedStmt.Match match)) {
        return false;
      }
      raw &= match.left() instanceof TypedExpr.RawPayload;
      unknown |= protocols.at(base(match.left())) == null;
    }
    return raw || unknown;
  }

  private static PayloadBase base(TypedExpr left) {
    return switch (left) {
      case TypedExpr.RawPayload raw -> raw.base();
      case TypedExpr.PayloadField payload -> Headers.base(payload.field().protocol());
      default -> throw new IllegalStateException("not a payload: " + left);
    };
  }

  private static int offsetBits(TypedExpr left) {
    return left instanceof TypedExpr.PayloadField payload
        ? payload.field().offsetBits()
        : ((TypedExpr.RawPayload) left).offsetBits();
  }

  /** The one test. */
  static TypedStmt join(List<TypedStmt> tests) {
    TypedStmt.Match first = (TypedStmt.Match) tests.getFirst();
    BigInteger number = BigInteger.ZERO;
    int bits = 0;
    for (TypedStmt test : tests) {
      TypedStmt.Match match = (TypedStmt.Match) test;
      int length = match.left().lengthBits();
      number = number.shiftLeft(length).or(((TypedExpr.Value) match.right()).number());
      bits += length;
    }
    TypedExpr.RawPayload left =
        new TypedExpr.RawPayload(RawFields.RAW, base(first.left()), offsetBits(first.left()), bits);
    return new TypedStmt.Match(
        first.span(),
        first.implicit(),
        left,
        first.operator(),
        new TypedExpr.Value(RawFields.RAW, bits, number));
  }
}

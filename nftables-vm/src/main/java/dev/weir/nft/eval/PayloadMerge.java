package dev.weir.nft.eval;

import dev.weir.nft.ast.Expr.PayloadBase;
import dev.weir.nft.eval.TypedStmt.MatchOperator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings matches on neighbouring header fields together, as nft does to load them at once.
 *
 * <p>All tests of whole-byte fields for equality with a constant are looked at in the order of
 * their offsets, wherever they stand in the rule. Neighbours in one header are moved to where the
 * lowest of them stands and are later tested with one load, of at most four bytes (sixteen in the
 * link layer). Since the text keeps no trace of the old places, nft lists such a rule in the new
 * order, and so does weir.
 *
 * <p>KERNEL: nft moves tests across counters and logs, which changes what those count; and a flag
 * test that has a neighbour ({@code tcp flags syn tcp window 5}) becomes a test for equality. Both
 * are what nft 1.0.6 loads into the kernel.
 */
public final class PayloadMerge {
  private static final int MAX_BITS = 32;
  private static final int MAX_LINK_BITS = 128;

  private PayloadMerge() {}

  /** Bits of one header, and how they are compared. */
  private record Span(int index, PayloadBase base, int offsetBits, int lengthBits, boolean equal) {}

  /** The statements with neighbouring tests beside each other. */
  static List<TypedStmt> reorder(List<TypedStmt> statements) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      Span span = span(statements.get(i), i);
      if (span != null) {
        spans.add(span);
      }
    }
    if (spans.size() < 2) {
      return statements;
    }
    spans.sort(Comparator.comparingInt(Span::offsetBits));
    // followers[i]: statements moved behind statement i; moved: statements that left their place
    List<List<Integer>> followers = new ArrayList<>();
    statements.forEach(statement -> followers.add(new ArrayList<>()));
    boolean[] moved = new boolean[statements.size()];
    Span head = spans.getFirst();
    Span last = head;
    int bits = head.lengthBits;
    for (Span span : spans.subList(1, spans.size())) {
      if (joins(last, span, bits)) {
        followers.get(head.index).add(span.index);
        moved[span.index] = true;
        bits += span.lengthBits;
      } else {
        head = span;
        bits = span.lengthBits;
      }
      last = span;
    }
    return moved(statements, followers, moved);
  }

  private static List<TypedStmt> moved(
      List<TypedStmt> statements, List<List<Integer>> followers, boolean[] moved) {
    List<TypedStmt> out = new ArrayList<>(statements.size());
    for (int i = 0; i < statements.size(); i++) {
      if (moved[i]) {
        continue;
      }
      if (followers.get(i).isEmpty()) {
        out.add(statements.get(i));
        continue;
      }
      out.add(exact(statements.get(i)));
      for (int follower : followers.get(i)) {
        out.add(exact(statements.get(follower)));
      }
    }
    return out;
  }

  private static TypedStmt exact(TypedStmt statement) {
    if (statement instanceof TypedStmt.Match match && match.operator() == MatchOperator.ANY_OF) {
      return new TypedStmt.Match(
          match.span(), match.implicit(), match.left(), MatchOperator.EQUAL, match.right());
    }
    return statement;
  }

  /**
   * The index of the last of the statements from {@code first} on that one load tests together;
   * {@code first} itself when it is alone.
   */
  public static int lastMerged(List<TypedStmt> statements, int first) {
    Span last = span(statements.get(first), first);
    if (last == null || isAnyOf(statements.get(first))) {
      return first;
    }
    int bits = last.lengthBits;
    for (int i = first + 1; i < statements.size(); i++) {
      Span next = span(statements.get(i), i);
      if (next == null || isAnyOf(statements.get(i)) || !joins(last, next, bits)) {
        return i - 1;
      }
      bits += next.lengthBits;
      last = next;
    }
    return statements.size() - 1;
  }

  private static boolean isAnyOf(TypedStmt statement) {
    return statement instanceof TypedStmt.Match match && match.operator() == MatchOperator.ANY_OF;
  }

  private static boolean joins(Span last, Span next, int bits) {
    return last.base == next.base
        && last.equal == next.equal
        && last.offsetBits + last.lengthBits == next.offsetBits
        && bits + next.lengthBits <= (last.base == PayloadBase.LINK ? MAX_LINK_BITS : MAX_BITS);
  }

  private static @Nullable Span span(TypedStmt statement, int index) {
    if (!(statement instanceof TypedStmt.Match match)
        || !(match.right() instanceof TypedExpr.Value)) {
      return null;
    }
    boolean equal =
        match.operator() == MatchOperator.EQUAL || match.operator() == MatchOperator.ANY_OF;
    if (!equal && match.operator() != MatchOperator.NOT_EQUAL) {
      return null;
    }
    Span span =
        switch (match.left()) {
          case TypedExpr.PayloadField payload ->
              new Span(
                  index,
                  Headers.base(payload.field().protocol()),
                  payload.field().offsetBits(),
                  payload.field().lengthBits(),
                  equal);
          case TypedExpr.RawPayload raw ->
              new Span(index, raw.base(), raw.offsetBits(), raw.lengthBits(), equal);
          default -> null;
        };
    return span == null || span.offsetBits % 8 != 0 || span.lengthBits % 8 != 0 ? null : span;
  }
}

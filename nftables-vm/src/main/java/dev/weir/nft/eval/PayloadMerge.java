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
 * <p>Tests of whole-byte fields for equality with a constant are looked at in the order of their
 * offsets, wherever they stand between two other statements. Neighbours in one header share one
 * load of at most sixteen bytes, but two that the kernel loads fast share one only if it is fast,
 * too: of at most four bytes. It stands at the place of the field that names the next header
 * ({@code ip protocol}) if there is one, else of the lowest. Since the kernel keeps no trace of the
 * old places, nft lists such a rule in the new order, and so does weir.
 *
 * <p>KERNEL: a counter or log ends such a group only if two tests stand before it: {@code tcp sport
 * 1 counter tcp dport 2} becomes one test before the counter. And a flag test that has a neighbour
 * ({@code tcp flags syn tcp window 5}) becomes a test for equality. Both are what nft 1.0.6 loads
 * into the kernel.
 */
final class PayloadMerge {
  /** What the kernel loads fast, but never from the link layer. */
  private static final int FAST_BITS = 32;

  private static final int MAX_BITS = 128;

  private final List<TypedStmt> statements;

  /** What stands at each place in the end: the statement itself (null), a group, or nothing. */
  private final List<@Nullable List<Field>> places = new ArrayList<>();

  private PayloadMerge(List<TypedStmt> statements) {
    this.statements = statements;
    for (int i = 0; i < statements.size(); i++) {
      places.add(null);
    }
  }

  /**
   * A field that is compared.
   *
   * @param namesNext whether it says what header follows
   */
  private record Field(
      int index,
      PayloadBase base,
      int offsetBits,
      int lengthBits,
      boolean equal,
      boolean namesNext) {}

  /** The statements with neighbouring tests beside each other. */
  static List<TypedStmt> reorder(List<TypedStmt> statements) {
    PayloadMerge merge = new PayloadMerge(statements);
    List<Field> pending = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      Field field = field(statements.get(i), i);
      if (field != null) {
        pending.add(field);
      } else if (!(statements.get(i) instanceof TypedStmt.Match) && pending.size() > 1) {
        merge.group(pending);
        pending.clear();
      }
    }
    merge.group(pending);
    return merge.result();
  }

  private void group(List<Field> fields) {
    List<Field> sorted = new ArrayList<>(fields);
    sorted.sort(Comparator.comparing(Field::base).thenComparingInt(Field::offsetBits));
    List<Field> group = new ArrayList<>();
    for (Field field : sorted) {
      if (!group.isEmpty() && !joins(group, field)) {
        place(group);
        group = new ArrayList<>();
      }
      group.add(field);
    }
    if (!group.isEmpty()) {
      place(group);
    }
  }

  /** Puts a group where nft does; the other places become empty. */
  private void place(List<Field> group) {
    int place = group.getFirst().index;
    for (Field field : group) {
      if (field.namesNext) {
        place = field.index;
        break;
      }
    }
    for (Field field : group) {
      places.set(field.index, List.of());
    }
    places.set(place, List.copyOf(group));
  }

  private List<TypedStmt> result() {
    List<TypedStmt> out = new ArrayList<>(statements.size());
    for (int i = 0; i < statements.size(); i++) {
      List<Field> group = places.get(i);
      if (group == null) {
        out.add(statements.get(i));
        continue;
      }
      for (Field field : group) {
        boolean first = out.isEmpty() || field.equals(group.getFirst());
        out.add(member(statements.get(field.index), group.size() > 1, !first));
      }
    }
    return out;
  }

  private static TypedStmt member(TypedStmt statement, boolean exact, boolean joined) {
    if (!(statement instanceof TypedStmt.Match match) || !exact) {
      return statement;
    }
    MatchOperator operator =
        match.operator() == MatchOperator.ANY_OF ? MatchOperator.EQUAL : match.operator();
    return new TypedStmt.Match(
        match.span(), match.implicit(), match.left(), operator, match.right(), joined);
  }

  private static boolean joins(List<Field> group, Field next) {
    Field last = group.getLast();
    int before = next.offsetBits - group.getFirst().offsetBits;
    boolean fast =
        last.base != PayloadBase.LINK && before <= FAST_BITS && next.lengthBits <= FAST_BITS;
    return last.base == next.base
        && last.equal == next.equal
        && last.offsetBits + last.lengthBits == next.offsetBits
        && before + next.lengthBits <= (fast ? FAST_BITS : MAX_BITS);
  }

  private static @Nullable Field field(TypedStmt statement, int index) {
    if (!(statement instanceof TypedStmt.Match match)
        || !(match.right() instanceof TypedExpr.Value)) {
      return null;
    }
    boolean equal =
        match.operator() == MatchOperator.EQUAL || match.operator() == MatchOperator.ANY_OF;
    if (!equal && match.operator() != MatchOperator.NOT_EQUAL) {
      return null;
    }
    Field field =
        switch (match.left()) {
          case TypedExpr.PayloadField payload ->
              new Field(
                  index,
                  Headers.base(payload.field().protocol()),
                  payload.field().offsetBits(),
                  payload.field().lengthBits(),
                  equal,
                  Headers.namesNext(payload.field()));
          case TypedExpr.RawPayload raw ->
              new Field(index, raw.base(), raw.offsetBits(), raw.lengthBits(), equal, false);
          default -> null;
        };
    return field == null || field.offsetBits % 8 != 0 || field.lengthBits % 8 != 0 ? null : field;
  }
}

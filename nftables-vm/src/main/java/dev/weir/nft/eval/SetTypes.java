package dev.weir.nft.eval;

import dev.weir.core.diag.SourceSpan;
import java.util.List;

/** Whether a named set fits where it is used. */
final class SetTypes {
  private SetTypes() {}

  /** Refuses a set whose key is of another type than what is looked up. */
  static void check(
      TypedSet set, List<TypedSet.Part> wanted, SourceSpan reference, SourceSpan left) {
    if (!same(set.keyParts(), wanted)) {
      throw new Refusal(
          reference,
          "datatype mismatch, expected "
              + SetBuilder.describe(wanted)
              + ", expression has type "
              + SetBuilder.describe(set.keyParts()),
          left);
    }
  }

  /** Refuses a map whose key is of another type than what is looked up. */
  static void checkMapKey(
      TypedSet map, List<TypedSet.Part> key, SourceSpan reference, SourceSpan left) {
    if (!same(map.keyParts(), key)) {
      throw new Refusal(
          reference,
          "datatype mismatch, map expects "
              + SetBuilder.describe(map.keyParts())
              + ", mapping expression has type "
              + SetBuilder.describe(key),
          left);
    }
  }

  /** Refuses a map whose data is of another type than what is set. */
  static void checkData(
      TypedSet.Data found, TypedSet.Data wanted, SourceSpan lookup, SourceSpan statement) {
    if (found.isVerdict() != wanted.isVerdict()
        || (!found.isVerdict() && !same(found.parts(), wanted.parts()))) {
      throw new Refusal(
          lookup,
          "datatype mismatch: expected "
              + describe(wanted)
              + ", expression has type "
              + describe(found),
          statement);
    }
  }

  private static String describe(TypedSet.Data data) {
    return data.isVerdict() ? "netfilter verdict" : SetBuilder.describe(data.parts());
  }

  static boolean same(List<TypedSet.Part> left, List<TypedSet.Part> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!left.get(i).type().name().equals(right.get(i).type().name())) {
        return false;
      }
      if (bytes(left.get(i)) != bytes(right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static int bytes(TypedSet.Part part) {
    return (part.lengthBits() + 7) / 8;
  }

  /** {@code integer with length 16} where the type alone would not say why it does not fit. */
  static String describeWithLength(TypedExpr expr, TypedSet.Part target) {
    String text = expr.type().description();
    return expr.type().name().equals("integer") && expr.lengthBits() != target.lengthBits()
        ? text + " with length " + expr.lengthBits()
        : text;
  }
}

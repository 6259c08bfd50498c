package dev.weir.nft.eval;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.ast.Expr.BinaryOperator;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.proto.ExtensionHeaderField;

/** What nft and the kernel refuse of statements that write to headers. */
final class HeaderWrites {
  private HeaderWrites() {}

  /** A field that shares its bytes with others takes constants only. */
  static void check(Stmt.PayloadSet set, TypedExpr target, TypedExpr value) {
    if (isShift(value)) {
      throw Refusal.notSupported(set.value().span(), "payload set to a shifted value");
    }
    PayloadWrite write = PayloadWrite.of(target);
    if (!write.merges() || value instanceof TypedExpr.Value) {
      return;
    }
    SourceSpan field = set.target().span();
    SourceSpan assigned = set.value().span();
    if (value instanceof TypedExpr.MapLookup) {
      throw write.shift() > 0
          ? new Refusal(assigned, "Binary operation (<<) is undefined for map expressions")
          : new Refusal(field, "Binary operation (^) is undefined for map expressions");
    }
    if (write.shift() >= value.lengthBits()) {
      throw new Refusal(
          field,
          "Left shift of "
              + write.shift()
              + " bits is undefined for type of "
              + value.lengthBits()
              + " bits width",
          assigned);
    }
    throw new Refusal(
        write.shift() > 0 ? field : assigned,
        "Right hand side of binary operation (^) must be constant");
  }

  private static boolean isShift(TypedExpr value) {
    return value instanceof TypedExpr.Binary binary
        && (binary.operator() == BinaryOperator.SHIFT_LEFT
            || binary.operator() == BinaryOperator.SHIFT_RIGHT
            || isShift(binary.left()));
  }

  /** The kernel writes two or four bytes of a TCP option, nothing else. */
  static void check(Stmt.ExtensionHeaderSet set) {
    ExtensionHeaderField field = set.target().field();
    boolean whole = field.offsetBits() % 8 == 0 && !field.isPresence();
    boolean length = field.lengthBits() == 16 || field.lengthBits() == 32;
    if (field.kind() != ExtensionHeaderField.Kind.TCP_OPTION || !whole || !length) {
      throw new Refusal(set.span(), "Could not process rule: Operation not supported");
    }
  }
}

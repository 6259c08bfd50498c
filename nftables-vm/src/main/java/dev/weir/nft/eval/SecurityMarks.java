package dev.weir.nft.eval;

import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.vm.CtKey;
import dev.weir.nft.vm.MetaKey;

/**
 * What may be done with {@code ct secmark} and {@code meta secmark}: they are copied from one to
 * the other, compared only under a mask, and get constants only from objects of the table.
 */
final class SecurityMarks {
  private SecurityMarks() {}

  /** Refuses a comparison of a security mark with a constant. */
  static void checkCompared(TypedExpr left, Expr right) {
    boolean mark =
        (left instanceof TypedExpr.CtLoad ct && ct.key() == CtKey.SECMARK)
            || (left instanceof TypedExpr.MetaLoad meta && meta.key() == MetaKey.SECMARK);
    if (mark && !(right instanceof Expr.SetReference)) {
      Expr shown = right instanceof Expr.SetLiteral set ? set.elements().getFirst().key() : right;
      throw new Refusal(shown.span(), "Cannot be used with right hand side constant value");
    }
  }

  /** Refuses a constant assigned to {@code ct secmark}; {@code loads}: whether it is none. */
  static void checkAssigned(Stmt.CtSet set, boolean loads) {
    if (set.key() == CtKey.SECMARK && !loads) {
      throw new Refusal(set.span(), "ct secmark must not be set to constant value");
    }
  }

  /** {@code meta secmark set "name"} names an object. */
  static void checkAssigned(Stmt.MetaSet set, boolean loads) {
    if (set.key() != MetaKey.SECMARK) {
      return;
    }
    if (!loads) {
      throw Refusal.notSupported(set.value().span(), "secmark object");
    }
    if (set.value() instanceof Expr.Binary) {
      throw new Refusal(set.value().span(), "Counter expression must be constant");
    }
  }
}

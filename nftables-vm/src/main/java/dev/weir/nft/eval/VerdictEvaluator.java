package dev.weir.nft.eval;

import dev.weir.nft.ast.Expr;

/** Verdicts and the names of chains in them. */
final class VerdictEvaluator {
  private VerdictEvaluator() {}

  static TypedExpr.VerdictValue evaluate(Expr.VerdictExpr verdict) {
    Expr chain = verdict.chain();
    String name =
        switch (chain) {
          case null -> null;
          case Expr.Symbol symbol -> symbol.text();
          case Expr.Text text -> text.text();
          default -> throw new Refusal(chain.span(), "not a chain name");
        };
    return new TypedExpr.VerdictValue(Vocabulary.verdict(), verdict.kind(), name);
  }
}

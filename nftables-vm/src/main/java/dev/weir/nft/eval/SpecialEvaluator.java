package dev.weir.nft.eval;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.selector.FibSelector;
import dev.weir.nft.selector.Selector;

/** Types of the selectors that are neither header fields nor keys. */
final class SpecialEvaluator {
  private SpecialEvaluator() {}

  static TypedExpr load(Expr.Selected selected, RuleProtocols protocols) {
    return new TypedExpr.SelectorLoad(
        switch (selected.selector()) {
          case FibSelector fib -> fib(fib, selected, protocols);
        });
  }

  private static Selector fib(FibSelector fib, Expr.Selected selected, RuleProtocols protocols) {
    switch (protocols.family()) {
      case IPV4, IPV6, INET, NETDEV -> {}
      case BRIDGE, ARP ->
          throw new Refusal(selected.span(), "Could not process rule: No such file or directory");
    }
    boolean device = fib.result() != FibSelector.Result.TYPE;
    if (device && fib.flags().contains(FibSelector.Flag.OIF)) {
      throw new Refusal(selected.span(), "Could not process rule: Invalid argument");
    }
    return fib;
  }

  /** The left side of a match: compared with {@code exists} some selectors mean another thing. */
  static TypedExpr compared(TypedExpr left, Expr right) {
    if (left instanceof TypedExpr.SelectorLoad load
        && load.selector() instanceof FibSelector fib
        && ConstantEvaluator.isTruth(right)) {
      if (fib.result() != FibSelector.Result.OIF) {
        throw new Refusal(right.span(), "Could not process rule: Invalid argument");
      }
      return new TypedExpr.SelectorLoad(fib.withPresence());
    }
    return left;
  }

  /** Refuses what nft's grammar does not have as (or in) a value given to a mark or a field. */
  static void checkAssigned(Expr expr) {
    switch (expr) {
      case Expr.MapLookup lookup -> checkAssigned(lookup.key());
      case Expr.Concat concat -> concat.parts().forEach(SpecialEvaluator::checkAssigned);
      case Expr.Binary binary -> checkAssigned(binary.left());
      case Expr.Selected selected when selected.selector() instanceof FibSelector -> {
        SourceSpan span = selected.span();
        throw new Refusal(
            new SourceSpan(span.source(), span.start(), span.start() + 3),
            "syntax error, unexpected fib");
      }
      default -> {}
    }
  }
}

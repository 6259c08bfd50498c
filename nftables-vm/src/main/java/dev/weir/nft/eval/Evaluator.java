package dev.weir.nft.eval;

import dev.weir.core.diag.Diagnostics;
import dev.weir.core.hook.Family;
import dev.weir.nft.ast.Cmd;
import dev.weir.nft.ast.Expr;
import org.jspecify.annotations.Nullable;

/**
 * Gives rules, sets and elements their types, as nft's evaluation phase does.
 *
 * <p>Every method reports what is wrong to the diagnostics it was made with and then returns null;
 * it never throws for what a user wrote.
 */
public final class Evaluator {
  private final Diagnostics diagnostics;

  public Evaluator(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Evaluates one rule of a table of {@code family} against the sets known so far. */
  public @Nullable TypedRule rule(Family family, SetScope sets, Cmd.Rule rule) {
    diagnostics.notSupported(rule.span(), "rules");
    return null;
  }

  /** Evaluates a declaration together with its initial elements. */
  public @Nullable TypedSet set(Family family, SetScope sets, Cmd.SetDeclaration declaration) {
    diagnostics.notSupported(declaration.span(), "sets");
    return null;
  }

  /**
   * Evaluates elements for a named set and adds them to it: the set with the elements it then has,
   * or null where one of them is wrong or conflicts.
   *
   * @param create whether an element that is there already is an error
   */
  public @Nullable TypedSet addElements(
      Family family, SetScope sets, TypedSet set, Expr.SetLiteral elements, boolean create) {
    diagnostics.notSupported(elements.span(), "elements");
    return null;
  }

  /** The set without the given elements, or null where one of them is not there. */
  public @Nullable TypedSet deleteElements(
      Family family, SetScope sets, TypedSet set, Expr.SetLiteral elements) {
    diagnostics.notSupported(elements.span(), "elements");
    return null;
  }
}

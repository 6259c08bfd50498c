package dev.weir.nft.eval;

import dev.weir.core.diag.Diagnostics;
import dev.weir.core.hook.Family;
import dev.weir.nft.ast.Cmd;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.type.Symbols;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives rules, sets and elements their types, as nft's evaluation phase does.
 *
 * <p>Every method reports what is wrong to the diagnostics it was made with and then returns null;
 * it never throws for what a user wrote. As in nft, the first problem of a rule is the one
 * reported, and the next rule is looked at all the same.
 */
public final class Evaluator {
  private final Diagnostics diagnostics;
  private final ConstantEvaluator constants;
  private final DeclarationEvaluator declarations;

  /**
   * An evaluator for one compilation.
   *
   * @param symbols what words mean, and the interfaces known
   */
  public Evaluator(Diagnostics diagnostics, Symbols symbols) {
    this.diagnostics = diagnostics;
    constants = new ConstantEvaluator(symbols);
    declarations = new DeclarationEvaluator(constants);
  }

  /** Evaluates one rule of a table of {@code family} against the sets known so far. */
  public @Nullable TypedRule rule(Family family, SetScope sets, Cmd.Rule rule) {
    return reported(() -> new RuleEvaluator(family, sets, constants).evaluate(rule));
  }

  /** Evaluates a declaration together with its initial elements. */
  public @Nullable TypedSet set(Family family, SetScope sets, Cmd.SetDeclaration declaration) {
    return reported(() -> declarations.declare(declaration));
  }

  /**
   * Evaluates elements for a named set and adds them to it: the set with the elements it then has,
   * or null where one of them is wrong or conflicts.
   *
   * @param create whether an element that is there already is an error
   */
  public @Nullable TypedSet addElements(
      Family family, SetScope sets, TypedSet set, Expr.SetLiteral elements, boolean create) {
    return reported(() -> declarations.add(set, elements, create));
  }

  /** The set without the given elements, or null where one of them is not there. */
  public @Nullable TypedSet deleteElements(
      Family family, SetScope sets, TypedSet set, Expr.SetLiteral elements) {
    return reported(() -> declarations.delete(set, elements));
  }

  /** Many changes of one set's elements; see {@link ElementEdits#isFor}. */
  public ElementEdits edits(TypedSet set) {
    return new ElementEdits(set, declarations);
  }

  private <T> @Nullable T reported(Supplier<T> evaluation) {
    try {
      return evaluation.get();
    } catch (Refusal refusal) {
      diagnostics.add(refusal.diagnostic());
      return null;
    }
  }
}

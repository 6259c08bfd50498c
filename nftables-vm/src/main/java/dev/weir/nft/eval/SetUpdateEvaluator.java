package dev.weir.nft.eval;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Stmt;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates statements that change a set, and meters.
 *
 * <p>Whether the set is one that packets may change is for the rule set to say, which makes it one
 * where it can. Source: observed refusals of nft 1.0.6 and of nft_dynset_init.
 */
final class SetUpdateEvaluator {
  /** KERNEL: NFT_SET_EXPR_MAX. */
  static final int MAX_STATEFUL = 2;

  private static final String KERNEL = "Could not process rule: ";

  private final SetScope sets;
  private final SelectorEvaluator selectors;
  private final BiFunction<Expr, Target, TypedExpr> assigned;

  /** What the data of a map must be, and the statement it stands in. */
  record Target(TypedSet.Part part, SourceSpan statement) {}

  SetUpdateEvaluator(
      SetScope sets, SelectorEvaluator selectors, BiFunction<Expr, Target, TypedExpr> assigned) {
    this.sets = sets;
    this.selectors = selectors;
    this.assigned = assigned;
  }

  TypedStmt.SetUpdate evaluate(Stmt.SetUpdate update) {
    Expr.Element element = update.element();
    if (isConstant(element.key())) {
      throw Refusal.notSupported(element.key().span(), "set statement with a constant key");
    }
    TypedSet named = update.meter() ? null : sets.find(update.set().name());
    if (!update.meter() && named == null) {
      throw new Refusal(update.set().span(), "No such file or directory");
    }
    TypedExpr key = selectors.evaluate(element.key());
    if (named != null) {
      checkType(named.keyParts(), SetBuilder.parts(key), element.key().span(), update.span());
    }
    TypedExpr data = data(update, named);
    for (Stmt statement : element.options().stateful()) {
      if (!statement.isStateful()) {
        throw new Refusal(statement.span(), "meter statement must be stateful", update.span());
      }
    }
    List<TypedStmt> stateful = RuleEvaluator.stateful(element.options().stateful());
    Long timeout = element.options().timeoutMillis();
    if (named != null) {
      checkKernel(named, update, stateful);
    }
    return new TypedStmt.SetUpdate(
        update.span(),
        update.operation(),
        named == null
            ? new TypedExpr.AnonymousSet(meter(update, key))
            : new TypedExpr.SetReference(named.name(), named),
        key,
        data,
        timeout == null ? 0 : timeout,
        stateful);
  }

  private static boolean isConstant(Expr expr) {
    return switch (expr) {
      case Expr.Symbol ignored -> true;
      case Expr.Number ignored -> true;
      case Expr.Text ignored -> true;
      case Expr.Prefix ignored -> true;
      case Expr.Range ignored -> true;
      case Expr.Concat concat -> concat.parts().stream().anyMatch(SetUpdateEvaluator::isConstant);
      default -> false;
    };
  }

  private @Nullable TypedExpr data(Stmt.SetUpdate update, @Nullable TypedSet set) {
    Expr text = update.element().data();
    if (text == null || set == null) {
      return null;
    }
    TypedSet.Data mapped = set.data();
    if (mapped == null) {
      throw new Refusal(update.set().span(), "set is not a map"); // nft itself falls over
    }
    if (mapped.isVerdict() || mapped.intervals()) {
      throw Refusal.notSupported(text.span(), "data of this kind from a packet");
    }
    if (mapped.parts().size() == 1 && !(text instanceof Expr.Concat)) {
      return assigned.apply(text, new Target(mapped.parts().getFirst(), update.span()));
    }
    if (isConstant(text)) {
      throw Refusal.notSupported(text.span(), "concatenation with a constant");
    }
    TypedExpr data = selectors.evaluate(text);
    checkType(mapped.parts(), SetBuilder.parts(data), text.span(), update.span());
    return data;
  }

  private static void checkType(
      List<TypedSet.Part> wanted,
      List<TypedSet.Part> found,
      SourceSpan place,
      SourceSpan statement) {
    if (!SetTypes.same(wanted, found)) {
      throw new Refusal(
          place,
          "datatype mismatch: expected "
              + SetBuilder.describe(wanted)
              + ", expression has type "
              + SetBuilder.describe(found),
          statement);
    }
  }

  private static void checkKernel(TypedSet set, Stmt.SetUpdate update, List<TypedStmt> stateful) {
    SourceSpan span = update.span();
    if (set.constant()) {
      throw new Refusal(span, KERNEL + "Device or resource busy");
    }
    Long timeout = update.element().options().timeoutMillis();
    if (timeout != null && timeout != 0 && !set.life().timeouts()) {
      throw new Refusal(span, KERNEL + "Operation not supported");
    }
    // KERNEL: not the kernel's fault, nft forgets a flag where a map's element remembers two things
    boolean unflagged = set.isMap() && stateful.size() > 1;
    if (unflagged || (set.isMap() && update.element().data() == null)) {
      throw new Refusal(span, KERNEL + "Invalid argument");
    }
    if (stateful.size() > MAX_STATEFUL) {
      throw new Refusal(span, KERNEL + "Argument list too long");
    }
    List<TypedStmt> declared = set.life().stateful();
    if (stateful.isEmpty() || declared.isEmpty()) {
      return;
    }
    boolean same = declared.size() == stateful.size();
    for (int i = 0; same && i < stateful.size(); i++) {
      same = stateful.get(i).statefulName().equals(declared.get(i).statefulName());
    }
    if (!same) {
      throw new Refusal(span, KERNEL + "Operation not supported");
    }
  }

  /** A meter's own set. */
  private static TypedSet meter(Stmt.SetUpdate update, TypedExpr key) {
    boolean timed = update.element().options().timeoutMillis() != null;
    TypedSet.Life life = new TypedSet.Life(true, timed, 0, 0, List.of());
    Long size = update.sizeElements();
    return new TypedSet(
        update.element().key().span(),
        update.set().name(),
        true,
        SetBuilder.parts(key),
        null,
        false,
        false,
        false,
        size == null ? TypedSet.DYNAMIC_SIZE : size,
        life,
        null,
        null,
        null,
        null,
        List.of());
  }
}

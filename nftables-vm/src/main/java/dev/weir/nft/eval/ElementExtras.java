package dev.weir.nft.eval;

import dev.weir.nft.ast.Expr;
import java.util.List;

/**
 * What elements say of their life and state, and what of it their set does not allow.
 *
 * <p>Source: observed refusals of nft 1.0.6; net/netfilter/nf_tables_api.c (nft_add_set_elem).
 */
final class ElementExtras {
  private static final String KERNEL = "Could not process rule: ";

  private ElementExtras() {}

  static TypedSet.Extra of(Expr.ElementOptions options) {
    if (options.equals(Expr.ElementOptions.NONE)) {
      return TypedSet.Extra.NONE;
    }
    Long timeout = options.timeoutMillis();
    Long expires = options.expiresMillis();
    return new TypedSet.Extra(
        timeout == null ? 0 : timeout,
        expires == null ? 0 : expires,
        RuleEvaluator.stateful(options.stateful()));
  }

  /** Refuses what the declared set does not allow. */
  static void check(TypedSet set, TypedSet.Element element) {
    TypedSet.Extra extra = element.extra();
    if (extra.equals(TypedSet.Extra.NONE)) {
      return;
    }
    checkStateful(set, element, extra.stateful());
    checkTimes(set, element);
  }

  /** Refuses what a rule's own set does not allow. */
  static void checkOwn(TypedSet.Element element) {
    if (element.extra().timeoutMillis() != 0 || element.extra().expiresMillis() != 0) {
      throw new Refusal(element.span(), KERNEL + "Invalid argument");
    }
  }

  private static void checkTimes(TypedSet set, TypedSet.Element element) {
    long own = element.extra().timeoutMillis();
    long expires = element.extra().expiresMillis();
    if ((own != 0 || expires != 0) && !set.life().timeouts()) {
      throw new Refusal(element.span(), KERNEL + "Invalid argument");
    }
    long timeout = own == 0 ? set.life().timeoutMillis() : own;
    if (expires != 0 && timeout == 0) {
      throw new Refusal(element.span(), KERNEL + "Operation not supported");
    }
    if (expires > timeout) {
      throw new Refusal(element.span(), KERNEL + "Numerical result out of range");
    }
  }

  private static void checkStateful(
      TypedSet set, TypedSet.Element element, List<TypedStmt> stateful) {
    if (stateful.isEmpty()) {
      return;
    }
    List<TypedStmt> declared = set.life().stateful();
    if (declared.isEmpty()) {
      if (!set.life().dynamic()) {
        throw new Refusal(stateful.getFirst().span(), "missing statement in set declaration");
      }
      return;
    }
    if (declared.size() != stateful.size()) {
      throw new Refusal(
          element.span(),
          "number of statements mismatch, set expects "
              + declared.size()
              + " but element has "
              + stateful.size());
    }
    for (int i = 0; i < stateful.size(); i++) {
      String found = stateful.get(i).statefulName();
      String wanted = declared.get(i).statefulName();
      if (!found.equals(wanted)) {
        throw new Refusal(
            stateful.get(i).span(),
            "statement mismatch, element expects " + found + ", but set has type " + wanted);
      }
    }
  }
}

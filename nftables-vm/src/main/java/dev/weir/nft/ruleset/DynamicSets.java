package dev.weir.nft.ruleset;

import dev.weir.nft.eval.TypedRule;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.eval.TypedStmt;

/**
 * Makes the sets that a rule's packets change what they must be.
 *
 * <p>A set of the same transaction becomes dynamic where it is not declared so, for nft looks at
 * the rules before it sends the set. One that is there already does not change its kind.
 */
final class DynamicSets {
  private DynamicSets() {}

  /** Whether all goes well; reports it if not. */
  static boolean bind(Changes changes, TableDraft table, TypedRule rule) {
    for (TypedStmt statement : rule.statements()) {
      if (statement instanceof TypedStmt.SetUpdate update && !bind(changes, table, update)) {
        return false;
      }
    }
    return true;
  }

  private static boolean bind(Changes changes, TableDraft table, TypedStmt.SetUpdate update) {
    TypedSet declared = update.declared();
    SetDraft draft = table.sets.get(declared.name());
    if (update.isMeter()) {
      if (draft != null || table.hasMeter(declared.name())) {
        changes.fail(declared.span(), draft == null ? Changes.NOT_SUPPORTED : Changes.EXISTS);
        return false;
      }
      return true;
    }
    if (draft == null) {
      return true; // the evaluator has found it, so it was taken away since
    }
    TypedSet set = draft.set();
    if (set.intervals()) {
      changes.fail(draft.isNew() ? set.span() : update.span(), Changes.NOT_SUPPORTED);
      return false;
    }
    if (!set.life().dynamic() && !draft.isNew()) {
      changes.fail(update.span(), Changes.NOT_SUPPORTED);
      return false;
    }
    draft.change(set.dynamic(), changes.sequence);
    return true;
  }
}

package dev.weir.nft.ruleset;

import dev.weir.core.diag.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A chain that is being changed. */
final class ChainDraft {
  final String name;
  final long handle;
  Chain.@Nullable Base base;
  final @Nullable String comment;
  SourceSpan span;

  /** Whether it was there before the transaction. */
  boolean isOld;

  final List<RuleDraft> rules = new ArrayList<>();

  ChainDraft(
      String name,
      long handle,
      Chain.@Nullable Base base,
      @Nullable String comment,
      SourceSpan span) {
    this.span = span;
    this.name = name;
    this.handle = handle;
    this.base = base;
    this.comment = comment;
  }

  static ChainDraft of(Chain chain) {
    ChainDraft draft =
        new ChainDraft(chain.name(), chain.handle(), chain.base(), chain.comment(), chain.span());
    draft.isOld = true;
    for (Rule rule : chain.rules()) {
      draft.rules.add(RuleDraft.of(rule.handle(), rule.typed(), 0));
    }
    return draft;
  }

  /** The same chain by another name. */
  ChainDraft called(String newName) {
    ChainDraft draft = new ChainDraft(newName, handle, base, comment, span);
    draft.rules.addAll(rules);
    return draft;
  }

  /** The place of the rule with this handle, or -1. */
  int indexOf(long ruleHandle) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).handle() == ruleHandle) {
        return i;
      }
    }
    return -1;
  }

  Chain freeze() {
    return new Chain(
        name, handle, base, comment, span, rules.stream().map(RuleDraft::freeze).toList());
  }
}

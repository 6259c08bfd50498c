package dev.weir.nft.ruleset;

import dev.weir.nft.ast.Cmd;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.eval.TypedRule;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.eval.TypedStmt;
import java.util.ArrayList;
import java.util.List;

/**
 * Chains that rules have for themselves: <code>jump { ... }</code>.
 *
 * <p>Such a chain is one of its table with a name of the kernel's kind ({@code __chain1}); it comes
 * and goes with its rule, and its rules have handles of their own.
 */
final class OwnChains {
  private OwnChains() {}

  /** The rule with names for its own chains. */
  static Cmd.Rule named(Changes changes, Cmd.Rule rule) {
    if (rule.statements().stream().noneMatch(Stmt.AnonymousChain.class::isInstance)) {
      return rule;
    }
    List<Stmt> statements = new ArrayList<>();
    for (Stmt statement : rule.statements()) {
      statements.add(
          statement instanceof Stmt.AnonymousChain own
              ? new Stmt.AnonymousChain(
                  own.span(), own.kind(), changes.draft.newOwnChainName(), own.rules())
              : statement);
    }
    return new Cmd.Rule(rule.span(), List.copyOf(statements), rule.comment());
  }

  /** Puts a rule's own chain into its table. */
  static void add(Changes changes, TableDraft table, TypedStmt.AnonymousChain own) {
    ChainDraft chain = new ChainDraft(own.chain(), table.newHandle(), null, null, own.span());
    table.chains.put(chain.name, chain);
    for (TypedRule rule : own.rules()) {
      for (TypedSet ignored : rule.anonymousSets()) {
        table.newHandle();
      }
      chain.rules.add(RuleDraft.of(table.newHandle(), rule, changes.sequence));
    }
  }
}

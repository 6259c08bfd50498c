package dev.weir.nft.ruleset;

import dev.weir.nft.ast.Cmd;
import dev.weir.nft.ast.Cmd.Position;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.eval.TypedRule;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.eval.TypedStmt;
import org.jspecify.annotations.Nullable;

/** {@code add}, {@code insert} and {@code replace} of rules. */
final class RuleCommands {
  private final Changes changes;

  RuleCommands(Changes changes) {
    this.changes = changes;
  }

  void add(Cmd.AddRule command) {
    Cmd.Rule rule = OwnChains.named(changes, command.rule());
    TypedRule typed = evaluate(command.table(), rule);
    TableDraft table = changes.table(command.table());
    ChainDraft chain = table == null ? null : changes.chain(table, command.chain());
    if (typed == null || table == null || chain == null) {
      return;
    }
    int place = place(chain, command);
    if (place < 0
        || !jumpsLead(table, rule)
        || !ObjectUses.areThere(changes, table, typed)
        || !DynamicSets.bind(changes, table, typed)) {
      return;
    }
    takeHandles(table, typed);
    chain.rules.add(place, RuleDraft.of(table.newHandle(), typed, changes.sequence));
  }

  private @Nullable TypedRule evaluate(Cmd.TableRef ref, Cmd.Rule rule) {
    TableDraft table = changes.draft.find(ref);
    return changes.evaluator.rule(
        ref.family(), name -> table == null ? null : table.find(name), rule);
  }

  /** Where the rule goes, or -1 after an error. */
  private int place(ChainDraft chain, Cmd.AddRule command) {
    Position position = command.position();
    if (position == null) {
      return command.insert() ? 0 : chain.rules.size();
    }
    int found = -1;
    if (position.byHandle()) {
      found = chain.indexOf(position.value());
      // KERNEL: a position by handle is looked up among the rules of before the transaction.
      if (found >= 0 && chain.rules.get(found).sequence() > 0) {
        found = -1;
      }
    } else if (Long.compareUnsigned(position.value(), chain.rules.size()) < 0) {
      found = (int) position.value();
    }
    if (found < 0) {
      changes.fail(position.span(), Changes.MISSING);
      return -1;
    }
    return command.insert() ? found : found + 1;
  }

  void replace(Cmd.ReplaceRule command) {
    Cmd.Rule rule = OwnChains.named(changes, command.rule());
    TypedRule typed = evaluate(command.table(), rule);
    TableDraft table = changes.table(command.table());
    ChainDraft chain = table == null ? null : changes.chain(table, command.chain());
    if (typed == null || table == null || chain == null) {
      return;
    }
    int place = chain.indexOf(command.handle());
    if (place < 0) {
      changes.fail(command.span(), Changes.MISSING);
      return;
    }
    if (!jumpsLead(table, rule)
        || !ObjectUses.areThere(changes, table, typed)
        || !DynamicSets.bind(changes, table, typed)) {
      return;
    }
    takeHandles(table, typed);
    // KERNEL: the new rule takes over the handle of the old one, and uses none up.
    chain.rules.set(place, RuleDraft.of(command.handle(), typed, changes.sequence));
    table.dropUnusedOwnChains();
  }

  /** A rule's own sets and chains take their handles before it. */
  private void takeHandles(TableDraft table, TypedRule typed) {
    for (TypedSet ignored : typed.anonymousSets()) {
      table.newHandle();
    }
    for (TypedStmt statement : typed.statements()) {
      if (statement instanceof TypedStmt.AnonymousChain own) {
        OwnChains.add(changes, table, own);
      }
    }
  }

  /** Checks that every jump of a rule leads to a regular chain of the table. */
  private boolean jumpsLead(TableDraft table, Cmd.Rule rule) {
    for (Stmt statement : rule.statements()) {
      boolean good =
          switch (statement) {
            case Stmt.Verdict verdict -> leads(table, verdict.verdict(), null);
            case Stmt.AnonymousChain own ->
                own.rules().stream().allMatch(inner -> ownRuleLeads(table, inner));
            case Stmt.Vmap vmap when vmap.map() instanceof Expr.SetLiteral map ->
                jumpsLead(table, map);
            default -> true;
          };
      if (!good) {
        return false;
      }
    }
    return true;
  }

  private boolean ownRuleLeads(TableDraft table, Cmd.Rule inner) {
    if (inner.statements().stream().anyMatch(Stmt.AnonymousChain.class::isInstance)) {
      changes.fail(inner.span(), Changes.NOT_SUPPORTED);
      return false;
    }
    return jumpsLead(table, inner);
  }

  /** The same for the elements of a verdict map. */
  boolean jumpsLead(TableDraft table, Expr.SetLiteral map) {
    for (Expr.Element element : map.elements()) {
      boolean good = true;
      if (element.data() instanceof Expr.VerdictExpr verdict) {
        good = leads(table, verdict, element.key());
      } else if (element.key() instanceof Expr.SetLiteral nested) {
        good = jumpsLead(table, nested);
      }
      if (!good) {
        return false;
      }
    }
    return true;
  }

  private boolean leads(TableDraft table, Expr.VerdictExpr verdict, @Nullable Expr place) {
    Expr target = verdict.chain();
    String name =
        switch (target) {
          case Expr.Symbol symbol -> symbol.text();
          case Expr.Text text -> text.text();
          case null, default -> null;
        };
    if (name == null || target == null) {
      return true;
    }
    ChainDraft chain = table.chains.get(name);
    if (chain != null && chain.base == null) {
      return true;
    }
    changes.fail(
        (place == null ? target : place).span(),
        chain == null ? Changes.MISSING : Changes.NOT_SUPPORTED);
    return false;
  }
}

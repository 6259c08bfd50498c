package dev.weir.nft.ruleset;

import dev.weir.nft.ast.Cmd;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedRule;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.eval.TypedStmt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code rename chain}.
 *
 * <p>KERNEL: chains get their new names when the transaction has gone through; the commands behind
 * the rename still find them under the old one (nf_tables_updchain).
 */
final class Renames {
  private record Rename(TableDraft table, String from, String to) {}

  private final Changes changes;
  private final List<Rename> renames = new ArrayList<>();

  Renames(Changes changes) {
    this.changes = changes;
  }

  void rename(Cmd.RenameChain command) {
    TableDraft table = changes.tableForObject(command.table());
    if (table == null) {
      return;
    }
    String from = command.chain().text();
    String to = command.newName().text();
    ChainDraft chain = table.chains.get(from);
    if (chain == null) {
      changes.missingObject(command.chain(), table, "chain", table.chains.keySet());
      return;
    }
    if (!chain.isOld) {
      changes.fail(command.span(), Changes.MISSING); // KERNEL: nft asks for it by a handle
      return;
    }
    renames.removeIf(rename -> rename.table == table && rename.from.equals(from));
    boolean pending =
        renames.stream().anyMatch(rename -> rename.table == table && rename.to.equals(to));
    if (pending || table.chains.containsKey(to)) {
      changes.fail(command.span(), Changes.EXISTS);
    } else if (to.startsWith(Chain.ANONYMOUS)) {
      changes.diagnostics.notSupported(
          command.newName().span(), "chain name that begins with " + Chain.ANONYMOUS);
    } else if (changes.fits(command.newName().span(), to)) {
      renames.add(new Rename(table, from, to));
    }
  }

  /** Gives the chains their new names. */
  void finish() {
    for (Rename rename : renames) {
      TableDraft table = rename.table;
      Map<String, ChainDraft> chains = new LinkedHashMap<>();
      table.chains.forEach((name, chain) -> {
        ChainDraft same = name.equals(rename.from) ? chain.called(rename.to) : chain;
        same.rules.replaceAll(rule -> renamed(rule, rename));
        chains.put(same.name, same);
      });
      table.chains.clear();
      table.chains.putAll(chains);
      for (SetDraft set : table.sets.values()) {
        if (set.set().isVerdictMap()) {
          set.change(renamed(set.set(), rename), changes.sequence);
        }
      }
    }
  }

  private static RuleDraft renamed(RuleDraft rule, Rename rename) {
    boolean leads = rule.jumps().stream().anyMatch(jump -> jump.chain().equals(rename.from));
    return leads
        ? RuleDraft.of(rule.handle(), renamed(rule.typed(), rename), rule.sequence())
        : rule;
  }

  private static TypedRule renamed(TypedRule rule, Rename rename) {
    List<TypedStmt> statements = new ArrayList<>();
    for (TypedStmt statement : rule.statements()) {
      statements.add(
          switch (statement) {
            case TypedStmt.Verdict verdict ->
                new TypedStmt.Verdict(verdict.span(), renamed(verdict.verdict(), rename));
            case TypedStmt.Vmap vmap when vmap.map() instanceof TypedExpr.AnonymousSet own ->
                new TypedStmt.Vmap(
                    vmap.span(),
                    vmap.key(),
                    new TypedExpr.AnonymousSet(renamed(own.set(), rename)));
            case TypedStmt.AnonymousChain own ->
                new TypedStmt.AnonymousChain(
                    own.span(),
                    own.kind(),
                    own.chain(),
                    own.rules().stream().map(inner -> renamed(inner, rename)).toList());
            default -> statement;
          });
    }
    return new TypedRule(rule.span(), rule.family(), statements, rule.comment());
  }

  private static TypedSet renamed(TypedSet map, Rename rename) {
    List<TypedSet.Element> elements = new ArrayList<>();
    for (TypedSet.Element element : map.elements()) {
      elements.add(
          element.data() instanceof TypedExpr.VerdictValue verdict
              ? element.withData(renamed(verdict, rename))
              : element);
    }
    return map.withElements(elements);
  }

  private static TypedExpr.VerdictValue renamed(TypedExpr.VerdictValue verdict, Rename rename) {
    return rename.from.equals(verdict.chain())
        ? new TypedExpr.VerdictValue(verdict.type(), verdict.kind(), rename.to)
        : verdict;
  }
}

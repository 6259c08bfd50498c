package dev.weir.nft.ruleset;

import dev.weir.core.diag.Diagnostics;
import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.ast.Cmd;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.eval.Evaluator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Applies the commands of one file to a rule set: all of them, or none.
 *
 * <p>Every command is looked at even where an earlier one failed, so that all errors are found.
 */
public final class Transaction {
  private final Changes changes;
  private final Diagnostics diagnostics;
  private final int errorsBefore;
  private final ChainCommands chains;
  private final RuleCommands rules;
  private final SetCommands sets;
  private final Removals removals;

  /** What commands were called, by their number, for blame. */
  private final List<SourceSpan> spans = new ArrayList<>();

  private Transaction(Ruleset before, Evaluator evaluator, Diagnostics diagnostics, int errors) {
    this.diagnostics = diagnostics;
    this.errorsBefore = errors;
    this.changes = new Changes(new Draft(before), evaluator, diagnostics);
    this.chains = new ChainCommands(changes);
    this.rules = new RuleCommands(changes);
    this.sets = new SetCommands(changes, rules);
    this.removals = new Removals(changes, sets);
  }

  /**
   * The rule set after the commands, or null where something is wrong with them.
   *
   * @param evaluator reports to {@code diagnostics}
   * @param errorsBefore how many errors {@code diagnostics} had before this file was parsed
   */
  public static @Nullable Ruleset apply(
      Ruleset before,
      List<Cmd> commands,
      Evaluator evaluator,
      Diagnostics diagnostics,
      int errorsBefore) {
    return new Transaction(before, evaluator, diagnostics, errorsBefore).apply(commands);
  }

  private @Nullable Ruleset apply(List<Cmd> commands) {
    for (int i = 0; i < commands.size(); ) {
      Cmd command = commands.get(i);
      spans.add(command.span());
      changes.sequence = spans.size();
      if (command instanceof Cmd.AddElements first) {
        int end = endOfRun(commands, i);
        sets.addElements(joined(first, commands.subList(i, end)));
        i = end;
      } else {
        apply(command);
        i++;
      }
    }
    if (diagnostics.errorCount() == errorsBefore && !changes.kernel.hasErrors()) {
      changes.draft.tables().forEach(this::verify);
    }
    if (diagnostics.errorCount() == errorsBefore) {
      changes.kernel.all().forEach(diagnostics::add);
    }
    return diagnostics.errorCount() == errorsBefore ? changes.draft.freeze() : null;
  }

  private void apply(Cmd command) {
    switch (command) {
      case Cmd.AddTable table -> chains.addTable(table);
      case Cmd.AddChain chain -> chains.addChain(chain);
      case Cmd.AddSet set -> sets.addSet(set);
      case Cmd.AddElements elements -> sets.addElements(elements);
      case Cmd.DeleteElements elements -> sets.deleteElements(elements);
      case Cmd.AddRule rule -> rules.add(rule);
      case Cmd.ReplaceRule rule -> rules.replace(rule);
      case Cmd.Delete delete -> removals.delete(delete.target());
      case Cmd.Flush flush -> removals.flush(flush.target());
    }
  }

  /** Where the commands end that add elements to the same set as the one at {@code start}. */
  private static int endOfRun(List<Cmd> commands, int start) {
    int end = start + 1;
    if (commands.get(start) instanceof Cmd.AddElements first) {
      while (end < commands.size()
          && commands.get(end) instanceof Cmd.AddElements next
          && next.mode() == first.mode()
          && next.set().text().equals(first.set().text())
          && next.table().family() == first.table().family()
          && next.table().name().equals(first.table().name())) {
        end++;
      }
    }
    return end;
  }

  private static Cmd.AddElements joined(Cmd.AddElements first, List<Cmd> run) {
    List<Expr.SetLiteral> literals = new ArrayList<>(run.size());
    for (Cmd command : run) {
      if (command instanceof Cmd.AddElements elements) {
        literals.add(elements.elements());
      }
    }
    return new Cmd.AddElements(
        first.span(), first.mode(), first.table(), first.set(), SetCommands.join(literals));
  }

  /** Checks a table's jumps and finds the command that made them wrong, as the kernel does. */
  private void verify(TableDraft table) {
    if (ChainGraph.check(table, spans.size()) == null) {
      return;
    }
    int good = 0;
    int bad = spans.size();
    while (bad - good > 1) {
      int middle = (good + bad) >>> 1;
      if (ChainGraph.check(table, middle) == null) {
        good = middle;
      } else {
        bad = middle;
      }
    }
    ChainGraph.Violation violation = ChainGraph.check(table, bad);
    if (violation == null) {
      throw new IllegalStateException("a violation that goes away when looked at again");
    }
    changes.fail(spans.get(Math.max(0, bad - 1)), violation.message(), violation.note());
  }
}

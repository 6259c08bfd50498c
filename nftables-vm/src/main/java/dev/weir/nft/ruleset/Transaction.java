package dev.weir.nft.ruleset;

import dev.weir.core.diag.Diagnostics;
import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.ast.Cmd;
import dev.weir.nft.eval.ElementEdits;
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
  private static final int MANY_BATCHES = 8;

  private final Changes changes;
  private final Diagnostics diagnostics;
  private final int errorsBefore;
  private final ChainCommands chains;
  private final RuleCommands rules;
  private final SetCommands sets;
  private final Removals removals;
  private final ObjectCommands objects;
  private final Renames renames;

  /** What commands were called, by their number, for blame. */
  private final List<SourceSpan> spans = new ArrayList<>();

  private Transaction(Ruleset before, Evaluator evaluator, Diagnostics diagnostics, int errors) {
    this.diagnostics = diagnostics;
    this.errorsBefore = errors;
    this.changes = new Changes(new Draft(before), evaluator, diagnostics);
    this.chains = new ChainCommands(changes);
    this.rules = new RuleCommands(changes);
    this.sets = new SetCommands(changes, rules);
    this.objects = new ObjectCommands(changes);
    this.renames = new Renames(changes);
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
      int end = endOfRun(commands, i);
      if (end > i) {
        ElementRuns.batches(commands.subList(i, end)).forEach(this::applyBatches);
        i = end;
      } else {
        apply(next(commands.get(i++)));
      }
    }
    if (diagnostics.errorCount() == errorsBefore && !changes.kernel.hasErrors()) {
      changes.draft.tables().forEach(this::verify);
    }
    if (diagnostics.errorCount() == errorsBefore) {
      diagnostics.addAll(changes.kernel);
    }
    if (diagnostics.errorCount() == errorsBefore) {
      renames.finish();
      changes.draft.dropOwned();
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
      case Cmd.AddObject object -> objects.add(object);
      case Cmd.DeleteObject delete -> objects.delete(delete);
      case Cmd.ResetObjects reset -> objects.reset(reset);
      case Cmd.RenameChain rename -> renames.rename(rename);
      case Cmd.Destroy destroy -> {
        changes.destroying = true;
        apply(destroy.delete());
        changes.destroying = false;
      }
      case Cmd.Delete delete -> removals.delete(delete.target());
      case Cmd.Flush flush -> removals.flush(flush.target());
    }
  }

  private Cmd next(Cmd command) {
    spans.add(command.span());
    changes.sequence = spans.size();
    return command;
  }

  /** Where the commands on set elements end that begin at {@code start}. */
  private static int endOfRun(List<Cmd> commands, int start) {
    int end = start;
    while (end < commands.size() && ElementRuns.isElementCommand(commands.get(end))) {
      end++;
    }
    return end;
  }

  /** Applies the batches on one set, many of them without looking at the whole set for each. */
  private void applyBatches(List<List<Cmd>> batches) {
    if (batches.size() < MANY_BATCHES) {
      batches.forEach(this::applyBatch);
      return;
    }
    ElementEdits edits = null;
    for (List<Cmd> batch : batches) {
      if (diagnostics.isFull() || changes.kernel.isFull()) {
        return;
      }
      Cmd command = ElementRuns.join(batch);
      edits = edits == null ? sets.edits(command) : edits;
      if (edits == null || !SetCommands.edit(edits, command)) {
        sets.finish(edits, command);
        edits = null;
        applyBatch(batch);
      } else {
        next(command);
      }
    }
    sets.finish(edits, batches.getLast().getFirst());
  }

  /** Applies commands on one set; where one is wrong the others are still looked at. */
  private void applyBatch(List<Cmd> batch) {
    List<Cmd> left = batch;
    while (!left.isEmpty()) {
      int evaluatorErrors = diagnostics.errorCount();
      int kernelErrors = changes.kernel.errorCount();
      apply(next(ElementRuns.join(left)));
      Diagnostics grown =
          diagnostics.errorCount() > evaluatorErrors
              ? diagnostics
              : changes.kernel.errorCount() > kernelErrors ? changes.kernel : null;
      if (grown == null || grown.isFull()) {
        return;
      }
      left = ElementRuns.without(left, grown.all().getLast().span());
    }
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

package dev.weir.nft.ruleset;

import dev.weir.core.diag.Diagnostic;
import dev.weir.core.diag.Diagnostics;
import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.ast.Cmd.Name;
import dev.weir.nft.ast.Cmd.TableRef;
import dev.weir.nft.eval.Evaluator;
import dev.weir.nft.parse.NearNames;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the commands of one transaction share. */
final class Changes {
  static final String MISSING = "No such file or directory";
  static final String EXISTS = "File exists";
  static final String BUSY = "Device or resource busy";
  static final String INVALID = "Invalid argument";
  static final String NOT_SUPPORTED = "Operation not supported";

  private static final int MAX_NAME_LENGTH = 256;

  final Draft draft;
  final Evaluator evaluator;

  /** What nft itself would find. */
  final Diagnostics diagnostics;

  /** What only the kernel would find. */
  final Diagnostics kernel = new Diagnostics();

  /** The number of the command being applied, from 1. */
  int sequence;

  Changes(Draft draft, Evaluator evaluator, Diagnostics diagnostics) {
    this.draft = draft;
    this.evaluator = evaluator;
    this.diagnostics = diagnostics;
  }

  /** Whether the command at hand is content where nothing is there to be deleted. */
  boolean destroying;

  /** An error the kernel returns. */
  void fail(SourceSpan span, String error) {
    if (destroying && error.equals(MISSING)) {
      return;
    }
    kernel.error(span, "Could not process rule: " + error);
  }

  void fail(SourceSpan span, String error, @Nullable String note) {
    kernel.add(
        new Diagnostic(
            Diagnostic.Severity.ERROR,
            span,
            "Could not process rule: " + error,
            List.of(),
            note == null ? List.of() : List.of(note)));
  }

  /** Whether a name is short enough for the kernel (NFT_NAME_MAXLEN); reports it if not. */
  boolean fits(SourceSpan span, String name) {
    if (name.length() < MAX_NAME_LENGTH) {
      return true;
    }
    fail(span, "Numerical result out of range");
    return false;
  }

  /** The table, or null after an error of the kernel. */
  @Nullable TableDraft table(TableRef ref) {
    TableDraft table = draft.find(ref);
    if (table == null) {
      kernel.error(ref.span(), "Could not process rule: " + MISSING);
    }
    return table;
  }

  /** The table, or null after an error that nft finds before it asks the kernel. */
  @Nullable TableDraft tableForObject(TableRef ref) {
    TableDraft table = draft.find(ref);
    if (table == null) {
      kernel.error(ref.span(), MISSING);
    }
    return table;
  }

  @Nullable ChainDraft chain(TableDraft table, Name name) {
    ChainDraft chain = table.chains.get(name.text());
    if (chain == null) {
      missing(name, table, "chain", table.chains.keySet());
    }
    return chain;
  }

  /** Says that something is not there, and what may have been meant. */
  void missing(Name name, TableDraft table, String kind, Collection<String> candidates) {
    missing(name, table, kind, candidates, "Could not process rule: " + MISSING);
  }

  /** The same for what nft looks up itself, before it asks the kernel. */
  void missingObject(Name name, TableDraft table, String kind, Collection<String> candidates) {
    missing(name, table, kind, candidates, MISSING);
  }

  private void missing(
      Name name, TableDraft table, String kind, Collection<String> candidates, String otherwise) {
    if (destroying) {
      return;
    }
    String near = kernel.isFull() ? null : NearNames.nearest(name.text(), candidates);
    kernel.error(
        name.span(),
        near == null
            ? otherwise
            : String.format(
                "%s; did you mean %s ‘%s’ in table %s ‘%s’?",
                MISSING, kind, near, table.family.word(), table.name));
  }
}

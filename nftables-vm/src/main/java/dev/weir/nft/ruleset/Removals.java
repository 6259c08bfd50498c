package dev.weir.nft.ruleset;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.ast.Cmd.Name;
import dev.weir.nft.ast.Cmd.TableRef;
import dev.weir.nft.ast.Cmd.Target;
import dev.weir.nft.eval.TypedStmt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code delete} and {@code flush}. */
final class Removals {
  private final Changes changes;
  private final SetCommands sets;

  Removals(Changes changes, SetCommands sets) {
    this.changes = changes;
    this.sets = sets;
  }

  void delete(Target target) {
    switch (target.kind()) {
      case TABLE -> deleteTable(target);
      case CHAIN -> deleteChain(target);
      case SET, MAP -> deleteSet(target);
      case RULE -> deleteRule(target);
      case RULESET -> throw new IllegalStateException("the grammar has no delete ruleset");
    }
  }

  private void deleteTable(Target target) {
    TableRef ref = target.table();
    TableDraft found = null;
    if (ref != null) {
      found = changes.draft.find(ref);
    } else {
      for (TableDraft table : changes.draft.tables()) {
        if (table.family == target.family() && isHandle(target, table.handle)) {
          found = table;
        }
      }
    }
    if (found == null) {
      changes.fail(ref == null ? lastWord(target) : ref.span(), Changes.MISSING);
    } else {
      changes.draft.remove(found);
    }
  }

  private void deleteChain(Target target) {
    TableDraft table = table(target);
    if (table == null) {
      return;
    }
    ChainDraft found = null;
    for (ChainDraft chain : table.chains.values()) {
      if (isNamed(target, chain.name) || isHandle(target, chain.handle)) {
        found = chain;
      }
    }
    SourceSpan place = place(target);
    if (found == null) {
      changes.fail(place, Changes.MISSING);
    } else if (isUsed(table, found)) {
      changes.fail(place, Changes.BUSY);
    } else {
      table.chains.remove(found.name);
    }
  }

  /** Whether a rule or a map leads to this chain; KERNEL: its own rules count, too. */
  private static boolean isUsed(TableDraft table, ChainDraft chain) {
    for (ChainDraft other : table.chains.values()) {
      for (RuleDraft rule : other.rules) {
        if (leadsTo(rule.jumps(), chain)) {
          return true;
        }
      }
    }
    for (SetDraft set : table.sets.values()) {
      if (leadsTo(set.set().jumps(), chain)) {
        return true;
      }
    }
    return false;
  }

  private static boolean leadsTo(List<TypedStmt.Jump> jumps, ChainDraft chain) {
    for (TypedStmt.Jump jump : jumps) {
      if (jump.chain().equals(chain.name)) {
        return true;
      }
    }
    return false;
  }

  private void deleteSet(Target target) {
    TableDraft table = table(target);
    if (table == null) {
      return;
    }
    SetDraft found = null;
    for (SetDraft set : table.sets.values()) {
      if (isNamed(target, set.set().name()) || isHandle(target, set.handle)) {
        found = set;
      }
    }
    SourceSpan place = place(target);
    if (found == null) {
      changes.fail(place, Changes.MISSING);
      return;
    }
    String name = found.set().name();
    for (ChainDraft chain : table.chains.values()) {
      for (RuleDraft rule : chain.rules) {
        if (rule.maps().contains(name)) {
          changes.fail(place, Changes.BUSY);
          return;
        }
      }
    }
    table.sets.remove(name);
  }

  private void deleteRule(Target target) {
    TableDraft table = table(target);
    Name name = target.name();
    ChainDraft chain = table == null || name == null ? null : changes.chain(table, name);
    if (table == null || chain == null) {
      return;
    }
    Long handle = target.handle();
    int found = handle == null ? -1 : chain.indexOf(handle);
    if (found < 0) {
      changes.fail(lastWord(target), Changes.MISSING);
    } else {
      chain.rules.remove(found);
      table.dropUnusedOwnChains();
    }
  }

  void flush(Target target) {
    TableRef ref = target.table();
    Name name = target.name();
    switch (target.kind()) {
      case RULESET -> {
        for (TableDraft table : changes.draft.tables()) {
          if (target.family() == null || target.family() == table.family) {
            changes.draft.remove(table);
          }
        }
      }
      case TABLE -> {
        TableDraft table = table(target);
        if (table != null) {
          table.chains.values().forEach(chain -> chain.rules.clear());
          table.dropUnusedOwnChains();
        }
      }
      case CHAIN -> {
        TableDraft table = table(target);
        ChainDraft chain = table == null || name == null ? null : changes.chain(table, name);
        if (table != null && chain != null) {
          chain.rules.clear();
          table.dropUnusedOwnChains();
        }
      }
      case SET, MAP -> {
        if (ref != null && name != null) {
          sets.flush(ref, name);
        }
      }
      case RULE -> throw new IllegalStateException("the grammar has no flush rule");
    }
  }

  private @Nullable TableDraft table(Target target) {
    TableRef ref = target.table();
    return ref == null ? null : changes.table(ref);
  }

  private static boolean isNamed(Target target, String name) {
    Name wanted = target.name();
    return wanted != null && wanted.text().equals(name);
  }

  private static boolean isHandle(Target target, long handle) {
    Long wanted = target.handle();
    return wanted != null && wanted == handle;
  }

  private static SourceSpan place(Target target) {
    Name name = target.name();
    return name == null ? lastWord(target) : name.span();
  }

  /** A command by handle ends with the handle. */
  private static SourceSpan lastWord(Target target) {
    return lastWord(target.span(), target.handle());
  }

  static SourceSpan lastWord(SourceSpan span, @Nullable Long handle) {
    int length = handle == null ? 1 : Long.toUnsignedString(handle).length();
    int start = Math.max(span.start(), span.end() - length);
    return new SourceSpan(span.source(), start, span.end());
  }
}

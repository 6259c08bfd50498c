package dev.weir.nft.ruleset;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.ast.Cmd;
import dev.weir.nft.ast.Cmd.AddMode;
import dev.weir.nft.ast.Cmd.Name;
import dev.weir.nft.ast.Cmd.TableRef;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.eval.ElementEdits;
import dev.weir.nft.eval.TypedSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code add}, {@code create} of sets and maps, and changes of their elements. */
final class SetCommands {
  // KERNEL: NFT_DATA_VALUE_MAXLEN, 64 bytes; nf_tables_newset
  private static final int MAX_VALUE_BITS = 512;

  private final Changes changes;
  private final RuleCommands rules;

  SetCommands(Changes changes, RuleCommands rules) {
    this.changes = changes;
    this.rules = rules;
  }

  void addSet(Cmd.AddSet command) {
    TableDraft table = changes.tableForObject(command.table());
    TypedSet set =
        changes.evaluator.set(command.table().family(), name -> find(table, name), command.set());
    Name name = command.set().name();
    if (table == null || set == null || !changes.fits(name.span(), name.text())) {
      return;
    }
    if (set.keyLengthBits() > MAX_VALUE_BITS || dataLengthBits(set) > MAX_VALUE_BITS) {
      changes.fail(name.span(), Changes.INVALID);
      return;
    }
    SetDraft existing = table.sets.get(name.text());
    Expr.SetLiteral elements = command.set().elements();
    if (existing != null) {
      if (command.mode() == AddMode.CREATE || !sameDeclaration(existing.set(), set)) {
        changes.fail(name.span(), Changes.EXISTS);
      } else if (elements != null) {
        addElements(command.table(), table, name, elements, AddMode.ADD);
      }
      return;
    }
    if (elements != null
        && !(rules.jumpsLead(table, elements)
            && isComplete(set)
            && ObjectUses.areThere(changes, table, set))) {
      return;
    }
    table.sets.put(name.text(), new SetDraft(table.newHandle(), set, changes.sequence));
  }

  private static int dataLengthBits(TypedSet set) {
    TypedSet.Data data = set.data();
    return data == null || data.parts().isEmpty() ? 0 : data.lengthBits();
  }

  private static @Nullable TypedSet find(@Nullable TableDraft table, String name) {
    return table == null ? null : table.find(name);
  }

  private static boolean sameDeclaration(TypedSet a, TypedSet b) {
    return a.keyParts().equals(b.keyParts())
        && Objects.equals(a.data(), b.data())
        && a.intervals() == b.intervals()
        && a.constant() == b.constant();
  }

  void addElements(Cmd.AddElements command) {
    TableDraft table = changes.tableForObject(command.table());
    if (table != null) {
      addElements(command.table(), table, command.set(), command.elements(), command.mode());
    }
  }

  private void addElements(
      TableRef ref, TableDraft table, Name name, Expr.SetLiteral elements, AddMode mode) {
    SetDraft set = set(table, name);
    if (set == null) {
      return;
    }
    TypedSet changed =
        changes.evaluator.addElements(
            ref.family(), table, set.set(), elements, mode == AddMode.CREATE);
    if (changed != null
        && rules.jumpsLead(table, elements)
        && isComplete(changed)
        && ObjectUses.areThere(changes, table, changed)) {
      set.change(changed, changes.sequence);
    }
  }

  /** Checks what the kernel does of each new element: its data. */
  private boolean isComplete(TypedSet after) {
    for (TypedSet.Element element : after.elements()) {
      if (after.isMap() && element.data() == null) {
        changes.fail(element.span(), "Invalid argument");
        return false;
      }
    }
    return true;
  }

  void deleteElements(Cmd.DeleteElements command) {
    TableDraft table = changes.tableForObject(command.table());
    SetDraft set = table == null ? null : set(table, command.set());
    if (table == null || set == null) {
      return;
    }
    TypedSet changed =
        changes.evaluator.deleteElements(
            command.table().family(), table, set.set(), command.elements());
    if (changed != null) {
      set.change(changed, changes.sequence);
    }
  }

  /**
   * Begins many changes of the set that a command on elements is for; null, and no error, where the
   * set is not there or not of a kind that can be changed so.
   */
  @Nullable ElementEdits edits(Cmd command) {
    SetDraft set = setOf(command);
    return set == null || !ElementEdits.isFor(set.set())
        ? null
        : changes.evaluator.edits(set.set());
  }

  /** Does a command; false where something is wrong with it. */
  static boolean edit(ElementEdits edits, Cmd command) {
    return switch (command) {
      case Cmd.AddElements add -> edits.add(add.elements(), add.mode() == AddMode.CREATE);
      case Cmd.DeleteElements delete -> edits.delete(delete.elements());
      default -> throw new IllegalStateException("not about elements: " + command);
    };
  }

  /** Puts what the edits came to into the set that a command is for. */
  void finish(@Nullable ElementEdits edits, Cmd command) {
    SetDraft set = setOf(command);
    if (edits != null && set != null) {
      set.change(edits.result(), changes.sequence);
    }
  }

  private @Nullable SetDraft setOf(Cmd command) {
    ElementRuns.Key key = ElementRuns.keyOf(command);
    TableDraft table = changes.draft.find(new TableRef(command.span(), key.family(), key.table()));
    return table == null ? null : table.sets.get(key.set());
  }

  void flush(TableRef ref, Name name) {
    TableDraft table = changes.tableForObject(ref);
    SetDraft set = table == null ? null : set(table, name);
    if (set != null) {
      set.change(set.set().withElements(List.of()), changes.sequence);
    }
  }

  private @Nullable SetDraft set(TableDraft table, Name name) {
    SetDraft set = table.sets.get(name.text());
    if (set == null) {
      changes.missingObject(name, table, "set", table.sets.keySet());
    }
    return set;
  }

  /** Elements of several commands as one list: adding them one by one would take square time. */
  static Expr.SetLiteral join(List<Expr.SetLiteral> literals) {
    if (literals.size() == 1) {
      return literals.getFirst();
    }
    List<Expr.Element> all =
        literals.stream().flatMap(literal -> literal.elements().stream()).toList();
    SourceSpan span = literals.getFirst().span();
    return new Expr.SetLiteral(span, all);
  }
}

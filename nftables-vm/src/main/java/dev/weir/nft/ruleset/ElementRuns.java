package dev.weir.nft.ruleset;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.hook.Family;
import dev.weir.nft.ast.Cmd;
import dev.weir.nft.ast.Expr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Commands on set elements that stand together, sorted by set and joined: a file that adds 100,000
 * elements one by one, to two sets by turns, takes no longer than one with two long lists.
 *
 * <p>Commands on one set keep their order; commands on different sets do not see each other. Where
 * they add and delete by turns the batches are many and small.
 */
final class ElementRuns {
  private ElementRuns() {}

  /** A set by its place. */
  record Key(Family family, String table, String set) {}

  /** Whether commands of this kind can be joined. */
  static boolean isElementCommand(Cmd command) {
    return command instanceof Cmd.AddElements || command instanceof Cmd.DeleteElements;
  }

  /** The commands by set, those of one batch to be done as one: same set, kind and mode. */
  static List<List<List<Cmd>>> batches(List<Cmd> run) {
    Map<Key, List<List<Cmd>>> bySet = new LinkedHashMap<>();
    for (Cmd command : run) {
      List<List<Cmd>> batches = bySet.computeIfAbsent(keyOf(command), key -> new ArrayList<>());
      if (batches.isEmpty() || !goTogether(batches.getLast().getFirst(), command)) {
        batches.add(new ArrayList<>());
      }
      batches.getLast().add(command);
    }
    return List.copyOf(bySet.values());
  }

  static Key keyOf(Cmd command) {
    return switch (command) {
      case Cmd.AddElements add ->
          new Key(add.table().family(), add.table().name(), add.set().text());
      case Cmd.DeleteElements delete ->
          new Key(delete.table().family(), delete.table().name(), delete.set().text());
      default -> throw new IllegalStateException("not about elements: " + command);
    };
  }

  private static boolean goTogether(Cmd first, Cmd next) {
    if (first instanceof Cmd.AddElements add && next instanceof Cmd.AddElements further) {
      return add.mode() == further.mode();
    }
    return first.getClass() == next.getClass();
  }

  /** The commands of a batch as one. */
  static Cmd join(List<Cmd> batch) {
    List<Expr.SetLiteral> literals = batch.stream().map(ElementRuns::elementsOf).toList();
    return switch (batch.getFirst()) {
      case Cmd.AddElements add ->
          new Cmd.AddElements(
              add.span(), add.mode(), add.table(), add.set(), SetCommands.join(literals));
      case Cmd.DeleteElements delete ->
          new Cmd.DeleteElements(
              delete.span(), delete.table(), delete.set(), SetCommands.join(literals));
      default -> throw new IllegalStateException("not about elements: " + batch.getFirst());
    };
  }

  private static Expr.SetLiteral elementsOf(Cmd command) {
    return switch (command) {
      case Cmd.AddElements add -> add.elements();
      case Cmd.DeleteElements delete -> delete.elements();
      default -> throw new IllegalStateException("not about elements: " + command);
    };
  }

  /** The batch without the command that an error lies in; empty if it lies in none. */
  static List<Cmd> without(List<Cmd> batch, SourceSpan error) {
    List<Cmd> others = new ArrayList<>(batch);
    boolean found = others.removeIf(command -> lies(error, command.span(), elementsOf(command)));
    return found ? others : List.of();
  }

  private static boolean lies(SourceSpan error, SourceSpan command, Expr.SetLiteral elements) {
    return within(error, command) || within(error, elements.span());
  }

  private static boolean within(SourceSpan inner, SourceSpan outer) {
    return inner.source() == outer.source()
        && inner.start() >= outer.start()
        && inner.end() <= outer.end();
  }
}

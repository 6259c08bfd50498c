package dev.weir.nft.ruleset;

import dev.weir.core.hook.Family;
import dev.weir.nft.ast.Cmd.TableRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule set that is being changed. */
final class Draft {
  private record Key(Family family, String name) {}

  private final Map<Key, TableDraft> tables = new LinkedHashMap<>();
  private long nextTableHandle;
  private long nextHookOrder;
  private long ownChains;

  Draft(Ruleset ruleset) {
    nextTableHandle = ruleset.nextTableHandle();
    nextHookOrder = ruleset.nextHookOrder();
    for (Table table : ruleset.tables()) {
      tables.put(new Key(table.family(), table.name()), TableDraft.of(table));
    }
  }

  @Nullable TableDraft find(TableRef table) {
    return tables.get(new Key(table.family(), table.name()));
  }

  TableDraft add(TableRef ref, @Nullable String comment) {
    TableDraft table = new TableDraft(ref.family(), ref.name(), nextTableHandle++, comment, 1);
    tables.put(new Key(ref.family(), ref.name()), table);
    return table;
  }

  /** A name that no chain of the table has. */
  String newOwnChainName() {
    String name;
    do {
      name = Chain.ANONYMOUS + ++ownChains;
    } while (isTaken(name));
    return name;
  }

  private boolean isTaken(String chain) {
    return tables.values().stream().anyMatch(table -> table.chains.containsKey(chain));
  }

  long newHookOrder() {
    return nextHookOrder++;
  }

  void remove(TableDraft table) {
    tables.remove(new Key(table.family, table.name));
  }

  /** KERNEL: a table with the flag owner goes with the process that made it. */
  void dropOwned() {
    tables.values().removeIf(table -> table.owned && !table.persistent);
    tables.values().forEach(table -> table.owned = false);
  }

  List<TableDraft> tables() {
    return new ArrayList<>(tables.values());
  }

  Ruleset freeze() {
    return new Ruleset(
        tables.values().stream().map(TableDraft::freeze).toList(), nextTableHandle, nextHookOrder);
  }
}

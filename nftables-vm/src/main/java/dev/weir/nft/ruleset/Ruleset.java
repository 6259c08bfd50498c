package dev.weir.nft.ruleset;

import dev.weir.core.hook.Family;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All tables, in the order of their creation.
 *
 * @param nextTableHandle the handle the next table gets
 * @param nextHookOrder the next {@link Chain.Base#order}
 */
public record Ruleset(List<Table> tables, long nextTableHandle, long nextHookOrder) {
  /** A rule set without tables. */
  public static final Ruleset EMPTY = new Ruleset(List.of(), 1, 1);

  public Ruleset {
    tables = List.copyOf(tables);
  }

  /** The table of this family and name, or null. */
  public @Nullable Table table(Family family, String name) {
    for (Table table : tables) {
      if (table.family() == family && table.name().equals(name)) {
        return table;
      }
    }
    return null;
  }
}

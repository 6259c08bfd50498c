package dev.weir.nft.ruleset;

import dev.weir.core.hook.Family;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table.
 *
 * @param dormant whether its base chains are out of service
 * @param persistent the flag of that name
 * @param nextHandle the handle its next chain, set or rule gets
 * @param chains in the order of creation
 * @param sets named sets and maps in the order of creation
 * @param objects named objects in the order of creation
 */
public record Table(
    Family family,
    String name,
    boolean dormant,
    boolean persistent,
    @Nullable String comment,
    long handle,
    long nextHandle,
    List<Chain> chains,
    List<NamedSet> sets,
    List<NamedObject> objects) {
  public Table {
    chains = List.copyOf(chains);
    sets = List.copyOf(sets);
    objects = List.copyOf(objects);
  }

  /** The chain of this name, or null. */
  public @Nullable Chain chain(String chain) {
    for (Chain candidate : chains) {
      if (candidate.name().equals(chain)) {
        return candidate;
      }
    }
    return null;
  }
}

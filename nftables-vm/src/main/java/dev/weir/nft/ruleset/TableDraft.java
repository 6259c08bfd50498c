package dev.weir.nft.ruleset;

import dev.weir.core.hook.Family;
import dev.weir.nft.eval.SetScope;
import dev.weir.nft.eval.TypedSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table that is being changed. */
final class TableDraft implements SetScope {
  final Family family;
  final String name;
  final long handle;
  final @Nullable String comment;
  boolean dormant;
  boolean owned;
  boolean persistent;
  private long nextHandle;
  final Map<String, ChainDraft> chains = new LinkedHashMap<>();
  final Map<String, SetDraft> sets = new LinkedHashMap<>();
  final Map<NamedObject.Key, NamedObject> objects = new LinkedHashMap<>();

  TableDraft(Family family, String name, long handle, @Nullable String comment, long nextHandle) {
    this.family = family;
    this.name = name;
    this.handle = handle;
    this.comment = comment;
    this.nextHandle = nextHandle;
  }

  static TableDraft of(Table table) {
    TableDraft draft =
        new TableDraft(
            table.family(), table.name(), table.handle(), table.comment(), table.nextHandle());
    draft.dormant = table.dormant();
    draft.persistent = table.persistent();
    for (Chain chain : table.chains()) {
      draft.chains.put(chain.name(), ChainDraft.of(chain));
    }
    for (NamedSet set : table.sets()) {
      draft.sets.put(set.name(), new SetDraft(set.handle(), set.typed(), 0));
    }
    table.objects().forEach(object -> draft.objects.put(object.key(), object));
    return draft;
  }

  /** Drops chains that were a rule's own and whose rule is gone. */
  void dropUnusedOwnChains() {
    Set<String> used = new HashSet<>();
    for (ChainDraft chain : chains.values()) {
      for (RuleDraft rule : chain.rules) {
        rule.jumps().forEach(jump -> used.add(jump.chain()));
      }
    }
    chains.keySet().removeIf(name -> name.startsWith(Chain.ANONYMOUS) && !used.contains(name));
  }

  long newHandle() {
    return nextHandle++;
  }

  /** Whether a rule has a meter of this name. */
  boolean hasMeter(String meter) {
    for (ChainDraft chain : chains.values()) {
      for (RuleDraft rule : chain.rules) {
        for (TypedSet own : rule.typed().anonymousSets()) {
          if (own.name().equals(meter)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  @Override
  public @Nullable TypedSet find(String set) {
    SetDraft draft = sets.get(set);
    return draft == null ? null : draft.set();
  }

  Table freeze() {
    return new Table(
        family,
        name,
        dormant,
        persistent,
        comment,
        handle,
        nextHandle,
        chains.values().stream().map(ChainDraft::freeze).toList(),
        sets.values().stream().map(set -> new NamedSet(set.handle, set.set())).toList(),
        List.copyOf(objects.values()));
  }
}

package dev.weir.nft.vm;

import dev.weir.core.hook.Family;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole rule set, ready to run: tables, chains, rules, sets. Immutable.
 *
 * <pre>{@code
 * VmProgram.Builder builder = VmProgram.builder();
 * int web = builder.addChain(Family.INET, "filter", "web", null);     // chains first: jumps need them
 * int input = builder.addChain(Family.INET, "filter", "input",
 *     new VmChain.Base(ChainType.FILTER, Hook.INPUT, 0, Verdicts.DROP, builder.newSlot()));
 * builder.addRule(input, new VmRule(ops, builder.newSlot(), 3, "a.nft", 7, "jump web"));
 * VmProgram program = builder.build();
 * }</pre>
 */
public final class VmProgram {
  private final List<VmTable> tables;
  private final List<VmChain> chains;
  private final int slots;

  private VmProgram(List<VmTable> tables, List<VmChain> chains, int slots) {
    this.tables = List.copyOf(tables);
    this.chains = List.copyOf(chains);
    this.slots = slots;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Tables in the order of definition. */
  public List<VmTable> tables() {
    return tables;
  }

  /** All chains; a chain's place is its index. */
  public List<VmChain> chains() {
    return chains;
  }

  /** Number of counter slots that ops, rules and policies use. */
  public int slots() {
    return slots;
  }

  /** Collects a program; not for several threads. */
  public static final class Builder {
    private final List<PendingTable> tables = new ArrayList<>();
    private final List<PendingChain> chains = new ArrayList<>();
    private int slots;

    private Builder() {}

    /** A new counter slot. */
    public int newSlot() {
      return slots++;
    }

    /** Adds a table if it is not there yet. */
    public void addTable(Family family, String name) {
      table(family, name);
    }

    /**
     * Adds a chain (and its table if need be); returns the index that jumps to it carry. Of base
     * chains with equal priority the one added last runs first, as in the kernel: add chains in the
     * order in which the commands created them.
     */
    public int addChain(Family family, String table, String name, VmChain.@Nullable Base base) {
      int index = chains.size();
      PendingChain chain = new PendingChain(index, name, base);
      chains.add(chain);
      table(family, table).chains.add(chain);
      return index;
    }

    /** Adds a named set (and its table if need be). */
    public void addSet(Family family, String table, VmSet set) {
      table(family, table).sets.add(set);
    }

    /** Adds a named object (and its table if need be). */
    public void addObject(Family family, String table, VmObject object) {
      table(family, table).objects.add(object);
    }

    /** Appends a rule to a chain. */
    public void addRule(int chainIndex, VmRule rule) {
      chains.get(chainIndex).rules.add(rule);
    }

    public VmProgram build() {
      List<VmTable> builtTables = new ArrayList<>();
      VmChain[] builtChains = new VmChain[chains.size()];
      for (PendingTable table : tables) {
        List<VmChain> ofTable = new ArrayList<>();
        for (PendingChain chain : table.chains) {
          VmChain built = chain.build(table);
          builtChains[built.index()] = built;
          ofTable.add(built);
        }
        builtTables.add(new VmTable(table.family, table.name, ofTable, table.sets, table.objects));
      }
      return new VmProgram(builtTables, List.of(builtChains), slots);
    }

    private PendingTable table(Family family, String name) {
      for (PendingTable table : tables) {
        if (table.family == family && table.name.equals(name)) {
          return table;
        }
      }
      PendingTable table = new PendingTable(family, name);
      tables.add(table);
      return table;
    }
  }

  private static final class PendingTable {
    final Family family;
    final String name;
    final List<PendingChain> chains = new ArrayList<>();
    final List<VmSet> sets = new ArrayList<>();
    final List<VmObject> objects = new ArrayList<>();

    PendingTable(Family family, String name) {
      this.family = family;
      this.name = name;
    }
  }

  private static final class PendingChain {
    final int index;
    final String name;
    final VmChain.@Nullable Base base;
    final List<VmRule> rules = new ArrayList<>();

    PendingChain(int index, String name, VmChain.@Nullable Base base) {
      this.index = index;
      this.name = name;
      this.base = base;
    }

    VmChain build(PendingTable table) {
      return new VmChain(index, table.family, table.name, name, base, rules);
    }
  }
}

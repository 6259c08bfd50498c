package dev.weir.nft;

import dev.weir.core.backend.Backend;
import dev.weir.core.path.InterfaceTable;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.lower.Linearizer;
import dev.weir.nft.lower.LoweredRule;
import dev.weir.nft.lower.LoweringScope;
import dev.weir.nft.lower.ObjectCompiler;
import dev.weir.nft.lower.RuleProbe;
import dev.weir.nft.print.Printer;
import dev.weir.nft.ruleset.Chain;
import dev.weir.nft.ruleset.NamedObject;
import dev.weir.nft.ruleset.NamedSet;
import dev.weir.nft.ruleset.Rule;
import dev.weir.nft.ruleset.Ruleset;
import dev.weir.nft.ruleset.Table;
import dev.weir.nft.run.VmRuleset;
import dev.weir.nft.trace.WrittenReasons;
import dev.weir.nft.type.Accounts;
import dev.weir.nft.vm.ObjectKind;
import dev.weir.nft.vm.VmChain;
import dev.weir.nft.vm.VmObject;
import dev.weir.nft.vm.VmProgram;
import dev.weir.nft.vm.VmRule;
import dev.weir.nft.vm.VmSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a verified nft rule set for the virtual machine.
 *
 * <p>Lowering cannot fail: whatever a user can get wrong, the transaction has refused. Stateless;
 * each call makes a program with counters of its own.
 */
public final class NftBackend implements Backend<Ruleset> {
  private final Printer printer;

  /**
   * A backend whose reports show rules as nft lists them, with the interfaces they were loaded
   * with; accounts show as numbers.
   */
  public NftBackend(InterfaceTable interfaces) {
    this(interfaces, Accounts.none());
  }

  /** A backend for a rule set that was loaded with these tables. */
  public NftBackend(InterfaceTable interfaces, Accounts accounts) {
    printer = new Printer(interfaces, accounts, false);
  }

  @Override
  public String name() {
    return "vm";
  }

  @Override
  public VmRuleset compile(Ruleset ruleset) {
    return new VmRuleset(program(ruleset));
  }

  /** The same, able to say in a trace why a rule did not match. */
  public VmRuleset compileExplained(Ruleset ruleset) {
    WrittenReasons reasons = new WrittenReasons(printer);
    return new VmRuleset(program(ruleset, reasons), reasons);
  }

  /** The program alone, for listings. */
  public VmProgram program(Ruleset ruleset) {
    return program(ruleset, null);
  }

  private VmProgram program(Ruleset ruleset, @Nullable WrittenReasons reasons) {
    VmProgram.Builder builder = VmProgram.builder();
    List<Scope> scopes = new ArrayList<>();
    for (Table table : ruleset.tables()) {
      builder.addTable(table.family(), table.name());
      scopes.add(new Scope(builder, table, printer, reasons));
    }
    for (PlacedChain chain : inHookOrder(scopes)) {
      chain.scope.addChain(chain.chain);
    }
    for (Scope scope : scopes) {
      scope.addSetsAndRules();
    }
    return builder.build();
  }

  private record PlacedChain(Scope scope, Chain chain) {}

  /**
   * All chains in the order of creation, base chains in the order of registration: of equal
   * priorities that order decides, and a chain that left its hook and came back is registered anew.
   */
  private static List<PlacedChain> inHookOrder(List<Scope> scopes) {
    List<PlacedChain> chains = new ArrayList<>();
    List<PlacedChain> bases = new ArrayList<>();
    for (Scope scope : scopes) {
      for (Chain chain : scope.table.chains()) {
        PlacedChain placed = new PlacedChain(scope, chain);
        chains.add(placed);
        if (chain.base() != null) {
          bases.add(placed);
        }
      }
    }
    bases.sort(Comparator.comparingLong(placed -> order(placed.chain)));
    int next = 0;
    for (int i = 0; i < chains.size(); i++) {
      if (chains.get(i).chain.base() != null) {
        chains.set(i, bases.get(next++));
      }
    }
    return chains;
  }

  private static long order(Chain chain) {
    Chain.Base base = chain.base();
    return base == null ? 0 : base.order();
  }

  /** One table while it is compiled: names to numbers. */
  private static final class Scope implements LoweringScope {
    private final VmProgram.Builder builder;
    private final Table table;
    private final Printer printer;
    private final @Nullable WrittenReasons reasons;
    private final RuleProbe probe = new RuleProbe(this);
    private final Map<String, Integer> chainIndexes = new HashMap<>();
    private final Map<String, VmSet> sets = new HashMap<>();
    private final Map<NamedObject.Key, Integer> objectIndexes = new HashMap<>();
    private final List<VmObject> objects = new ArrayList<>();

    Scope(
        VmProgram.Builder builder, Table table, Printer printer, @Nullable WrittenReasons reasons) {
      this.reasons = reasons;
      this.printer = printer;
      this.builder = builder;
      this.table = table;
    }

    void addChain(Chain chain) {
      int index = builder.addChain(table.family(), table.name(), chain.name(), base(chain));
      chainIndexes.put(chain.name(), index);
      if (reasons != null) {
        reasons.addChain(index, chain.span());
      }
    }

    private VmChain.@Nullable Base base(Chain chain) {
      Chain.Base base = chain.base();
      if (base == null || table.dormant()) {
        return null;
      }
      int policy = base.dropPolicy() ? Verdicts.DROP : Verdicts.ACCEPT;
      return new VmChain.Base(
          base.type(), base.hook(), base.priority(), policy, builder.newSlot(), base.devices());
    }

    void addSetsAndRules() {
      for (NamedObject object : table.objects()) {
        if (object.kind() == ObjectKind.FLOWTABLE) {
          continue; // offloads nothing
        }
        objectIndexes.put(object.key(), objects.size());
        VmObject lowered =
            ObjectCompiler.compile(
                object.kind(), object.name(), object.handle(), object.specification().body());
        objects.add(lowered);
        builder.addObject(table.family(), table.name(), lowered);
      }
      for (NamedSet set : table.sets()) {
        VmSet lowered = Linearizer.lower(set.typed(), this);
        sets.put(set.name(), lowered);
        builder.addSet(table.family(), table.name(), lowered);
      }
      for (Chain chain : table.chains()) {
        int index = chainIndex(chain.name());
        for (Rule rule : chain.rules()) {
          builder.addRule(index, lower(rule));
        }
      }
    }

    private VmRule lower(Rule rule) {
      LoweredRule lowered = Linearizer.lower(rule.typed(), this);
      String comment = rule.typed().comment();
      VmRule made =
          new VmRule(
              lowered.ops(),
              lowered.slot(),
              rule.handle(),
              rule.typed().span().written().source().name(),
              rule.typed().span().written().line(),
              printer.rule(rule.typed()),
              comment == null ? "" : comment);
      if (reasons != null) {
        reasons.add(made, rule.typed(), lowered, probe);
      }
      return made;
    }

    @Override
    public int chainIndex(String chain) {
      Integer index = chainIndexes.get(chain);
      if (index == null) {
        throw new IllegalStateException(
            "a jump to a chain that the transaction did not check: " + chain);
      }
      return index;
    }

    @Override
    public VmSet namedSet(String name) {
      VmSet set = sets.get(name);
      if (set == null) {
        throw new IllegalStateException("a set that the transaction did not check: " + name);
      }
      return set;
    }

    @Override
    public int objectIndex(ObjectKind kind, String name) {
      Integer index = objectIndexes.get(new NamedObject.Key(kind, name));
      if (index == null) {
        throw new IllegalStateException("an object that the transaction did not check: " + name);
      }
      return index;
    }

    @Override
    public List<VmObject> objects() {
      return List.copyOf(objects);
    }

    @Override
    public int newSlot() {
      return builder.newSlot();
    }
  }
}

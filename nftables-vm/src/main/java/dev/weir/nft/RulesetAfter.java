package dev.weir.nft;

import dev.weir.core.hook.Family;
import dev.weir.nft.ast.ObjectSpec;
import dev.weir.nft.eval.TypedRule;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.lower.StateAfter;
import dev.weir.nft.ruleset.Chain;
import dev.weir.nft.ruleset.NamedObject;
import dev.weir.nft.ruleset.NamedSet;
import dev.weir.nft.ruleset.Rule;
import dev.weir.nft.ruleset.Ruleset;
import dev.weir.nft.ruleset.Table;
import dev.weir.nft.run.VmRuleset;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.StatefulOp;
import dev.weir.nft.vm.VmChain;
import dev.weir.nft.vm.VmProgram;
import dev.weir.nft.vm.VmSet;
import dev.weir.nft.vm.VmTable;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule set as it stands after packets have run through it, to be listed: counters, used quotas,
 * elements of sets with what is left of their time.
 *
 * <pre>{@code
 * VmRuleset running = backend.compile(ruleset);
 * ...
 * String text = new Printer(interfaces).ruleset(RulesetAfter.of(ruleset, running));
 * }</pre>
 */
public final class RulesetAfter {
  private final VmProgram program;
  private final StateAfter state;
  private final long nowNanos;

  private RulesetAfter(VmRuleset running) {
    program = running.program();
    nowNanos = running.lastNanos();
    state = new StateAfter(running.counters(), running.lastNanos());
  }

  /** The rule set that {@code running} was compiled from, as it is at its last packet. */
  public static Ruleset of(Ruleset ruleset, VmRuleset running) {
    RulesetAfter after = new RulesetAfter(running);
    List<Table> tables = new ArrayList<>();
    for (Table table : ruleset.tables()) {
      tables.add(after.table(table));
    }
    return new Ruleset(tables, ruleset.nextTableHandle(), ruleset.nextHookOrder());
  }

  private Table table(Table table) {
    VmTable running = find(table.family(), table.name());
    List<NamedSet> sets = new ArrayList<>();
    for (NamedSet set : table.sets()) {
      sets.add(new NamedSet(set.handle(), set(set.typed(), running)));
    }
    List<Chain> chains = new ArrayList<>();
    for (Chain chain : table.chains()) {
      chains.add(chain(chain, running));
    }
    return new Table(
        table.family(),
        table.name(),
        table.dormant(),
        table.persistent(),
        table.comment(),
        table.handle(),
        table.nextHandle(),
        chains,
        sets,
        objects(table, running, nowNanos));
  }

  private static List<NamedObject> objects(Table table, VmTable running, long nowNanos) {
    List<NamedObject> objects = new ArrayList<>();
    for (int i = 0; i < table.objects().size(); i++) {
      NamedObject object = table.objects().get(i);
      ObjectSpec said = object.specification();
      Op op = running.objects().get(i).op();
      long[] state = op instanceof StatefulOp own ? own.shown(nowNanos) : new long[0];
      ObjectSpec.Body body =
          switch (said.body()) {
            case ObjectSpec.Counter ignored -> new ObjectSpec.Counter(state[0], state[1]);
            case ObjectSpec.Quota quota ->
                new ObjectSpec.Quota(quota.quotaBytes(), state[0], quota.over());
            default -> said.body();
          };
      objects.add(
          new NamedObject(object.handle(), object.name(), new ObjectSpec(body, said.comment())));
    }
    return objects;
  }

  private VmTable find(Family family, String name) {
    for (VmTable table : program.tables()) {
      if (table.family() == family && table.name().equals(name)) {
        return table;
      }
    }
    throw new IllegalStateException("not compiled: table " + name);
  }

  private TypedSet set(TypedSet set, VmTable table) {
    for (VmSet running : table.sets()) {
      if (running.name().equals(set.name())) {
        return state.set(set, running);
      }
    }
    return set;
  }

  private Chain chain(Chain chain, VmTable table) {
    List<Rule> rules = new ArrayList<>();
    for (VmChain running : table.chains()) {
      for (int i = 0; running.name().equals(chain.name()) && i < chain.rules().size(); i++) {
        Rule rule = chain.rules().get(i);
        TypedRule after = state.rule(rule.typed(), running.rules().get(i).ops());
        rules.add(new Rule(rule.handle(), withOwnChains(after, table)));
      }
    }
    return new Chain(
        chain.name(), chain.handle(), chain.base(), chain.comment(), chain.span(), rules);
  }

  /** The rule with what the chains have counted that it has for itself. */
  private TypedRule withOwnChains(TypedRule rule, VmTable table) {
    List<TypedStmt> statements = new ArrayList<>(rule.statements());
    statements.replaceAll(statement ->
        statement instanceof TypedStmt.AnonymousChain own ? ownChain(own, table) : statement);
    return new TypedRule(rule.span(), rule.family(), statements, rule.comment());
  }

  private TypedStmt ownChain(TypedStmt.AnonymousChain own, VmTable table) {
    List<TypedRule> rules = new ArrayList<>();
    for (VmChain running : table.chains()) {
      for (int i = 0; running.name().equals(own.chain()) && i < own.rules().size(); i++) {
        rules.add(state.rule(own.rules().get(i), running.rules().get(i).ops()));
      }
    }
    return new TypedStmt.AnonymousChain(own.span(), own.kind(), own.chain(), rules);
  }
}

package dev.weir.nft.run;

import dev.weir.core.backend.BaseChainInfo;
import dev.weir.core.backend.CompiledRuleset;
import dev.weir.core.backend.HookPoint;
import dev.weir.core.backend.HookProgram;
import dev.weir.core.backend.ObjectInfo;
import dev.weir.core.backend.RuleInfo;
import dev.weir.core.counter.CounterArray;
import dev.weir.core.hook.ChainType;
import dev.weir.core.hook.Family;
import dev.weir.core.hook.Hook;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.Packet;
import dev.weir.core.trace.TraceSink;
import dev.weir.nft.op.CounterOp;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.RunStart;
import dev.weir.nft.vm.StatefulOp;
import dev.weir.nft.vm.VmChain;
import dev.weir.nft.vm.VmContext;
import dev.weir.nft.vm.VmObject;
import dev.weir.nft.vm.VmProgram;
import dev.weir.nft.vm.VmRule;
import dev.weir.nft.vm.VmSet;
import dev.weir.nft.vm.VmTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A program behind the interface that every verb uses, run by the {@link Interpreter}.
 *
 * <p>Counters begin with what the rule text says ({@code counter packets 5 bytes 100}).
 */
public final class VmRuleset implements CompiledRuleset {
  private final VmProgram program;
  private final Op[][][] code;
  private final CounterArray counters;
  private final RuleReasons reasons;
  private final RunStart start;
  private @Nullable TracedProgram traced;

  /** A rule set whose traces name the instructions that failed. */
  public VmRuleset(VmProgram program) {
    this(program, RuleReasons.INSTRUCTIONS);
  }

  /** A rule set whose traces give these reasons. */
  public VmRuleset(VmProgram program, RuleReasons reasons) {
    this.program = program;
    this.reasons = reasons;
    code = new Op[program.chains().size()][][];
    counters = new CounterArray(program.slots());
    for (VmChain chain : program.chains()) {
      code[chain.index()] = code(chain);
    }
    start = new RunStart(changingSets());
  }

  private List<VmSet> changingSets() {
    Set<VmSet> sets = new LinkedHashSet<>();
    program.tables().forEach(table -> sets.addAll(table.sets()));
    for (Op[][] rules : code) {
      for (Op[] ops : rules) {
        for (Op op : ops) {
          if (op.set() != null) {
            sets.add(op.set());
          }
        }
      }
    }
    return sets.stream().filter(VmSet::changes).toList();
  }

  /** The time of the last packet that came, 0 before the first. */
  public long lastNanos() {
    return start.lastNanos();
  }

  private Op[][] code(VmChain chain) {
    Op[][] rules = new Op[chain.rules().size()][];
    for (int i = 0; i < rules.length; i++) {
      rules[i] = chain.rules().get(i).ops().toArray(new Op[0]);
      for (Op op : rules[i]) {
        if (op instanceof CounterOp counter) {
          counters.preset(counter.slot(), counter.initialPackets(), counter.initialBytes());
        }
      }
    }
    return rules;
  }

  /** The program it runs. */
  public VmProgram program() {
    return program;
  }

  @Override
  public List<BaseChainInfo> baseChains() {
    List<BaseChainInfo> infos = new ArrayList<>();
    for (VmTable table : program.tables()) {
      for (VmChain chain : table.chains()) {
        VmChain.Base base = chain.base();
        if (base != null) {
          infos.add(
              new BaseChainInfo(
                  chain.family(),
                  chain.table(),
                  chain.name(),
                  base.type(),
                  base.hook(),
                  base.priority(),
                  base.policy(),
                  base.slot(),
                  base.devices()));
        }
      }
    }
    return infos;
  }

  @Override
  public List<RuleInfo> rules() {
    List<RuleInfo> infos = new ArrayList<>();
    for (VmTable table : program.tables()) {
      for (VmChain chain : table.chains()) {
        for (int index = 0; index < chain.rules().size(); index++) {
          infos.add(info(chain, index, chain.rules().get(index)));
        }
      }
    }
    return infos;
  }

  @Override
  public List<ObjectInfo> objects() {
    List<ObjectInfo> infos = new ArrayList<>();
    for (VmTable table : program.tables()) {
      for (VmObject object : table.objects()) {
        if (object.kind().isResettable() && object.op() instanceof StatefulOp op) {
          long[] shown = op.shown(0);
          infos.add(
              new ObjectInfo(
                  table.family(),
                  table.name(),
                  object.kind().words(),
                  object.name(),
                  object.handle(),
                  shown.length > 1 ? shown[0] : 0,
                  shown[shown.length - 1]));
        }
      }
    }
    return infos;
  }

  private static RuleInfo info(VmChain chain, int index, VmRule rule) {
    return new RuleInfo(
        chain.family(),
        chain.table(),
        chain.name(),
        rule.handle(),
        index,
        rule.file(),
        rule.line(),
        rule.text(),
        rule.slot());
  }

  @Override
  public CounterArray counters() {
    return counters;
  }

  @Override
  public boolean usesConntrack(int nfproto) {
    for (VmTable table : program.tables()) {
      // KERNEL: the object alone asks for connections, with or without a rule (nf_ct_netns_get)
      if (table.family().sees(nfproto)
          && table.objects().stream().anyMatch(object -> object.op().needsConntrack())) {
        return true;
      }
    }
    for (VmChain chain : program.chains()) {
      if (chain.family().sees(nfproto) && anyOp(chain, op -> op.needsConntrack(nfproto))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean usesReassembly(int nfproto) {
    for (VmChain chain : program.chains()) {
      if (chain.family().sees(nfproto) && anyOp(chain, op -> op.needsReassembly(nfproto))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean usesAccounting() {
    return program.chains().stream().anyMatch(chain -> anyOp(chain, Op::needsAccounting));
  }

  private static boolean anyOp(VmChain chain, Predicate<Op> test) {
    return chain.rules().stream().anyMatch(rule -> rule.ops().stream().anyMatch(test));
  }

  @Override
  public boolean usesNat(int nfproto) {
    return firstNatChain(nfproto) != Integer.MAX_VALUE;
  }

  /** NAT registers its functions with the first nat chain. */
  private int firstNatChain(int nfproto) {
    for (VmChain chain : program.chains()) {
      if (isNat(chain) && chain.family().sees(nfproto)) {
        return chain.index();
      }
    }
    return Integer.MAX_VALUE;
  }

  private static boolean isNat(VmChain chain) {
    VmChain.Base base = chain.base();
    return base != null && base.type() == ChainType.NAT;
  }

  @Override
  public HookProgram program(HookPoint point, NetworkNamespace namespace) {
    int lastBefore = lastChainBeforeConntrack(point.nfproto());
    int firstNat = firstNatChain(point.nfproto());
    List<Hooked> hooked =
        hooked(
            point,
            chain ->
                !isNat(chain)
                    && point.contains(
                        chain.requireBase().priority(),
                        chain.index() > lastBefore,
                        chain.index() > firstNat));
    return program(
        point, hooked.stream().map(Hooked::entry).toArray(Interpreter.BaseEntry[]::new), namespace);
  }

  @Override
  public List<HookProgram> natPrograms(int nfproto, Hook hook, NetworkNamespace namespace) {
    HookPoint point = HookPoint.whole(nfproto, hook);
    List<HookProgram> programs = new ArrayList<>();
    for (Hooked chain : hooked(point, VmRuleset::isNat)) {
      programs.add(program(point, new Interpreter.BaseEntry[] {chain.entry()}, namespace));
    }
    return programs;
  }

  /** The base chains of a hook that are wanted, in the order they run. */
  private List<Hooked> hooked(HookPoint point, Predicate<VmChain> wanted) {
    List<Hooked> hooked = new ArrayList<>();
    // KERNEL: of equal priorities the hook registered last runs first (nf_hook_entries_grow).
    for (VmChain chain : program.chains().reversed()) {
      VmChain.Base base = chain.base();
      if (base != null
          && base.hook() == point.hook()
          && wanted.test(chain)
          && (base.devices().isEmpty() || base.devices().contains(point.device()))
          && chain.family().sees(point.nfproto())) {
        hooked.add(
            new Hooked(
                base.priority(),
                new Interpreter.BaseEntry(
                    chain.index(),
                    base.policy(),
                    base.slot(),
                    chain.family() == Family.INET && base.hook() == Hook.INGRESS)));
      }
    }
    hooked.sort(Comparator.comparingInt(Hooked::priority)); // stable
    return hooked;
  }

  private HookProgram program(
      HookPoint point, Interpreter.BaseEntry[] bases, NetworkNamespace namespace) {
    VmContext context =
        new VmContext(counters.newSlab(), new Packet(), namespace, point.hook(), start);
    TraceSink trace = namespace.trace();
    return trace == null
        ? new Interpreter(bases, code, context)
        : new TracingInterpreter(point, bases, traced(), context, trace);
  }

  /**
   * KERNEL: conntrack registers its hooks with the first rule that asks for it, so behind the
   * chains of that rule's table, which come before its rules.
   */
  private int lastChainBeforeConntrack(int nfproto) {
    VmChain first = null;
    int last = Integer.MAX_VALUE;
    for (VmChain chain : program.chains()) {
      if (first == null
          && chain.family().sees(nfproto)
          && anyOp(chain, op -> op.needsConntrack(nfproto))) {
        first = chain;
      }
    }
    for (VmChain chain : program.chains()) {
      if (first != null
          && chain.family() == first.family()
          && chain.table().equals(first.table())) {
        last = chain.index();
      }
    }
    return last;
  }

  private TracedProgram traced() {
    TracedProgram known = traced;
    if (known == null) {
      known = new TracedProgram(program, code, reasons);
      traced = known; // threads that race make equal ones
    }
    return known;
  }

  private record Hooked(int priority, Interpreter.BaseEntry entry) {}
}

package dev.weir.nft.lower;

import dev.weir.nft.ast.Expr.VerdictKind;
import dev.weir.nft.ast.Stmt.RejectWith;
import dev.weir.nft.eval.PayloadWrite;
import dev.weir.nft.eval.TypedAction;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedRule;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.op.CounterOp;
import dev.weir.nft.op.CtSetOp;
import dev.weir.nft.op.DynsetOp;
import dev.weir.nft.op.ImmediateOp;
import dev.weir.nft.op.LogOp;
import dev.weir.nft.op.LookupOp;
import dev.weir.nft.op.MetaSetOp;
import dev.weir.nft.op.NotrackOp;
import dev.weir.nft.op.ObjrefMapOp;
import dev.weir.nft.op.ObjrefOp;
import dev.weir.nft.op.OwnChainOp;
import dev.weir.nft.op.RejectOp;
import dev.weir.nft.op.RuleCountOp;
import dev.weir.nft.op.TcpOptionResetOp;
import dev.weir.nft.op.VerdictOp;
import dev.weir.nft.vm.CtKey;
import dev.weir.nft.vm.MetaKey;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.StatefulOp;
import dev.weir.nft.vm.VmObject;
import dev.weir.nft.vm.VmSet;
import dev.weir.nft.vm.VmVerdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a typed rule as instructions, in nft's order and with nft's registers.
 *
 * <p>Each rule gets a counter slot: that of its first own counter, otherwise one of a hidden
 * instruction before its verdict, on the hits of its verdict map, or at its end (what {@code weir
 * replay --json} calls the packets of a rule).
 *
 * <p>Source: observed output of {@code nft -c --debug=netlink} 1.0.6.
 */
public final class Linearizer {
  private static final int WORDS_OF_REGISTER = 4;

  private final LoweringScope scope;
  private final List<VmObject> objects;
  private final List<Op> ops = new ArrayList<>();
  private final LoadWriter loads = new LoadWriter(ops);
  private final List<Integer> statementOfOp = new ArrayList<>();
  private final List<VmSet> anonymousSets = new ArrayList<>();
  private final int slot;
  private boolean counted;

  private Linearizer(LoweringScope scope) {
    this.scope = scope;
    objects = scope.objects();
    slot = scope.newSlot();
  }

  /** Lowers one rule. */
  public static LoweredRule lower(TypedRule rule, LoweringScope scope) {
    Linearizer linearizer = new Linearizer(scope);
    linearizer.rule(rule);
    Op unwritten = Verifier.readsUnwritten(linearizer.ops);
    if (unwritten != null) {
      throw new IllegalStateException("reads a register that nothing wrote: " + unwritten);
    }
    return new LoweredRule(
        linearizer.ops, linearizer.slot, linearizer.statementOfOp, linearizer.anonymousSets);
  }

  private void rule(TypedRule rule) {
    List<TypedStmt> statements = rule.statements();
    boolean ownCounter = statements.stream().anyMatch(TypedStmt.Counter.class::isInstance);
    counted = ownCounter;
    boolean firstCounter = true;
    MatchWriter matches = new MatchWriter(ops, loads, this::setOf);
    for (int i = 0; i < statements.size(); i++) {
      int statement = i;
      switch (statements.get(i)) {
        case TypedStmt.Match ignored -> i = matches.write(statements, i);
        case TypedStmt.Counter counter -> {
          int counterSlot = firstCounter ? slot : scope.newSlot();
          firstCounter = false;
          ops.add(new CounterOp(counterSlot, counter.packets(), counter.bytes()));
        }
        case TypedStmt.Verdict verdict -> {
          countHere();
          ops.add(new VerdictOp(verdict(verdict.verdict())));
        }
        case TypedStmt.Vmap vmap -> verdictMap(vmap);
        case TypedStmt.MetaSet set -> {
          MetaKey key = set.key();
          value(set.value(), key.lengthBytes(), key.order() == MetaKey.ByteOrder.HOST);
          ops.add(new MetaSetOp(key, 0));
        }
        case TypedStmt.CtSet set -> {
          CtKey key = set.key();
          value(set.value(), key.lengthBytes(), key.order() == CtKey.Order.HOST);
          ops.add(new CtSetOp(key, set.direction(), 0));
        }
        case TypedStmt.Limit limit -> ops.add(StatefulOps.of(limit));
        case TypedStmt.Quota quota -> ops.add(StatefulOps.of(quota));
        case TypedStmt.ConnLimit count -> ops.add(StatefulOps.of(count));
        case TypedStmt.Last last -> ops.add(StatefulOps.of(last));
        case TypedStmt.SetUpdate update -> ops.add(setUpdate(update));
        case TypedStmt.AnonymousChain own -> {
          countHere();
          int chain = scope.chainIndex(own.chain());
          ops.add(new OwnChainOp(own.kind() == VerdictKind.GOTO, chain));
        }
        case TypedStmt.ObjectReference object ->
            ops.add(new ObjrefOp(objects.get(scope.objectIndex(object.kind(), object.name()))));
        case TypedStmt.ObjectMap map -> {
          VmSet set = setOf(map.map(), map.key());
          Load key = loads.loadKey(map.key(), isInterval(set), isNamed(map.map()), 0);
          ops.add(new ObjrefMapOp(set, key.word(), objects));
        }
        case TypedStmt.PayloadSet set -> {
          if (!HeaderWriter.takesValue(set)) {
            inNetworkOrder(set.value(), PayloadWrite.of(set.target()).lengthBytes());
          }
          new HeaderWriter(ops).payload(set);
        }
        case TypedStmt.ExtensionHeaderSet set -> {
          inNetworkOrder(set.value(), set.target().lengthBits() / 8);
          new HeaderWriter(ops).tcpOption(set);
        }
        case TypedStmt.TcpOptionReset reset -> ops.add(new TcpOptionResetOp(reset.kind()));
        case TypedStmt.Action action -> action(action.action());
        case TypedStmt.Nat nat -> nat(nat);
        case TypedStmt.Notrack ignored -> ops.add(new NotrackOp());
        case TypedStmt.Log log -> ops.add(new LogOp(settings(log)));
        case TypedStmt.Reject reject -> {
          countHere();
          ops.add(reject(reject));
        }
      }
      belongTo(statement);
    }
    countHere();
    belongTo(statements.size() - 1);
  }

  private void belongTo(int statement) {
    while (statementOfOp.size() < ops.size()) {
      statementOfOp.add(statement);
    }
  }

  private void countHere() {
    if (!counted) {
      counted = true;
      ops.add(new RuleCountOp(slot));
    }
  }

  private void action(TypedAction action) {
    if (action instanceof TypedAction.Queue || action instanceof TypedAction.Fwd) {
      countHere();
    }
    new ActionWriter(ops, loads, this::setOf).write(action);
  }

  private void verdictMap(TypedStmt.Vmap vmap) {
    VmSet map = setOf(vmap.map(), vmap.key());
    Load key = loads.loadKey(vmap.key(), isInterval(map), isNamed(vmap.map()), 0);
    if (counted) {
      ops.add(LookupOp.verdictMap(map, key.word()));
    } else {
      counted = true;
      ops.add(LookupOp.countedVerdictMap(map, key.word(), slot));
    }
  }

  private DynsetOp setUpdate(TypedStmt.SetUpdate update) {
    VmSet set = setOf(update.set(), update.key());
    loads.loadKey(update.key(), false, true, 0);
    TypedExpr data = update.data();
    int dataWord = -1;
    if (data != null) {
      dataWord = (set.keyWords() + WORDS_OF_REGISTER - 1) / WORDS_OF_REGISTER * WORDS_OF_REGISTER;
      if (data instanceof TypedExpr.Value value) {
        int lengthBytes = ConstantBytes.bytesFor(value.lengthBits());
        boolean host = update.hostOrderData();
        ops.add(new ImmediateOp(dataWord, ConstantBytes.of(value.number(), lengthBytes, host)));
      } else {
        loads.loadKey(data, false, true, dataWord);
      }
    }
    List<StatefulOp> written = StatefulOps.of(update.stateful());
    return new DynsetOp(
        switch (update.operation()) {
          case ADD -> DynsetOp.Kind.ADD;
          case UPDATE -> DynsetOp.Kind.UPDATE;
          case DELETE -> DynsetOp.Kind.DELETE;
        },
        set,
        new DynsetOp.Words(0, dataWord),
        update.timeoutMillis(),
        written,
        written.isEmpty() ? StatefulOps.of(update.declared().life().stateful()) : written);
  }

  private void nat(TypedStmt.Nat nat) {
    Op binding = new NatWriter(ops, loads, this::setOf).write(nat);
    countHere();
    ops.add(binding);
  }

  /** Loads what a statement assigns to word 0. */
  private void value(TypedExpr assigned, int lengthBytes, boolean hostOrder) {
    switch (assigned) {
      case TypedExpr.Value value ->
          ops.add(new ImmediateOp(0, ConstantBytes.of(value.number(), lengthBytes, hostOrder)));
      case TypedExpr.MapLookup lookup -> {
        VmSet map = setOf(lookup.map(), lookup.key());
        Load load = loads.loadKey(lookup.key(), isInterval(map), isNamed(lookup.map()), 0);
        ops.add(LookupOp.map(map, load.word(), 0));
      }
      default -> loads.load(assigned, 0);
    }
  }

  /** The same for packet bytes: {@code tcp option maxseg size set rt mtu}. */
  private void inNetworkOrder(TypedExpr assigned, int lengthBytes) {
    switch (assigned) {
      case TypedExpr.SelectorLoad load -> loads.ordered(loads.load(load, 0));
      case TypedExpr.HashLoad load -> loads.ordered(loads.load(load, 0));
      default -> value(assigned, lengthBytes, false);
    }
  }

  private VmSet setOf(TypedExpr expr, TypedExpr key) {
    return switch (expr) {
      case TypedExpr.SetReference reference -> scope.namedSet(reference.name());
      case TypedExpr.AnonymousSet own -> {
        VmSet set =
            SetCompiler.compile(own.set(), KeyBytes.fieldsOf(key), this::verdict, this::object);
        anonymousSets.add(set);
        yield set;
      }
      default -> throw new IllegalStateException("not a set: " + expr);
    };
  }

  private int object(TypedExpr.ObjectName object) {
    return scope.objectIndex(object.kind(), object.name());
  }

  private VmVerdict verdict(TypedExpr.VerdictValue value) {
    return verdict(value, scope);
  }

  private static VmVerdict verdict(TypedExpr.VerdictValue value, LoweringScope scope) {
    String chain = value.chain();
    if (chain == null) {
      return switch (value.kind()) {
        case ACCEPT -> VmVerdict.ACCEPT;
        case DROP -> VmVerdict.DROP;
        case CONTINUE -> VmVerdict.CONTINUE;
        case RETURN -> VmVerdict.RETURN;
        case JUMP, GOTO -> throw new IllegalStateException("jump without a chain");
      };
    }
    int index = scope.chainIndex(chain);
    return value.kind() == VerdictKind.GOTO
        ? VmVerdict.goTo(chain, index)
        : VmVerdict.jump(chain, index);
  }

  /** Compiles a named set of the rule's table. */
  public static VmSet lower(TypedSet set, LoweringScope scope) {
    return SetCompiler.compile(
        set,
        KeyBytes.fieldsOf(set.keyParts()),
        value -> verdict(value, scope),
        object -> scope.objectIndex(object.kind(), object.name()));
  }

  static boolean isInterval(VmSet set) {
    return (set.shape().flags() & VmSet.INTERVAL) != 0;
  }

  static boolean isNamed(TypedExpr set) {
    return set instanceof TypedExpr.SetReference;
  }

  private static RejectOp reject(TypedStmt.Reject reject) {
    TypedExpr.Value value = reject.code();
    int code = value == null ? 0 : value.number().intValue();
    if (reject.with() == RejectWith.TCP_RESET) {
      return new RejectOp(RejectOp.TCP_RESET, 0);
    }
    return new RejectOp(
        reject.with() == RejectWith.ICMPX ? RejectOp.ICMPX_UNREACH : RejectOp.ICMP_UNREACH, code);
  }

  private static LogOp.Settings settings(TypedStmt.Log log) {
    String prefix = log.prefix();
    Integer level = log.level();
    Integer group = log.group();
    Long snapLength = log.snapLengthBytes();
    Integer threshold = log.queueThreshold();
    return new LogOp.Settings(
        prefix == null ? "" : prefix,
        level == null ? LogOp.UNSET : level,
        log.flags(),
        group == null ? LogOp.UNSET : group,
        snapLength == null ? 0 : (int) (long) snapLength,
        threshold == null ? 0 : threshold);
  }
}

package dev.weir.nft.run;

import dev.weir.core.backend.HookPoint;
import dev.weir.core.backend.HookProgram;
import dev.weir.core.packet.ConntrackRef;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketParser;
import dev.weir.core.reject.RejectAnswers;
import dev.weir.core.trace.Mismatch;
import dev.weir.core.trace.TraceEvent;
import dev.weir.core.trace.TraceSink;
import dev.weir.core.trace.TracedChain;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.op.ActionOp;
import dev.weir.nft.op.LogOp;
import dev.weir.nft.op.RejectOp;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;
import org.jspecify.annotations.Nullable;

/**
 * Runs the base chains of one hook as the {@link Interpreter} does and tells a {@link TraceSink}
 * about every step.
 *
 * <p><i>Meaning.</i> Verdict, counters and packet are the Interpreter's, with the sink on or off;
 * while it is off, the Interpreter itself judges.
 *
 * <p>Source: net/netfilter/nf_tables_core.c (nft_do_chain), nf_tables_trace.c.
 */
final class TracingInterpreter extends HookProgram {
  /** NF_IP_PRI_CONNTRACK: chains from here on see what conntrack thinks of the packet. */
  private static final int CONNTRACK = -200;

  /** NFT_JUMP_STACK_SIZE. */
  private static final int STACK_SIZE = 16;

  private final HookPoint point;
  private final Interpreter.BaseEntry[] bases;
  private final TracedProgram traced;
  private final VmContext context;
  private final TraceSink sink;
  private final Interpreter plain;
  private final RejectAnswers answers;
  private final Registers registers = new Registers();
  private final int[] stackChains = new int[STACK_SIZE];
  private final int[] stackRules = new int[STACK_SIZE];

  TracingInterpreter(
      HookPoint point,
      Interpreter.BaseEntry[] bases,
      TracedProgram traced,
      VmContext context,
      TraceSink sink) {
    this.point = point;
    this.bases = bases;
    this.traced = traced;
    this.context = context;
    this.sink = sink;
    boolean checksums = context.conntrack().options().verifiesChecksums();
    answers = new RejectAnswers(checksums, point.hook());
    plain = new Interpreter(bases, traced.code(), context);
  }

  @Override
  public boolean isEmpty() {
    return bases.length == 0;
  }

  @Override
  public int evaluate(Packet packet) {
    if (!sink.isOn()) {
      return plain.evaluate(packet);
    }
    context.enter(packet);
    tell(
        new TraceEvent.HookEntered(
            point.hook(), packet.nfproto(), packet.iif().name(), packet.oif().name()));
    String state = stateOf(packet.conntrack());
    if (!state.isEmpty()) {
      tell(new TraceEvent.ConnectionSeen(state));
    }
    for (Interpreter.BaseEntry base : bases) {
      int gate = base.gate(packet);
      if (gate == Verdicts.ACCEPT) {
        continue;
      }
      if (gate == Verdicts.DROP) {
        tell(new TraceEvent.StackDecided("inet ingress drops packets with a bad IP header"));
        return gate;
      }
      TracedChain chain = traced.chain(base.chain());
      tell(new TraceEvent.ChainEntered(chain));
      int verdict = runBase(base.chain());
      PacketParser.refresh(packet);
      if (verdict == Verdicts.CONTINUE) {
        context.count(base.policySlot());
        verdict = base.policy();
        tell(new TraceEvent.PolicyDecided(chain, verdict));
      }
      if (verdict != Verdicts.ACCEPT) {
        return verdict;
      }
    }
    return Verdicts.ACCEPT;
  }

  /** As rules call it; "" where nobody tracked. */
  private String stateOf(ConntrackRef connection) {
    if (connection.isUntracked()) {
      return "untracked";
    }
    if (!connection.isAttached()) {
      return point.firstPriority() == CONNTRACK ? "invalid" : "";
    }
    return switch (connection.info()) {
      case ConntrackRef.ESTABLISHED, ConntrackRef.ESTABLISHED_REPLY -> "established";
      case ConntrackRef.RELATED, ConntrackRef.RELATED_REPLY -> "related";
      default -> "new";
    };
  }

  /** ACCEPT, DROP, or CONTINUE where the policy decides. */
  private int runBase(int baseChain) {
    int chain = baseChain;
    int rule = 0;
    int depth = 0;
    while (true) {
      int verdict = Verdicts.CONTINUE;
      int rules = traced.code()[chain].length;
      while (verdict == Verdicts.CONTINUE && rule < rules) {
        verdict = runRule(chain, rule++);
      }
      switch (Verdicts.code(verdict)) {
        case Verdicts.JUMP, Verdicts.GOTO -> {
          if (Verdicts.code(verdict) == Verdicts.JUMP) {
            if (depth == STACK_SIZE) {
              return Verdicts.DROP; // KERNEL: the verifier lets no program come here
            }
            stackChains[depth] = chain;
            stackRules[depth++] = rule;
          }
          chain = Verdicts.argument(verdict);
          rule = 0;
        }
        case Verdicts.CONTINUE, Verdicts.RETURN -> {
          boolean byRule = verdict == Verdicts.RETURN;
          TracedChain left = traced.chain(chain);
          if (depth == 0) {
            tell(new TraceEvent.ChainReturned(left, byRule, null));
            return Verdicts.CONTINUE;
          }
          chain = stackChains[--depth];
          rule = stackRules[depth];
          tell(new TraceEvent.ChainReturned(left, byRule, traced.chain(chain)));
        }
        default -> {
          return verdict;
        }
      }
    }
  }

  /** The rule's verdict, CONTINUE if it does not match or decides nothing. */
  private int runRule(int chain, int rule) {
    Op[] ops = traced.code()[chain][rule];
    registers.verdict = Verdicts.CONTINUE;
    for (int op = 0; op < ops.length; op++) {
      ops[op].eval(registers, context);
      if (ops[op] instanceof LogOp log) {
        tell(new TraceEvent.Logged(traced.rule(chain, rule), log.prefix()));
      }
      if (ops[op] instanceof ActionOp action && registers.verdict != Verdicts.BREAK) {
        tell(new TraceEvent.Acted(traced.rule(chain, rule), action.action(registers)));
      }
      if (ops[op] instanceof RejectOp reject) {
        tell(
            new TraceEvent.Rejected(
                traced.rule(chain, rule), reject.reply(context.packet(), answers)));
      }
      if (registers.verdict == Verdicts.BREAK) {
        Mismatch why =
            sink.wantsReasons() ? traced.why(chain, rule, op, context) : Mismatch.UNASKED;
        tried(chain, rule, Verdicts.CONTINUE, why);
        return Verdicts.CONTINUE;
      }
      if (registers.verdict != Verdicts.CONTINUE) {
        break;
      }
    }
    tried(chain, rule, registers.verdict, null);
    return registers.verdict;
  }

  private void tried(int chain, int rule, int verdict, @Nullable Mismatch mismatch) {
    int code = Verdicts.code(verdict);
    TracedChain target =
        code == Verdicts.JUMP || code == Verdicts.GOTO
            ? traced.chain(Verdicts.argument(verdict))
            : null;
    tell(new TraceEvent.RuleTried(traced.rule(chain, rule), verdict, target, mismatch));
  }

  private void tell(TraceEvent event) {
    sink.event(event, context.packet());
  }
}

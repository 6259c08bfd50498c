package dev.weir.nft.run;

import dev.weir.core.backend.HookProgram;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketParser;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Runs the base chains of one hook over packets, one at a time.
 *
 * <p><i>Meaning.</i> Rules run in order; the first op that leaves a verdict ends its rule; BREAK
 * and CONTINUE go on with the next one. Registers keep what they held.
 *
 * <p>Source: net/netfilter/nf_tables_core.c (nft_do_chain), core.c (nf_hook_slow).
 */
final class Interpreter extends HookProgram {
  /** NFT_JUMP_STACK_SIZE. */
  private static final int STACK_SIZE = 16;

  private final BaseEntry[] bases;
  private final Op[][][] chains;
  private final VmContext context;
  private final Registers registers = new Registers();
  private final Op[][][] stackChains = new Op[STACK_SIZE][][];
  private final int[] stackRules = new int[STACK_SIZE];

  /**
   * A base chain as the loop needs it.
   *
   * @param ipOnly whether it is one of inet at ingress: it sees whole IP packets only
   */
  record BaseEntry(int chain, int policy, int policySlot, boolean ipOnly) {
    /**
     * CONTINUE if the chain sees the packet, else what becomes of the packet without it.
     *
     * <p>KERNEL: nft_do_chain_inet_ingress lets pass what is not IP and drops what has a bad IP
     * header; no counter tells.
     */
    @HotPath
    int gate(Packet packet) {
      if (!ipOnly) {
        return Verdicts.CONTINUE;
      }
      int nfproto = packet.nfproto();
      if (nfproto != Packet.NFPROTO_IPV4 && nfproto != Packet.NFPROTO_IPV6) {
        return Verdicts.ACCEPT;
      }
      return packet.hasTransport() ? Verdicts.CONTINUE : Verdicts.DROP;
    }
  }

  /**
   * Makes a program.
   *
   * @param bases the base chains, in the order they run
   * @param chains ops by chain index, rule, place
   */
  Interpreter(BaseEntry[] bases, Op[][][] chains, VmContext context) {
    this.bases = bases;
    this.chains = chains;
    this.context = context;
  }

  @Override
  public boolean isEmpty() {
    return bases.length == 0;
  }

  @Override
  @HotPath
  public int evaluate(Packet packet) {
    context.enter(packet);
    for (BaseEntry base : bases) {
      int verdict = base.gate(packet);
      if (verdict == Verdicts.ACCEPT) {
        continue;
      }
      verdict = verdict == Verdicts.DROP ? verdict : runBase(chains[base.chain]);
      PacketParser.refresh(packet);
      if (verdict == Verdicts.CONTINUE) {
        context.count(base.policySlot);
        verdict = base.policy;
      }
      if (verdict != Verdicts.ACCEPT) {
        return verdict;
      }
    }
    return Verdicts.ACCEPT;
  }

  /** ACCEPT, DROP, or CONTINUE where the policy decides. */
  private int runBase(Op[][] baseRules) {
    Op[][] rules = baseRules;
    int rule = 0;
    int depth = 0;
    while (true) {
      int verdict = Verdicts.CONTINUE;
      while (verdict == Verdicts.CONTINUE && rule < rules.length) {
        verdict = runRule(rules[rule++]);
      }
      switch (Verdicts.code(verdict)) {
        case Verdicts.ACCEPT, Verdicts.DROP, Verdicts.STOLEN -> {
          return verdict;
        }
        case Verdicts.JUMP -> {
          if (depth == STACK_SIZE) {
            return Verdicts.DROP; // KERNEL: the verifier lets no program come here
          }
          stackChains[depth] = rules;
          stackRules[depth++] = rule;
          rules = chains[Verdicts.argument(verdict)];
          rule = 0;
        }
        case Verdicts.GOTO -> {
          rules = chains[Verdicts.argument(verdict)];
          rule = 0;
        }
        default -> { // RETURN, or the chain's end
          if (depth == 0) {
            return Verdicts.CONTINUE;
          }
          rules = stackChains[--depth];
          rule = stackRules[depth];
        }
      }
    }
  }

  /** The rule's verdict, CONTINUE if it does not match or decides nothing. */
  private int runRule(Op[] ops) {
    Registers file = registers;
    file.verdict = Verdicts.CONTINUE;
    for (Op op : ops) {
      op.eval(file, context);
      if (file.verdict != Verdicts.CONTINUE) {
        return file.verdict == Verdicts.BREAK ? Verdicts.CONTINUE : file.verdict;
      }
    }
    return Verdicts.CONTINUE;
  }
}

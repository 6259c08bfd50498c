package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Hands the packet to a program: {@code [ queue num 1-3 bypass fanout ]}.
 *
 * <p><i>Meaning.</i> No program listens: the packet is dropped, or with bypass accepted by this
 * base chain. Never BREAKs.
 *
 * <p>Source: net/netfilter/nft_queue.c, nf_queue.c (nf_queue: ESRCH).
 */
public final class QueueOp extends ActionOp {
  private final int first;
  private final int last;
  private final int word;
  private final boolean bypass;
  private final boolean fanout;

  private QueueOp(int first, int last, int word, boolean bypass, boolean fanout) {
    this.first = first;
    this.last = last;
    this.word = word;
    this.bypass = bypass;
    this.fanout = fanout;
  }

  /** Queues by number. */
  public static QueueOp of(int first, int last, boolean bypass, boolean fanout) {
    return new QueueOp(first, last, ABSENT, bypass, fanout);
  }

  /** A queue whose number is in a register. */
  public static QueueOp chosen(int word, boolean bypass, boolean fanout) {
    return new QueueOp(0, 0, Registers.checked(word, 2), bypass, fanout);
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    registers.verdict = bypass ? Verdicts.ACCEPT : Verdicts.DROP;
    tell(registers, context);
  }

  @Override
  public String action(Registers registers) {
    int from = word < 0 ? first : Short.reverseBytes((short) (registers.words[word] >>> 16));
    return "queue to " + (from & 0xffff) + (first == last ? "" : "-" + last);
  }

  @Override
  public int reads() {
    return mask(word, 2);
  }

  @Override
  public int writes() {
    return Registers.VERDICT_MASK;
  }

  @Override
  public String dump() {
    String number =
        word < 0
            ? " num " + first + (first == last ? "" : "-" + last)
            : register("sreg_qnum", word);
    return "[ queue" + number + (bypass ? " bypass" : "") + (fanout ? " fanout" : "") + " ]";
  }
}

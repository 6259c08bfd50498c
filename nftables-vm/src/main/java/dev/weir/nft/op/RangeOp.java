package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.RegisterBytes;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Compares a register with a closed range: {@code [ range neq reg 1 0x00001600 0x00005000 ]}.
 *
 * <p><i>Meaning.</i> Bytes in order, unsigned, over the bounds' length. {@code eq} BREAKs outside
 * the range, {@code neq} inside it.
 *
 * <p>Source: net/netfilter/nft_range.c.
 */
public final class RangeOp extends Op {
  private final boolean negated;
  private final int sreg;
  private final int lengthBytes;
  private final int[] from;
  private final int[] to;
  private final int lastMask;

  /** Compares the register at word {@code sreg}; both bounds have the same length. */
  public RangeOp(boolean negated, int sreg, byte[] from, byte[] to) {
    if (from.length != to.length) {
      throw new IllegalStateException("range bounds of different lengths");
    }
    this.negated = negated;
    this.sreg = Registers.checked(sreg, from.length);
    this.lengthBytes = from.length;
    this.from = RegisterBytes.words(from);
    this.to = RegisterBytes.words(to);
    int lastBytes = from.length - 4 * (this.from.length - 1);
    lastMask = -1 << (32 - 8 * lastBytes);
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    int[] words = registers.words;
    boolean inside = compare(words, from) >= 0 && compare(words, to) <= 0;
    if (inside == negated) {
      registers.verdict = Verdicts.BREAK;
    }
  }

  private int compare(int[] words, int[] bound) {
    int last = bound.length - 1;
    for (int i = 0; i < last; i++) {
      if (words[sreg + i] != bound[i]) {
        return Integer.compareUnsigned(words[sreg + i], bound[i]);
      }
    }
    return Integer.compareUnsigned(words[sreg + last] & lastMask, bound[last]);
  }

  @Override
  public int reads() {
    return Registers.mask(sreg, lengthBytes);
  }

  @Override
  public String dump() {
    return "[ range "
        + (negated ? "neq" : "eq")
        + " reg "
        + Registers.number(sreg)
        + " "
        + RegisterBytes.dump(from)
        + " "
        + RegisterBytes.dump(to)
        + " ]";
  }
}

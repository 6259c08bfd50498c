package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.RegisterBytes;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;
import java.util.Locale;

/**
 * Compares a register with a constant: {@code [ cmp eq reg 1 0x00001600 ]}.
 *
 * <p><i>Meaning.</i> The bytes are compared in order, unsigned, over the constant's length only
 * ({@code eth*} is a comparison of three bytes); BREAKs when the relation does not hold.
 *
 * <p>Source: net/netfilter/nft_cmp.c.
 */
public final class CmpOp extends Op {
  private final Relation relation;
  private final int sreg;
  private final int lengthBytes;
  private final int[] data;
  private final int lastMask;

  /** How the register must stand to the constant; in the kernel's order, NFT_CMP_*. */
  public enum Relation {
    EQ,
    NEQ,
    LT,
    LTE,
    GT,
    GTE
  }

  /** Compares the register at word {@code sreg} with 1 to 64 bytes. */
  public CmpOp(Relation relation, int sreg, byte[] data) {
    this.relation = relation;
    this.sreg = Registers.checked(sreg, data.length);
    this.lengthBytes = data.length;
    this.data = RegisterBytes.words(data);
    int lastBytes = data.length - 4 * (this.data.length - 1);
    lastMask = -1 << (32 - 8 * lastBytes);
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    int order = compare(registers.words);
    boolean holds =
        switch (relation) {
          case EQ -> order == 0;
          case NEQ -> order != 0;
          case LT -> order < 0;
          case LTE -> order <= 0;
          case GT -> order > 0;
          case GTE -> order >= 0;
        };
    if (!holds) {
      registers.verdict = Verdicts.BREAK;
    }
  }

  /** Unsigned order of the register's bytes and the constant's. */
  private int compare(int[] words) {
    int last = data.length - 1;
    for (int i = 0; i < last; i++) {
      if (words[sreg + i] != data[i]) {
        return Integer.compareUnsigned(words[sreg + i], data[i]);
      }
    }
    return Integer.compareUnsigned(words[sreg + last] & lastMask, data[last]);
  }

  @Override
  public int reads() {
    return Registers.mask(sreg, lengthBytes);
  }

  @Override
  public String dump() {
    return "[ cmp "
        + relation.name().toLowerCase(Locale.ROOT)
        + " reg "
        + Registers.number(sreg)
        + " "
        + RegisterBytes.dump(data)
        + " ]";
  }
}

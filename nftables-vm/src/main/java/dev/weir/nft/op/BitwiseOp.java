package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.RegisterBytes;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Masks and flips bits: {@code [ bitwise reg 1 = ( reg 1 & 0x00ffffff ) ^ 0x00000000 ]}.
 *
 * <p><i>Meaning.</i> {@code dreg = (sreg & mask) ^ xor}, word by word. Mask and xor are filled up
 * with zeroes to whole words, so the rest of a last word becomes zero. Never BREAKs.
 *
 * <p>Source: net/netfilter/nft_bitwise.c (NFT_BITWISE_MASK_XOR).
 */
public final class BitwiseOp extends Op {
  private final int sreg;
  private final int dreg;
  private final int lengthBytes;
  private final int[] mask;
  private final int[] xor;

  /** Works on as many bytes as {@code mask} and {@code xor} have. */
  public BitwiseOp(int sreg, int dreg, byte[] mask, byte[] xor) {
    if (mask.length != xor.length) {
      throw new IllegalStateException("mask and xor of different lengths");
    }
    this.sreg = Registers.checked(sreg, mask.length);
    this.dreg = Registers.checked(dreg, mask.length);
    this.lengthBytes = mask.length;
    this.mask = RegisterBytes.words(mask);
    this.xor = RegisterBytes.words(xor);
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    int[] words = registers.words;
    for (int i = 0; i < mask.length; i++) {
      words[dreg + i] = (words[sreg + i] & mask[i]) ^ xor[i];
    }
  }

  @Override
  public int reads() {
    return Registers.mask(sreg, lengthBytes);
  }

  @Override
  public int writes() {
    return Registers.mask(dreg, lengthBytes);
  }

  @Override
  public String dump() {
    return "[ bitwise reg "
        + Registers.number(dreg)
        + " = ( reg "
        + Registers.number(sreg)
        + " & "
        + RegisterBytes.dump(mask)
        + " ) ^ "
        + RegisterBytes.dump(xor)
        + " ]";
  }
}

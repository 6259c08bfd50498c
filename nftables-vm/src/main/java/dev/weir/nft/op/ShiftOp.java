package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.RegisterBytes;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Shifts a register: {@code [ bitwise reg 1 = ( reg 1 << 0x00000004 ) ]}.
 *
 * <p><i>Meaning.</i> The words are taken as host-order numbers, the first word the highest, and the
 * whole register is shifted, bits carried from word to word. Never BREAKs.
 *
 * <p>Source: net/netfilter/nft_bitwise.c (NFT_BITWISE_LSHIFT, NFT_BITWISE_RSHIFT).
 */
public final class ShiftOp extends Op {
  private final boolean left;
  private final int sreg;
  private final int dreg;
  private final int lengthBytes;
  private final int bits;

  /** Shifts {@code lengthBytes} bytes by 0 to 31 bits. */
  public ShiftOp(boolean left, int sreg, int dreg, int lengthBytes, int bits) {
    if (bits < 0 || bits > 31) {
      throw new IllegalStateException("shift by " + bits);
    }
    this.left = left;
    this.sreg = Registers.checked(sreg, lengthBytes);
    this.dreg = Registers.checked(dreg, lengthBytes);
    this.lengthBytes = lengthBytes;
    this.bits = bits;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    int count = Registers.wordsFor(lengthBytes);
    int carry = 0;
    for (int i = 0; i < count; i++) {
      int at = left ? count - 1 - i : i;
      int value = registers.loadHost32(sreg + at);
      int shifted = left ? value << bits : value >>> bits;
      registers.storeHost32(dreg + at, shifted | carry);
      // KERNEL: a shift by 0 would carry the whole word on x86; the kernel refuses it at load.
      carry = left ? value >>> (32 - bits) : value << (32 - bits);
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
        + (left ? " << " : " >> ")
        + RegisterBytes.dump(RegisterBytes.words(RegisterBytes.host32(bits)))
        + " ) ]";
  }
}

package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.RegisterBytes;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Puts a constant into a register: {@code [ immediate reg 1 0x00000005 ]}.
 *
 * <p><i>Meaning.</i> Stores the bytes, the last word filled up with zeroes. Never BREAKs.
 *
 * <p>Source: net/netfilter/nft_immediate.c.
 */
public final class ImmediateOp extends Op {
  private final int dreg;
  private final int lengthBytes;
  private final int[] data;

  /** Stores {@code data} at word {@code dreg}. */
  public ImmediateOp(int dreg, byte[] data) {
    this.dreg = Registers.checked(dreg, data.length);
    this.lengthBytes = data.length;
    this.data = RegisterBytes.words(data);
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    int[] words = registers.words;
    for (int i = 0; i < data.length; i++) {
      words[dreg + i] = data[i];
    }
  }

  @Override
  public int writes() {
    return Registers.mask(dreg, lengthBytes);
  }

  @Override
  public String dump() {
    return "[ immediate reg " + Registers.number(dreg) + " " + RegisterBytes.dump(data) + " ]";
  }
}

package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Turns integers between host and network order: {@code [ byteorder reg 1 = hton(reg 1, 4, 4) ]}.
 *
 * <p><i>Meaning.</i> Swaps the bytes of each integer of {@code size} bytes in {@code length} bytes;
 * on a little-endian machine both directions do the same. Bytes beyond the length stay. Never
 * BREAKs.
 *
 * <p>Source: net/netfilter/nft_byteorder.c.
 */
public final class ByteorderOp extends Op {
  private final boolean toNetwork;
  private final int sreg;
  private final int dreg;
  private final int lengthBytes;
  private final int sizeBytes;

  /** Converts {@code lengthBytes} bytes of integers of {@code sizeBytes} (2, 4 or 8) each. */
  public ByteorderOp(boolean toNetwork, int sreg, int dreg, int lengthBytes, int sizeBytes) {
    if (sizeBytes != 2 && sizeBytes != 4 && sizeBytes != 8) {
      throw new IllegalStateException("byteorder of " + sizeBytes + " bytes");
    }
    this.toNetwork = toNetwork;
    this.sreg = Registers.checked(sreg, lengthBytes);
    this.dreg = Registers.checked(dreg, lengthBytes);
    this.lengthBytes = lengthBytes;
    this.sizeBytes = sizeBytes;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    int[] words = registers.words;
    switch (sizeBytes) {
      case 8 -> {
        for (int i = 0; i + 1 < lengthBytes / 4; i += 2) {
          int high = words[sreg + i];
          words[dreg + i] = Integer.reverseBytes(words[sreg + i + 1]);
          words[dreg + i + 1] = Integer.reverseBytes(high);
        }
      }
      case 4 -> {
        for (int i = 0; i < lengthBytes / 4; i++) {
          words[dreg + i] = Integer.reverseBytes(words[sreg + i]);
        }
      }
      default -> swapHalves(words);
    }
  }

  private void swapHalves(int[] words) {
    for (int i = 0; i < lengthBytes / 2; i++) {
      int shift = (i & 1) == 0 ? 16 : 0;
      int half = words[sreg + (i >> 1)] >>> shift & 0xffff;
      int swapped = (half << 8 | half >>> 8) & 0xffff;
      int at = dreg + (i >> 1);
      words[at] = (words[at] & ~(0xffff << shift)) | (swapped << shift);
    }
  }

  @Override
  public int reads() {
    // A last word written by half keeps its other half.
    int kept = lengthBytes % 4 == 0 ? 0 : 1 << (dreg + lengthBytes / 4);
    return Registers.mask(sreg, lengthBytes) | kept;
  }

  @Override
  public int writes() {
    return Registers.mask(dreg, lengthBytes);
  }

  @Override
  public String dump() {
    return "[ byteorder reg "
        + Registers.number(dreg)
        + (toNetwork ? " = hton(reg " : " = ntoh(reg ")
        + Registers.number(sreg)
        + ", "
        + sizeBytes
        + ", "
        + lengthBytes
        + ") ]";
  }
}

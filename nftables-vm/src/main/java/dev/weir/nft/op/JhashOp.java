package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;
import org.jspecify.annotations.Nullable;

/**
 * Hashes a register: {@code [ hash reg 1 = jhash(reg 2, 4, 0xdeadbeef) % mod 2 ]}.
 *
 * <p>{@code jhash ip saddr . tcp dport mod 4 seed 0xdeadbeef vmap { ... }}.
 *
 * <p><i>Meaning.</i> Bob Jenkins' hash of the key's bytes, scaled (not divided) to the modulus. The
 * seed that is not given is drawn once, from the namespace's.
 *
 * <p>Source: net/netfilter/nft_hash.c, include/linux/jhash.h; Bob Jenkins, lookup3 (2006).
 */
public final class JhashOp extends Op {
  private static final int GOLDEN = 0xdeadbeef;

  private final int sreg;
  private final int lengthBytes;
  private final int dreg;
  private final long modulus;
  private final long offset;
  private final @Nullable Long givenSeed;
  private int seed;
  private boolean seeded;

  /**
   * Hashes {@code lengthBytes} bytes from word {@code sreg} on to word {@code dreg}.
   *
   * @param givenSeed null to draw one
   */
  public JhashOp(
      int sreg, int lengthBytes, int dreg, long modulus, @Nullable Long givenSeed, long offset) {
    this.sreg = Registers.checked(sreg, lengthBytes);
    this.lengthBytes = lengthBytes;
    this.dreg = Registers.checked(dreg, 4);
    this.modulus = modulus;
    this.offset = offset;
    this.givenSeed = givenSeed;
    seeded = givenSeed != null;
    seed = givenSeed == null ? 0 : givenSeed.intValue();
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    if (!seeded) {
      seeded = true;
      seed = context.namespace().random().nextInt();
    }
    int hash = hash(registers.words, sreg, lengthBytes, seed);
    registers.storeHost32(dreg, (int) (NumgenOp.scaled(hash, modulus) + offset));
  }

  /** The hash of bytes in register words; those behind the last byte are zero. */
  @HotPath
  static int hash(int[] words, int from, int lengthBytes, int initial) {
    int a = GOLDEN + lengthBytes + initial;
    int b = a;
    int c = a;
    int at = from;
    int left = lengthBytes;
    while (left > 12) {
      a += Integer.reverseBytes(words[at]);
      b += Integer.reverseBytes(words[at + 1]);
      c += Integer.reverseBytes(words[at + 2]);
      a = (a - c) ^ Integer.rotateLeft(c, 4);
      c += b;
      b = (b - a) ^ Integer.rotateLeft(a, 6);
      a += c;
      c = (c - b) ^ Integer.rotateLeft(b, 8);
      b += a;
      a = (a - c) ^ Integer.rotateLeft(c, 16);
      c += b;
      b = (b - a) ^ Integer.rotateLeft(a, 19);
      a += c;
      c = (c - b) ^ Integer.rotateLeft(b, 4);
      b += a;
      left -= 12;
      at += 3;
    }
    a += Integer.reverseBytes(words[at]);
    b += left > 4 ? Integer.reverseBytes(words[at + 1]) : 0;
    c += left > 8 ? Integer.reverseBytes(words[at + 2]) : 0;
    c = (c ^ b) - Integer.rotateLeft(b, 14);
    a = (a ^ c) - Integer.rotateLeft(c, 11);
    b = (b ^ a) - Integer.rotateLeft(a, 25);
    c = (c ^ b) - Integer.rotateLeft(b, 16);
    a = (a ^ c) - Integer.rotateLeft(c, 4);
    b = (b ^ a) - Integer.rotateLeft(a, 14);
    c = (c ^ b) - Integer.rotateLeft(b, 24);
    return c;
  }

  @Override
  public int reads() {
    return Registers.mask(sreg, lengthBytes);
  }

  @Override
  public int writes() {
    return Registers.mask(dreg, 4);
  }

  @Override
  public String dump() {
    return "[ hash reg "
        + Registers.number(dreg)
        + " = jhash(reg "
        + Registers.number(sreg)
        + ", "
        + lengthBytes
        + ", 0x"
        + Integer.toHexString(givenSeed == null ? 0 : givenSeed.intValue())
        + ") % mod "
        + modulus
        + (offset == 0 ? "" : " offset " + offset)
        + " ]";
  }
}

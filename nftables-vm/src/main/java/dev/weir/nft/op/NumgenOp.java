package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.nft.selector.NumgenSelector;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Makes a number for each packet: {@code [ numgen reg 1 = inc mod 2 ]}.
 *
 * <p>{@code numgen inc mod 2 vmap { 0 : jump a, 1 : jump b }} sends packets there in turn.
 *
 * <p><i>Meaning.</i> {@code inc} counts from 0 up to the modulus and begins again; each expression
 * has a count of its own, which every packet that gets there moves. {@code random} draws even over
 * all numbers, from the namespace's seed.
 *
 * <p>Source: net/netfilter/nft_numgen.c.
 */
public final class NumgenOp extends Op {
  private static final long ALL_BITS = 0xffff_ffffL;

  private final NumgenSelector selector;
  private final int dreg;
  private long next;

  /** A generator of its own, to word {@code dreg}. */
  public NumgenOp(NumgenSelector selector, int dreg) {
    this.selector = selector;
    this.dreg = Registers.checked(dreg, selector.lengthBytes());
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    long number;
    if (selector.random()) {
      number = scaled(context.namespace().random().nextInt(), selector.modulus());
    } else {
      number = next;
      next = number + 1 < selector.modulus() ? number + 1 : 0;
    }
    registers.storeHost32(dreg, (int) (number + selector.offset()));
  }

  /** reciprocal_scale: 32 random bits made a number below {@code modulus}. */
  @HotPath
  static long scaled(int bits, long modulus) {
    return ((bits & ALL_BITS) * modulus) >>> 32;
  }

  @Override
  public int writes() {
    return Registers.mask(dreg, selector.lengthBytes());
  }

  @Override
  public String dump() {
    return "[ numgen reg "
        + Registers.number(dreg)
        + " = "
        + (selector.random() ? "random" : "inc")
        + " mod "
        + selector.modulus()
        + (selector.offset() == 0 ? "" : " offset " + selector.offset())
        + " ]";
  }
}

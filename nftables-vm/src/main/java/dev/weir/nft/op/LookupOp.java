package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.LiveElements;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;
import dev.weir.nft.vm.VmSet;

/**
 * Looks a key up in a set or map.
 *
 * <pre>{@code
 * [ lookup reg 1 set blocked ]          ip saddr @blocked
 * [ lookup reg 1 set blocked 0x1 ]      ip saddr != @blocked
 * [ lookup reg 1 set marks dreg 1 ]     ... ip saddr map @marks
 * [ lookup reg 1 set ways dreg 0 ]      ip saddr vmap @ways
 * }</pre>
 *
 * <p><i>Meaning.</i> A miss BREAKs (inverted: a hit does). A map's data goes to the register, a
 * verdict map's to the verdict register; {@code continue} there lets the rule go on. What the
 * element remembers then sees the packet, and may BREAK.
 *
 * <p>Source: net/netfilter/nft_lookup.c.
 */
public final class LookupOp extends Op {
  private static final int NO_DREG = -1;
  private static final int VERDICT_DREG = -2;
  private static final int NO_COUNT = -1;

  private final VmSet set;
  private final LiveElements elements;
  private final int sreg;
  private final int dreg;
  private final boolean inverted;
  private final int countSlot;

  private LookupOp(VmSet set, int sreg, int dreg, boolean inverted, int countSlot) {
    this.set = set;
    this.elements = set.live();
    this.sreg = Registers.checked(sreg, 4 * set.keyWords());
    this.dreg = dreg;
    this.inverted = inverted;
    this.countSlot = countSlot;
  }

  /** {@code @set}, or {@code != @set} when inverted. */
  public static LookupOp match(VmSet set, int sreg, boolean inverted) {
    return new LookupOp(set, sreg, NO_DREG, inverted, NO_COUNT);
  }

  /** {@code map @set}: the data goes to word {@code dreg}. */
  public static LookupOp map(VmSet set, int sreg, int dreg) {
    return new LookupOp(set, sreg, Registers.checked(dreg, 4 * set.dataWords()), false, NO_COUNT);
  }

  /** {@code vmap @set}. */
  public static LookupOp verdictMap(VmSet set, int sreg) {
    return new LookupOp(set, sreg, VERDICT_DREG, false, NO_COUNT);
  }

  /** {@code vmap @set} of a rule without a counter of its own: a hit counts for the rule. */
  public static LookupOp countedVerdictMap(VmSet set, int sreg, int countSlot) {
    return new LookupOp(set, sreg, VERDICT_DREG, false, countSlot);
  }

  @Override
  public VmSet set() {
    return set;
  }

  /** Whether the result is a verdict. */
  public boolean isVerdictMap() {
    return dreg == VERDICT_DREG;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    LiveElements live = elements;
    int element = live.find(registers.words, sreg, context.packet().nowNanos());
    if ((element >= 0) == inverted) {
      registers.verdict = Verdicts.BREAK;
      return;
    }
    if (dreg >= 0) {
      live.copyData(element, registers.words, dreg);
    } else if (dreg == VERDICT_DREG) {
      registers.verdict = live.verdict(element);
      if (countSlot >= 0) {
        context.count(countSlot);
      }
    }
    if (element >= 0) {
      live.count(element, registers, context);
    }
  }

  @Override
  public int reads() {
    return Registers.mask(sreg, 4 * set.keyWords());
  }

  @Override
  public int writes() {
    if (dreg == VERDICT_DREG) {
      return Registers.VERDICT_MASK;
    }
    return dreg == NO_DREG ? 0 : Registers.mask(dreg, 4 * set.dataWords());
  }

  @Override
  public String dump() {
    String text = "[ lookup reg " + Registers.number(sreg) + " set " + set.name();
    if (dreg != NO_DREG) {
      text += " dreg " + (dreg == VERDICT_DREG ? 0 : Registers.number(dreg));
    }
    return text + (inverted ? " 0x1 ]" : " ]");
  }
}

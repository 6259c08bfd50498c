package dev.weir.nft.op;

import dev.weir.core.nat.NatRange;
import dev.weir.core.packet.HotPath;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Binds the source to the address of the device the packet leaves by: {@code [ masq ]}.
 *
 * <p><i>Meaning.</i> Accepts the packet, drops it where the host has no address at all.
 *
 * <p>Source: net/netfilter/nft_masq.c.
 */
public final class MasqueradeOp extends Op {
  private final NatRegisters places;
  private final NatRange range = new NatRange();

  public MasqueradeOp(NatRegisters places) {
    this.places = places;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    places.start(range, registers, 0);
    registers.verdict = context.nat().masquerade(context.packet(), range);
  }

  @Override
  public boolean needsConntrack() {
    return true;
  }

  @Override
  public int reads() {
    return places.reads(0);
  }

  @Override
  public int writes() {
    return Registers.VERDICT_MASK;
  }

  @Override
  public String dump() {
    return "[ masq" + places.dump() + " ]";
  }
}

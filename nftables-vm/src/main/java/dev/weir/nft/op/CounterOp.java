package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Counts the packet: {@code [ counter pkts 0 bytes 0 ]}.
 *
 * <p><i>Meaning.</i> Adds one packet and the packet's {@code meta length} to its slot. What the
 * rule text gives as a start ({@code counter packets 5 bytes 100}) is the listing's and the slot's
 * initial value. Never BREAKs.
 *
 * <p>Source: net/netfilter/nft_counter.c.
 */
public final class CounterOp extends Op {
  private final int slot;
  private final long initialPackets;
  private final long initialBytes;

  public CounterOp(int slot, long initialPackets, long initialBytes) {
    this.slot = slot;
    this.initialPackets = initialPackets;
    this.initialBytes = initialBytes;
  }

  public int slot() {
    return slot;
  }

  public long initialPackets() {
    return initialPackets;
  }

  public long initialBytes() {
    return initialBytes;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    context.count(slot);
  }

  @Override
  public String dump() {
    return "[ counter pkts "
        + Long.toUnsignedString(initialPackets)
        + " bytes "
        + Long.toUnsignedString(initialBytes)
        + " ]";
  }
}

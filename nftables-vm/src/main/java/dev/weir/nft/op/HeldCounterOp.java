package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.StatefulOp;
import dev.weir.nft.vm.VmContext;

/**
 * A counter with numbers of its own, for an element of a set: {@code [ counter pkts 0 bytes 0 ]}.
 *
 * <p><i>Meaning.</i> As {@link CounterOp}, which counts in a slot of the rule set instead. Never
 * BREAKs.
 *
 * <p>Source: net/netfilter/nft_counter.c (nft_counter_clone).
 */
public final class HeldCounterOp extends StatefulOp {
  private final long initialPackets;
  private final long initialBytes;
  private long packets;
  private long bytes;

  /** A counter that begins with these numbers. */
  public HeldCounterOp(long initialPackets, long initialBytes) {
    this.initialPackets = initialPackets;
    this.initialBytes = initialBytes;
    packets = initialPackets;
    bytes = initialBytes;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    packets++;
    bytes += context.packet().networkLength();
  }

  @Override
  public HeldCounterOp fresh() {
    return new HeldCounterOp(initialPackets, initialBytes);
  }

  @Override
  public long[] shown(long nowNanos) {
    return new long[] {packets, bytes};
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

package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.StatefulOp;
import dev.weir.nft.vm.VmContext;

/**
 * Remembers when the last packet came by: {@code [ last never ]}, {@code [ last 1000 ]} (ms ago).
 *
 * <p><i>Meaning.</i> Always goes on.
 *
 * <p>Source: net/netfilter/nft_last.c; the listing is libnftnl's, nft 1.0.6 does not know it.
 */
public final class LastOp extends StatefulOp {
  /** Of a packet that never came. */
  public static final long NEVER = -1;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long usedMillis;
  private boolean seen;
  private long lastNanos;

  /**
   * A memory of its own.
   *
   * @param usedMillis how long ago the text says the last packet came, or {@link #NEVER}
   */
  public LastOp(long usedMillis) {
    this.usedMillis = usedMillis;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    seen = true;
    lastNanos = context.packet().nowNanos();
  }

  @Override
  public LastOp fresh() {
    return new LastOp(NEVER);
  }

  /** Nanoseconds since the last packet. */
  @Override
  public long[] shown(long nowNanos) {
    if (seen) {
      return new long[] {Math.max(0, nowNanos - lastNanos)};
    }
    return new long[] {usedMillis == NEVER ? NEVER : usedMillis * NANOS_PER_MILLI};
  }

  @Override
  public String dump() {
    return usedMillis == NEVER ? "[ last never ]" : "[ last " + usedMillis + " ]";
  }
}

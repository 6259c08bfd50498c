package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.state.ByteQuota;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.StatefulOp;
import dev.weir.nft.vm.VmContext;

/**
 * Goes on until so many bytes were seen, or (over) from then on: {@code [ quota bytes 100 consumed
 * 0 flags 0 ]}.
 *
 * <p><i>Meaning.</i> Counts each packet that gets here, then BREAKs where the sum is above the
 * quota; with {@code over} the other way round.
 *
 * <p>Source: net/netfilter/nft_quota.c.
 */
public final class QuotaOp extends StatefulOp {
  private final long quotaBytes;
  private final long usedBytes;
  private final boolean over;
  private final ByteQuota quota;

  /**
   * A quota with a count of its own.
   *
   * @param over whether it goes on where the quota is used up
   */
  public QuotaOp(long quotaBytes, long usedBytes, boolean over) {
    this.quotaBytes = quotaBytes;
    this.usedBytes = usedBytes;
    this.over = over;
    quota = new ByteQuota(quotaBytes, usedBytes);
  }

  public long quotaBytes() {
    return quotaBytes;
  }

  /** Whether it goes on where the quota is used up. */
  public boolean isOver() {
    return over;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    if (quota.isOver(context.packet().networkLength()) != over) {
      registers.verdict = Verdicts.BREAK;
    }
  }

  @Override
  public QuotaOp fresh() {
    return new QuotaOp(quotaBytes, usedBytes, over);
  }

  @Override
  public long[] shown(long nowNanos) {
    return new long[] {quota.shownBytes()};
  }

  @Override
  public String dump() {
    return "[ quota bytes "
        + quotaBytes
        + " consumed "
        + usedBytes
        + " flags "
        + (over ? 1 : 0)
        + " ]";
  }
}

package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.state.TokenBucket;
import dev.weir.core.state.TokenRate;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.StatefulOp;
import dev.weir.nft.vm.VmContext;

/**
 * Goes on while packets come no faster than a rate, or (over) while they do: {@code [ limit rate
 * 10/second burst 5 type packets flags 0x0 ]}.
 *
 * <p><i>Meaning.</i> Each packet that gets here takes tokens if there are enough; BREAKs otherwise,
 * and with {@code over} the other way round. The clock is the packet's.
 *
 * <p>Source: net/netfilter/nft_limit.c.
 */
public final class LimitOp extends StatefulOp {
  private final TokenRate rate;
  private final boolean over;
  private final TokenBucket bucket;

  /**
   * A limit with a full bucket of its own.
   *
   * @param over whether it goes on where tokens are missing
   */
  public LimitOp(TokenRate rate, boolean over) {
    this.rate = rate;
    this.over = over;
    bucket = new TokenBucket(rate);
  }

  public TokenRate rate() {
    return rate;
  }

  /** Whether it goes on where tokens are missing. */
  public boolean isOver() {
    return over;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    Packet packet = context.packet();
    if (bucket.take(packet.networkLength(), packet.nowNanos()) == over) {
      registers.verdict = Verdicts.BREAK;
    }
  }

  @Override
  public LimitOp fresh() {
    return new LimitOp(rate, over);
  }

  @Override
  public String dump() {
    return "[ limit rate "
        + Long.toUnsignedString(rate.rate())
        + "/"
        + rate.unitWord()
        + " burst "
        + rate.burst()
        + " type "
        + (rate.ofBytes() ? "bytes" : "packets")
        + " flags "
        + (over ? "0x1" : "0x0")
        + " ]";
  }
}

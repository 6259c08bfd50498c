package dev.weir.nft.op;

import dev.weir.core.conntrack.ConnCount;
import dev.weir.core.packet.HotPath;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.StatefulOp;
import dev.weir.nft.vm.VmContext;

/**
 * Goes on while there are not more than so many connections, or (over) where there are: {@code [
 * connlimit count 3 flags 1 ]}.
 *
 * <p><i>Meaning.</i> Adds the packet's connection to those it has seen ({@link ConnCount}) and
 * BREAKs where there are more than the limit; with {@code over} the other way round. A packet that
 * can have no connection is dropped.
 *
 * <p>Source: net/netfilter/nft_connlimit.c.
 */
public final class ConnLimitOp extends StatefulOp {
  private final long limit;
  private final boolean over;
  private final ConnCount connections = new ConnCount();

  /**
   * A limit that has seen no connection.
   *
   * @param limit 0 to 2^32 - 1
   * @param over whether it goes on where there are more
   */
  public ConnLimitOp(long limit, boolean over) {
    this.limit = limit;
    this.over = over;
  }

  @Override
  public boolean needsConntrack() {
    return true;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    int count = connections.add(context.conntrack(), context.packet());
    if (count == ConnCount.NO_TUPLE) {
      registers.verdict = Verdicts.DROP;
    } else if (count > limit != over) {
      registers.verdict = Verdicts.BREAK;
    }
  }

  @Override
  public ConnLimitOp fresh() {
    return new ConnLimitOp(limit, over);
  }

  @Override
  public int writes() {
    return Registers.VERDICT_MASK;
  }

  @Override
  public String dump() {
    return "[ connlimit count " + limit + " flags " + (over ? 1 : 0) + " ]";
  }
}

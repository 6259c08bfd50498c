package dev.weir.nft.op;

import dev.weir.core.packet.ConntrackRef;
import dev.weir.core.packet.HotPath;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * What a rule does that gives a packet or connection a thing weir keeps no account of: a helper, a
 * timeout policy, an expectation, a security mark of the LSM.
 *
 * <p><i>Meaning.</i> The rule goes on, as it does in the kernel; an expectation BREAKs for packets
 * whose connection is not a new one.
 *
 * <p><i>Limits vs kernel:</i> connections never have a helper, keep the usual timeouts, and are not
 * expected by others; no security mark is set.
 *
 * <p>Source: net/netfilter/nft_ct.c (nft_ct_helper_obj_eval and its like), nft_meta.c.
 */
public final class IdleObjectOp extends Op {
  /** IPS_CONFIRMED. */
  private static final int CONFIRMED = 8;

  private final String text;
  private final boolean tracks;
  private final boolean onlyNew;

  /** An op whose object asks for connections, or does not. */
  public IdleObjectOp(String text, boolean tracks) {
    this(text, tracks, false);
  }

  private IdleObjectOp(String text, boolean tracks, boolean onlyNew) {
    this.text = text;
    this.tracks = tracks;
    this.onlyNew = onlyNew;
  }

  /** What {@code ct expectation set} does. */
  public static IdleObjectOp expectation(String text) {
    return new IdleObjectOp(text, true, true);
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    if (!onlyNew) {
      return;
    }
    ConntrackRef ref = context.packet().conntrack();
    if (!ref.isAttached() || (context.conntrack().status(ref.entry()) & CONFIRMED) != 0) {
      registers.verdict = Verdicts.BREAK;
    }
  }

  @Override
  public boolean needsConntrack() {
    return tracks;
  }

  @Override
  public boolean isListed() {
    return false;
  }

  @Override
  public String dump() {
    return "[ " + text + " ]";
  }
}

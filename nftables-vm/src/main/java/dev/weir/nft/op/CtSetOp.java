package dev.weir.nft.op;

import dev.weir.core.packet.ConntrackRef;
import dev.weir.core.packet.HotPath;
import dev.weir.nft.vm.CtKey;
import dev.weir.nft.vm.CtKey.Direction;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Sets the connection's mark, the zone to look in, or the events to report: {@code [ ct set mark
 * with reg 1 ]}.
 *
 * <p><i>Meaning.</i> The mark needs a connection, without one nothing happens. The zone is for
 * packets that are not tracked yet, with a connection or a zone already there nothing happens.
 * Events have nobody to see them. Never BREAKs.
 *
 * <p>Source: net/netfilter/nft_ct.c (nft_ct_set_eval, nft_ct_set_zone_eval).
 */
public final class CtSetOp extends Op {
  private final CtKey key;
  private final Direction direction;
  private final int sreg;

  /** Sets a {@linkplain CtKey#isSettable settable} key from word {@code sreg}. */
  public CtSetOp(CtKey key, Direction direction, int sreg) {
    if (!key.isSettable()) {
      throw new IllegalStateException("ct " + key.listingName() + " cannot be set");
    }
    this.key = key;
    this.direction = direction;
    this.sreg = Registers.checked(sreg, key.lengthBytes());
  }

  public CtKey key() {
    return key;
  }

  @Override
  public boolean needsConntrack() {
    return true;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    ConntrackRef ref = context.packet().conntrack();
    if (key == CtKey.MARK) {
      if (ref.isAttached()) {
        context.conntrack().setMark(ref.entry(), registers.loadHost32(sreg));
      }
    } else if (key == CtKey.ZONE && !ref.isAttached() && !ref.hasZoneTemplate()) {
      // KERNEL: a zone undoes an earlier notrack
      ref.detach();
      ref.setZoneTemplate(registers.loadHost32(sreg) & 0xffff);
    }
  }

  @Override
  public int reads() {
    return Registers.mask(sreg, key.lengthBytes());
  }

  @Override
  public String dump() {
    String dir = direction == Direction.BOTH ? "" : " , dir " + direction.word();
    return "[ ct set " + key.listingName() + " with reg " + Registers.number(sreg) + dir + " ]";
  }
}

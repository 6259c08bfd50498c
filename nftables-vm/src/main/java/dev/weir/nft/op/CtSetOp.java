package dev.weir.nft.op;

import dev.weir.core.conntrack.Conntrack;
import dev.weir.core.packet.ConntrackRef;
import dev.weir.core.packet.HotPath;
import dev.weir.nft.vm.CtKey;
import dev.weir.nft.vm.CtKey.Direction;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Sets the connection's mark, security mark or labels, the zone to look in, or the events to
 * report: {@code [ ct set mark with reg 1 ]}.
 *
 * <p><i>Meaning.</i> Marks and labels need a connection, without one nothing happens. The zone is
 * for packets that are not tracked yet, with a connection or a zone already there nothing happens;
 * with a direction it counts for lookups of that direction only. Events have nobody to see them.
 * Never BREAKs.
 *
 * <p>Source: net/netfilter/nft_ct.c (nft_ct_set_eval, nft_ct_set_zone_eval).
 */
public final class CtSetOp extends Op {
  private static final int LABEL_WORDS = 4;

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
    if (key == CtKey.ZONE) {
      if (!ref.isAttached() && !ref.hasZoneTemplate()) {
        // KERNEL: a zone undoes an earlier notrack
        ref.detach();
        ref.setZoneTemplate(registers.loadHost32(sreg) & 0xffff, zoneDirections());
      }
    } else if (ref.isAttached()) {
      setOnConnection(registers, context.conntrack(), ref.entry());
    }
  }

  @HotPath
  private void setOnConnection(Registers registers, Conntrack table, int entry) {
    switch (key) {
      case MARK -> table.setMark(entry, registers.loadHost32(sreg));
      case SECMARK -> table.setSecurityMark(entry, registers.loadHost32(sreg));
      case LABEL -> {
        // KERNEL: "set" adds labels, none is ever taken away
        for (int word = 0; word < LABEL_WORDS; word++) {
          table.addLabels(entry, word, registers.loadHost32(sreg + word));
        }
      }
      default -> {} // events: nobody listens
    }
  }

  private int zoneDirections() {
    return switch (direction) {
      case BOTH -> ConntrackRef.BOTH_DIRECTIONS;
      case ORIGINAL -> 1;
      case REPLY -> 2;
    };
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

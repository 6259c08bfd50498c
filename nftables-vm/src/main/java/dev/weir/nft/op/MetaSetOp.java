package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.nft.vm.MetaKey;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Sets mark, priority, packet type or the trace bit: {@code [ meta set mark with reg 1 ]}.
 *
 * <p><i>Meaning.</i> A packet type changes only from and to host, broadcast, multicast and
 * otherhost. Never BREAKs.
 *
 * <p>Source: net/netfilter/nft_meta.c (nft_meta_set_eval).
 */
public final class MetaSetOp extends Op {
  private final MetaKey key;
  private final int sreg;

  /** Sets a {@linkplain MetaKey#isSettable settable} key from word {@code sreg}. */
  public MetaSetOp(MetaKey key, int sreg) {
    if (!key.isSettable()) {
      throw new IllegalStateException("meta " + key.listingName() + " cannot be set");
    }
    this.key = key;
    this.sreg = Registers.checked(sreg, key.lengthBytes());
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    Packet packet = context.packet();
    switch (key) {
      case MARK -> packet.setMark(registers.loadHost32(sreg));
      case PRIORITY -> packet.setPriority(registers.loadHost32(sreg));
      case SECMARK -> packet.setSecurityMark(registers.loadHost32(sreg));
      case PKTTYPE -> setPacketType(packet, registers.loadByte(sreg));
      default -> packet.setTraced(registers.loadByte(sreg) != 0);
    }
  }

  private static void setPacketType(Packet packet, int type) {
    if (type <= Packet.TYPE_OTHER_HOST && packet.packetType() <= Packet.TYPE_OTHER_HOST) {
      packet.setPacketType(type);
    }
  }

  @Override
  public int reads() {
    return Registers.mask(sreg, key.lengthBytes());
  }

  @Override
  public String dump() {
    return "[ meta set " + key.listingName() + " with reg " + Registers.number(sreg) + " ]";
  }
}

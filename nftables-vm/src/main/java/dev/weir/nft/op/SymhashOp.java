package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;
import dev.weir.nft.selector.SymhashSelector;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Hashes the flow of a packet: {@code [ hash reg 1 = symhash() % mod 2 ]}.
 *
 * <p>{@code symhash mod 2 vmap { 0 : jump a, 1 : jump b }}.
 *
 * <p><i>Meaning.</i> Packets of one flow, in either direction, have one hash: of the addresses, the
 * transport protocol and, for TCP, UDP, UDP-Lite, SCTP and DCCP, the ports. Later fragments have no
 * ports.
 *
 * <p><i>Limits vs kernel.</i> The kernel hashes with a key drawn when it starts, and looks into
 * tunnels; which flow gets which number is different.
 *
 * <p>Source: net/netfilter/nft_hash.c, net/core/flow_dissector.c (__skb_get_hash_symmetric).
 */
public final class SymhashOp extends Op {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int DCCP = 33;
  private static final int SCTP = 132;
  private static final int UDP_LITE = 136;
  private static final int ROUNDS = 0x9e3779b1;

  private final SymhashSelector selector;
  private final int dreg;

  /** Hashes to word {@code dreg}. */
  public SymhashOp(SymhashSelector selector, int dreg) {
    this.selector = selector;
    this.dreg = Registers.checked(dreg, selector.lengthBytes());
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    int hash = hash(context.packet());
    registers.storeHost32(
        dreg, (int) (NumgenOp.scaled(hash, selector.modulus()) + selector.offset()));
  }

  private static int hash(Packet packet) {
    int base = packet.networkOffset();
    long sum = packet.etherType();
    if (packet.nfproto() == Packet.NFPROTO_IPV4 && packet.isLoadable(base, Ip4.MIN_LENGTH)) {
      sum += both(packet.i32(base + Ip4.SOURCE), packet.i32(base + Ip4.DESTINATION));
    } else if (packet.nfproto() == Packet.NFPROTO_IPV6 && packet.isLoadable(base, Ip6.LENGTH)) {
      for (int i = 0; i < Ip6.ADDRESS_LENGTH; i += 8) {
        sum = mixed(sum);
        sum += both(packet.i64(base + Ip6.SOURCE + i), packet.i64(base + Ip6.DESTINATION + i));
      }
    }
    if (packet.hasTransport()) {
      sum = mixed(sum) + packet.l4protocol();
      int header = base + packet.transportOffset();
      if (hasPorts(packet.l4protocol())
          && packet.fragmentOffset() == 0
          && packet.isLoadable(header, 4)) {
        sum = mixed(sum) + both(packet.u16(header), packet.u16(header + 2));
      }
    }
    return (int) (mixed(sum) >>> 32);
  }

  /** Something of two numbers that does not ask which is which. */
  private static long both(long one, long other) {
    return mixed(one) + mixed(other);
  }

  private static long mixed(long value) {
    long mixed = (value ^ (value >>> 32)) * (ROUNDS | (1L << 40));
    return mixed ^ (mixed >>> 29);
  }

  private static boolean hasPorts(int protocol) {
    return switch (protocol) {
      case TCP, UDP, DCCP, SCTP, UDP_LITE -> true;
      default -> false;
    };
  }

  @Override
  public int writes() {
    return Registers.mask(dreg, selector.lengthBytes());
  }

  @Override
  public String dump() {
    return "[ hash reg "
        + Registers.number(dreg)
        + " = symhash() % mod "
        + selector.modulus()
        + (selector.offset() == 0 ? "" : " offset " + selector.offset())
        + " ]";
  }
}

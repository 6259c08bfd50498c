package dev.weir.nft.op;

import dev.weir.core.hook.Family;
import dev.weir.core.nat.NatRange;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Binds source or destination of a connection: {@code [ nat snat ip addr_min reg 1 ]}.
 *
 * <p><i>Meaning.</i> Accepts the packet with its connection bound; a packet of the other IP version
 * goes on with what follows.
 *
 * <p>Source: net/netfilter/nft_nat.c.
 */
public final class NatOp extends Op {
  private final boolean source;
  private final Family family;
  private final NatRegisters places;
  private final int addressBytes;
  private final int kernelFlags;
  private final NatRange range = new NatRange();

  /**
   * A binding.
   *
   * @param source whether it is snat
   * @param family whose addresses the registers hold; INET where they hold none
   */
  public NatOp(boolean source, Family family, NatRegisters places) {
    this.source = source;
    this.family = family;
    this.places = places;
    addressBytes = family == Family.IPV6 ? Ip6.ADDRESS_LENGTH : 4;
    kernelFlags =
        (places.addressMin() >= 0 ? NatRange.MAP_IPS : 0)
            | (places.portMin() >= 0 ? NatRange.PROTO_SPECIFIED : 0);
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    Packet packet = context.packet();
    if (family != Family.INET && family.number() != packet.nfproto()) {
      return;
    }
    places.start(range, registers, kernelFlags);
    if (places.addressMin() >= 0) {
      int highest = places.addressMax() >= 0 ? places.addressMax() : places.addressMin();
      range.setLowest(high(registers, places.addressMin()), low(registers, places.addressMin()));
      range.setHighest(high(registers, highest), low(registers, highest));
      if ((places.flags() & NatRange.NETMAP) != 0) {
        mapPrefix(packet);
      }
    }
    registers.verdict = context.nat().setup(packet, range, source);
  }

  @HotPath
  private void mapPrefix(Packet packet) {
    int base = packet.networkOffset();
    if (addressBytes == 4) {
      range.mapOnto((long) packet.i32(base + (source ? Ip4.SOURCE : Ip4.DESTINATION)) << 32, 0);
    } else {
      int at = base + (source ? Ip6.SOURCE : Ip6.DESTINATION);
      range.mapOnto(packet.i64(at), packet.i64(at + 8));
    }
  }

  @HotPath
  private long high(Registers registers, int word) {
    long first = (long) registers.words[word] << 32;
    return addressBytes == 4 ? first : first | (registers.words[word + 1] & 0xffffffffL);
  }

  @HotPath
  private long low(Registers registers, int word) {
    return addressBytes == 4
        ? 0
        : (long) registers.words[word + 2] << 32 | (registers.words[word + 3] & 0xffffffffL);
  }

  @Override
  public boolean needsConntrack(int nfproto) {
    return family == Family.INET || family.number() == nfproto;
  }

  @Override
  public int reads() {
    return places.reads(addressBytes);
  }

  @Override
  public int writes() {
    return Registers.VERDICT_MASK;
  }

  @Override
  public String dump() {
    return "[ nat " + (source ? "snat " : "dnat ") + family.word() + places.dump() + " ]";
  }
}

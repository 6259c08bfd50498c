package dev.weir.core.nat;

import dev.weir.core.conntrack.ConnNat;
import dev.weir.core.conntrack.ConnTuple;
import dev.weir.core.conntrack.Conntrack;
import dev.weir.core.conntrack.ConntrackStatus;
import dev.weir.core.conntrack.TransportChecksums;
import dev.weir.core.conntrack.TupleReader;
import dev.weir.core.hook.Hook;
import dev.weir.core.packet.Checksums;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketMemory;

/**
 * Rewrites an ICMP error that belongs to a bound connection: the packet it quotes and its own
 * addresses.
 *
 * <p>Source: net/netfilter/nf_nat_proto.c (nf_nat_icmp_reply_translation,
 * nf_nat_icmpv6_reply_translation).
 */
final class IcmpErrorTranslator {
  private static final int HEADER = 8;
  private static final int CHECKSUM = 2;
  private static final int REDIRECT = 5;
  private static final int BOUND = ConntrackStatus.SRC_NAT | ConntrackStatus.DST_NAT;

  private final ConnNat connections;
  private final boolean verifiesChecksums;
  private final PacketTranslator translator;
  private final TupleReader reader = new TupleReader();
  private final ConnTuple quoted = new ConnTuple();
  private final ConnTuple outer = new ConnTuple();

  IcmpErrorTranslator(Nat nat, PacketTranslator translator) {
    this.connections = nat.connections();
    this.verifiesChecksums = nat.verifiesChecksums();
    this.translator = translator;
  }

  /** Whether it is an ICMP message that belongs to another connection, and no TCP reset. */
  @HotPath
  boolean isIcmp(Packet packet) {
    return reader.locate(packet, packet.networkOffset(), packet.nfproto())
        && (reader.protocol == PacketTranslator.ICMP || reader.protocol == PacketTranslator.ICMPV6);
  }

  /** False if the packet is to be dropped. */
  @HotPath
  boolean translate(Packet packet, Hook hook) {
    boolean four = packet.nfproto() == Packet.NFPROTO_IPV4;
    int network = packet.networkOffset();
    if (!reader.locate(packet, network, packet.nfproto())) {
      return true;
    }
    int icmp = reader.transportOffset;
    int inner = icmp + HEADER;
    if (!packet.inOriginal(icmp, HEADER + (four ? Ip4.MIN_LENGTH : Ip6.LENGTH))) {
      return false;
    }
    int entry = packet.conntrack().entry();
    int length = network + packet.networkLength() - icmp;
    boolean whole = packet.canLoad(icmp, length);
    int protocol = four ? PacketTranslator.ICMP : PacketTranslator.ICMPV6;
    // KERNEL: what was received is checked by conntrack already
    if ((whole
            && hook == Hook.OUTPUT
            && verifiesChecksums
            && !TransportChecksums.isGood(packet, icmp, length, protocol))
        || (four && packet.u8(icmp) == REDIRECT && connections.has(entry, BOUND))) {
      return false;
    }
    boolean isReply = packet.conntrack().isReply();
    boolean source = Nat.isSource(hook);
    if (!connections.has(
        entry, source == isReply ? ConntrackStatus.DST_NAT : ConntrackStatus.SRC_NAT)) {
      return true;
    }
    if (!packet.makeWritable()) {
      return true;
    }
    connections.read(entry, isReply ? Conntrack.ORIGINAL : Conntrack.REPLY, quoted);
    if (!translator.translate(packet, inner, quoted, quoted.protocol(), !source)) {
      return false;
    }
    if (whole) {
      sum(packet, icmp, length, four);
    }
    outer.invert(quoted);
    return translator.translate(packet, network, outer, protocol, source);
  }

  @HotPath
  private static void sum(Packet packet, int icmp, int length, boolean four) {
    long at = packet.address() + icmp;
    PacketMemory.putU16(at + CHECKSUM, 0);
    long sum = Checksums.sum(at, length);
    if (!four) {
      long addresses = packet.address() + packet.networkOffset() + Ip6.SOURCE;
      sum += Checksums.sum(addresses, 2 * Ip6.ADDRESS_LENGTH);
      sum += (long) length + PacketTranslator.ICMPV6;
    }
    PacketMemory.putU16(at + CHECKSUM, ~Checksums.fold(sum) & 0xffff);
  }
}

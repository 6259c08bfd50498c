package dev.weir.core.reject;

import dev.weir.core.conntrack.TransportChecksums;
import dev.weir.core.hook.Hook;
import dev.weir.core.packet.Checksums;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;
import dev.weir.core.reject.RejectReply.None;
import dev.weir.core.reject.RejectReply.Silence;
import org.jspecify.annotations.Nullable;

/**
 * Decides the answers to rejected packets.
 *
 * <p>Example: {@code new RejectAnswers(true, Hook.INPUT).reset(packet).describe()} is {@code "tcp
 * reset ack 1001"} for a SYN with sequence number 1000.
 *
 * <p><i>Meaning:</i> transport checksums are looked at only where the kernel would, and not of
 * packets that the capture cut.
 *
 * <p>Source: net/ipv4/netfilter/nf_reject_ipv4.c, net/ipv6/netfilter/nf_reject_ipv6.c.
 */
public final class RejectAnswers {
  private static final int ICMP = 1;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ICMPV6 = 58;

  private static final int TCP_LENGTH = 20;
  private static final int FLAG_FIN = 1;
  private static final int FLAG_SYN = 2;
  private static final int FLAG_RST = 4;
  private static final int FLAG_ACK = 0x10;

  /** Types of ICMP that say nothing of an error, one bit each; the highest known type is 18. */
  private static final int ICMP_QUERIES = 1 | 1 << 8 | 0x3f << 13;

  private static final int ICMP_HIGHEST_TYPE = 18;
  private static final int ICMPV6_INFORMATIONAL = 0x80;

  private final boolean verifiesChecksums;
  private final Hook hook;

  /**
   * Answers at a hook.
   *
   * @param verifiesChecksums whether transport checksums are looked at
   */
  public RejectAnswers(boolean verifiesChecksums, Hook hook) {
    this.verifiesChecksums = verifiesChecksums;
    this.hook = hook;
  }

  /**
   * {@code reject with icmp ...}.
   *
   * @param code4 the code for an IPv4 packet
   * @param code6 the code for an IPv6 packet
   */
  public RejectReply unreachable(Packet packet, int code4, int code6) {
    return switch (packet.nfproto()) {
      case Packet.NFPROTO_IPV4 -> unreachable4(packet, code4);
      case Packet.NFPROTO_IPV6 -> unreachable6(packet, code6);
      default -> new None(Silence.NO_IP);
    };
  }

  private RejectReply unreachable4(Packet packet, int code) {
    if (packet.fragmentOffset() != 0) {
      return new None(Silence.FRAGMENT);
    }
    int transport = packet.networkOffset() + headerLength4(packet);
    int protocol = packet.u8(packet.networkOffset() + Ip4.PROTOCOL);
    if (hasChecksum(packet, transport, protocol)
        && !isChecksumGood(packet, transport, protocol, false)) {
      return new None(Silence.BAD_CHECKSUM);
    }
    if (isLinkShared(packet) || isForMany(packet)) {
      return new None(Silence.NOT_UNICAST);
    }
    if (protocol == ICMP && !isIcmpQuery(packet, transport)) {
      return new None(Silence.ICMP_ERROR);
    }
    return new RejectReply.Unreachable(Packet.NFPROTO_IPV4, code);
  }

  private static boolean isIcmpQuery(Packet packet, int transport) {
    if (!packet.canLoad(transport, 1)) {
      return false;
    }
    int type = packet.u8(transport);
    return type <= ICMP_HIGHEST_TYPE && (ICMP_QUERIES >> type & 1) != 0;
  }

  private RejectReply unreachable6(Packet packet, int code) {
    if (packet.fragmentOffset() != 0 || !packet.hasTransport()) {
      return new None(Silence.FRAGMENT);
    }
    int transport = packet.networkOffset() + packet.transportOffset();
    int protocol = packet.l4protocol();
    if (transport >= packet.networkOffset() + packet.networkLength()) {
      return new None(Silence.SHORT_HEADER);
    }
    if (!isAnswerable6(packet, transport, protocol)) {
      return new None(Silence.BAD_CHECKSUM);
    }
    boolean multicast = packet.u8(packet.networkOffset() + Ip6.DESTINATION) == 0xff;
    if (isLinkShared(packet) || multicast || !isUnicast6(packet, Ip6.SOURCE)) {
      return new None(Silence.NOT_UNICAST);
    }
    if (protocol == ICMPV6
        && (!packet.canLoad(transport, 1) || (packet.u8(transport) & ICMPV6_INFORMATIONAL) == 0)) {
      return new None(Silence.ICMP_ERROR);
    }
    return new RejectReply.Unreachable(Packet.NFPROTO_IPV6, code);
  }

  /** {@code reject with tcp reset}. */
  public RejectReply reset(Packet packet) {
    Silence silence = whyNoReset(packet);
    return silence == null ? reset(packet, transportOf(packet)) : new None(silence);
  }

  private @Nullable Silence whyNoReset(Packet packet) {
    boolean six = packet.nfproto() == Packet.NFPROTO_IPV6;
    if (!six && packet.nfproto() != Packet.NFPROTO_IPV4) {
      return Silence.NO_IP;
    }
    if (six && !(isUnicast6(packet, Ip6.SOURCE) && isUnicast6(packet, Ip6.DESTINATION))) {
      return Silence.NOT_UNICAST;
    }
    if (packet.fragmentOffset() != 0) {
      return Silence.FRAGMENT;
    }
    if (!packet.hasTransport() || packet.l4protocol() != TCP) {
      return Silence.NOT_TCP;
    }
    int transport = transportOf(packet);
    if (!packet.canLoad(transport, TCP_LENGTH)) {
      return Silence.SHORT_HEADER;
    }
    if ((packet.u8(transport + 13) & FLAG_RST) != 0) {
      return Silence.RESET;
    }
    if (!isChecksumGood(packet, transport, TCP, true)) {
      return Silence.BAD_CHECKSUM;
    }
    return !six && isForMany(packet) ? Silence.NOT_UNICAST : null;
  }

  private static int transportOf(Packet packet) {
    return packet.networkOffset() + packet.transportOffset();
  }

  private static RejectReply.Reset reset(Packet packet, int transport) {
    int flags = packet.u8(transport + 13);
    if ((flags & FLAG_ACK) != 0) {
      return new RejectReply.Reset(packet.i32(transport + 8), false, 0);
    }
    int payload =
        packet.networkOffset()
            + packet.networkLength()
            - transport
            - 4 * (packet.u8(transport + 12) >> 4);
    int syn = (flags & FLAG_SYN) != 0 ? 1 : 0;
    int fin = flags & FLAG_FIN;
    return new RejectReply.Reset(0, true, packet.i32(transport + 4) + syn + fin + payload);
  }

  private static int headerLength4(Packet packet) {
    return 4 * (packet.u8(packet.networkOffset()) & 0xf);
  }

  /**
   * Whether the checksum behind the last extension header is good.
   *
   * <p>KERNEL: reject looks behind an authentication header, where the transport header of rules is
   * that header itself.
   */
  private boolean isAnswerable6(Packet packet, int transport, int transportProtocol) {
    int at = transport;
    int protocol = transportProtocol;
    while (Ip6.isExtensionHeader(protocol)) {
      if (protocol == Ip6.NO_NEXT_HEADER || !packet.canLoad(at, 2)) {
        return false;
      }
      int units = packet.u8(at + Ip6.EXTENSION_LENGTH);
      int length = protocol == Ip6.AUTHENTICATION ? (units + 2) << 2 : (units + 1) << 3;
      protocol = packet.u8(at);
      at += length;
    }
    return at < packet.networkOffset() + packet.networkLength()
        && (!hasChecksum(packet, at, protocol) || isChecksumGood(packet, at, protocol, false));
  }

  /** Not so of protocols whose checksum is optional or not one over the whole payload. */
  private static boolean hasChecksum(Packet packet, int transport, int protocol) {
    return switch (protocol) {
      case UDP -> !packet.canLoad(transport, 8) || packet.u16(transport + 6) != 0;
      case 47, 50, 51, 132, 136 -> false; // GRE, ESP, AH, SCTP, UDP-Lite; no longer DCCP
      default -> true;
    };
  }

  private boolean isChecksumGood(Packet packet, int transport, int protocol, boolean isReset) {
    int length = packet.networkOffset() + packet.networkLength() - transport;
    if (!verifiesChecksums || length < 0 || !packet.canLoad(transport, length)) {
      return true;
    }
    boolean six = packet.nfproto() == Packet.NFPROTO_IPV6;
    if (!six && !isHeaderSumGood(packet, isReset)) {
      return false;
    }
    // In IPv4 only TCP and UDP count their addresses, as ICMP does not.
    int counted = six || protocol == TCP || protocol == UDP ? protocol : ICMP;
    return TransportChecksums.isGood(packet, transport, length, counted);
  }

  /**
   * KERNEL: the IP header is counted too, and does not come to 0 where the stack wrote into its
   * options on the way (record route, timestamp) and has not summed it up again yet. What conntrack
   * found good before stays good, but forwarding forgets it where a reset is to answer.
   */
  private boolean isHeaderSumGood(Packet packet, boolean isReset) {
    boolean known = packet.conntrack().isAttached() && !(isReset && hook == Hook.FORWARD);
    long header = packet.address() + packet.networkOffset();
    return known || Checksums.internet(header, headerLength4(packet)) == 0;
  }

  private static boolean isLinkShared(Packet packet) {
    return packet.packetType() == Packet.TYPE_BROADCAST
        || packet.packetType() == Packet.TYPE_MULTICAST;
  }

  /**
   * Whether routing found an IPv4 destination to be many hosts.
   *
   * <p>KERNEL: at prerouting, where nobody has routed yet, the route back to the source is looked
   * at instead, so that even what was sent to a group is answered.
   */
  private boolean isForMany(Packet packet) {
    if (hook == Hook.PREROUTING) {
      return false;
    }
    int destination = packet.i32(packet.networkOffset() + Ip4.DESTINATION);
    return packet.isForMany() || destination >>> 28 == 0xe || destination == -1;
  }

  /** Neither multicast nor the unspecified address. */
  private static boolean isUnicast6(Packet packet, int field) {
    int at = packet.networkOffset() + field;
    return packet.u8(at) != 0xff && (packet.i64(at) | packet.i64(at + 8)) != 0;
  }
}

package dev.weir.core.nat;

import dev.weir.core.conntrack.ConnTuple;
import dev.weir.core.conntrack.TransportChecksums;
import dev.weir.core.conntrack.TupleReader;
import dev.weir.core.packet.Checksums;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketMemory;

/**
 * Gives a packet the source or destination of a tuple, checksums included.
 *
 * <p><i>Meaning:</i> false where the packet is too short to hold what has to change: the kernel
 * drops it. Bytes that a snapped capture lacks are not written. Checksums change by the difference,
 * so a bad one stays bad; only that of SCTP is computed anew.
 *
 * <p>Source: net/netfilter/nf_nat_proto.c (nf_nat_ipv4_manip_pkt, nf_nat_ipv6_manip_pkt,
 * l4proto_manip_pkt), RFC 1624.
 */
final class PacketTranslator {
  static final int ICMP = 1;
  static final int ICMPV6 = 58;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int GRE = 47;
  private static final int SCTP = 132;
  private static final int UDPLITE = 136;

  private static final int UDP_CHECKSUM = 6;
  private static final int TCP_CHECKSUM = 16;
  private static final int TCP_LENGTH = 20;
  private static final int SCTP_CHECKSUM = 8;
  private static final int SCTP_LENGTH = 12;
  private static final int ICMP_CHECKSUM = 2;
  private static final int ICMP_IDENTIFIER = 4;
  private static final int ECHO6 = 128;
  private static final int ECHO6_REPLY = 129;
  private static final int GRE_VERSION_MASK = 7;
  private static final int GRE_CALL_ID = 6;

  private final TupleReader reader = new TupleReader();
  private Packet packet = new Packet();
  private int network;
  private ConnTuple target = new ConnTuple();
  private boolean source;

  /**
   * Rewrites the packet at an IP header.
   *
   * @param ipOffset of that header from the frame's start
   * @param wanted what the packet is to look like
   * @param protocol the transport protocol, whatever the header says
   * @param isSource whether its source is meant
   */
  @HotPath
  boolean translate(Packet of, int ipOffset, ConnTuple wanted, int protocol, boolean isSource) {
    packet = of;
    network = ipOffset;
    target = wanted;
    source = isSource;
    boolean four = wanted.nfproto() == Packet.NFPROTO_IPV4;
    if (!of.inOriginal(ipOffset, four ? Ip4.MIN_LENGTH : Ip6.LENGTH)) {
      return false;
    }
    boolean located = reader.locate(of, ipOffset, wanted.nfproto());
    if (located && !transport(reader.transportOffset, protocol)) {
      return false;
    }
    if (four) {
      address4();
    } else {
      address6();
    }
    return true;
  }

  // ---- addresses ----

  @HotPath
  private void address4() {
    long header = packet.address() + network;
    int old = PacketMemory.i32(header + (source ? Ip4.SOURCE : Ip4.DESTINATION));
    int wanted = newAddress4();
    int checksum = PacketMemory.u16(header + Ip4.CHECKSUM);
    long sum = start(checksum) + (~old & 0xffffffffL) + (wanted & 0xffffffffL);
    PacketMemory.putU16(header + Ip4.CHECKSUM, end(sum));
    PacketMemory.putI32(header + (source ? Ip4.SOURCE : Ip4.DESTINATION), wanted);
  }

  @HotPath
  private int newAddress4() {
    return (int) ((source ? target.sourceHigh : target.destinationHigh) >>> 32);
  }

  @HotPath
  private void address6() {
    long at = packet.address() + network + (source ? Ip6.SOURCE : Ip6.DESTINATION);
    PacketMemory.putI64(at, source ? target.sourceHigh : target.destinationHigh);
    PacketMemory.putI64(at + 8, source ? target.sourceLow : target.destinationLow);
  }

  /** What the checksum of a pseudo header changes by. */
  @HotPath
  private long addressDifference() {
    if (target.nfproto() == Packet.NFPROTO_IPV4) {
      int old = packet.i32(network + (source ? Ip4.SOURCE : Ip4.DESTINATION));
      return (~old & 0xffffffffL) + (newAddress4() & 0xffffffffL);
    }
    int at = network + (source ? Ip6.SOURCE : Ip6.DESTINATION);
    long high = source ? target.sourceHigh : target.destinationHigh;
    long low = source ? target.sourceLow : target.destinationLow;
    return halves(~packet.i64(at)) + halves(~packet.i64(at + 8)) + halves(high) + halves(low);
  }

  @HotPath
  private static long halves(long value) {
    return (value >>> 32) + (value & 0xffffffffL);
  }

  // ---- transport ----

  @HotPath
  private boolean transport(int offset, int protocol) {
    return switch (protocol) {
      case TCP -> tcp(offset);
      case UDP -> udp(offset, false);
      case UDPLITE -> udp(offset, true);
      case SCTP -> sctp(offset);
      case ICMP -> icmp(offset);
      case ICMPV6 -> icmp6(offset);
      case GRE -> gre(offset);
      default -> true;
    };
  }

  @HotPath
  private int newPort() {
    return source ? target.ports >>> 16 : target.ports & 0xffff;
  }

  @HotPath
  private boolean tcp(int offset) {
    boolean whole = packet.inOriginal(offset, TCP_LENGTH);
    if (!whole && !packet.inOriginal(offset, 8)) {
      return false;
    }
    if (!packet.canLoad(offset, 4)) {
      return true;
    }
    if (whole && packet.canLoad(offset, TCP_CHECKSUM + 2)) {
      sum(offset + TCP_CHECKSUM, addressDifference() + portDifference(offset));
    }
    setPort(offset);
    return true;
  }

  @HotPath
  private boolean udp(int offset, boolean always) {
    if (!packet.inOriginal(offset, 8)) {
      return false;
    }
    if (!packet.canLoad(offset, 4)) {
      return true;
    }
    int at = offset + UDP_CHECKSUM;
    if (packet.canLoad(at, 2) && (always || packet.u16(at) != 0)) {
      sum(at, addressDifference() + portDifference(offset));
      if (packet.u16(at) == 0) {
        put(at, 0xffff);
      }
    }
    setPort(offset);
    return true;
  }

  @HotPath
  private boolean sctp(int offset) {
    boolean whole = packet.inOriginal(offset, SCTP_LENGTH);
    if (!whole && !packet.inOriginal(offset, 8)) {
      return false;
    }
    if (!packet.canLoad(offset, 4)) {
      return true;
    }
    setPort(offset);
    int length = packet.networkOffset() + packet.networkLength() - offset;
    if (whole && packet.canLoad(offset, length)) {
      int checksum = TransportChecksums.sctp(packet, offset, length);
      PacketMemory.putI32(packet.address() + offset + SCTP_CHECKSUM, checksum);
    }
    return true;
  }

  @HotPath
  private boolean icmp(int offset) {
    if (!packet.inOriginal(offset, 8)) {
      return false;
    }
    if (packet.canLoad(offset, 8) && isQuery4(packet.u8(offset))) {
      setIdentifier(offset);
    }
    return true;
  }

  @HotPath
  private static boolean isQuery4(int type) {
    return switch (type) {
      case 0, 8, 13, 14, 15, 16, 17, 18 -> true;
      default -> false;
    };
  }

  @HotPath
  private boolean icmp6(int offset) {
    if (!packet.inOriginal(offset, 8)) {
      return false;
    }
    if (packet.canLoad(offset, 8)) {
      sum(offset + ICMP_CHECKSUM, addressDifference());
      int type = packet.u8(offset);
      if (type == ECHO6 || type == ECHO6_REPLY) {
        setIdentifier(offset);
      }
    }
    return true;
  }

  @HotPath
  private void setIdentifier(int offset) {
    int old = packet.u16(offset + ICMP_IDENTIFIER);
    int wanted = target.ports >>> 16;
    sum(offset + ICMP_CHECKSUM, (~old & 0xffffffffL) + wanted);
    put(offset + ICMP_IDENTIFIER, wanted);
  }

  /** KERNEL: only the call id of PPTP, and it is that of the destination. */
  @HotPath
  private boolean gre(int offset) {
    if (!packet.inOriginal(offset, 8)) {
      return false;
    }
    if (source || !packet.canLoad(offset, 8)) {
      return true;
    }
    int version = packet.u16(offset) & GRE_VERSION_MASK;
    if (version == 1) {
      put(offset + GRE_CALL_ID, target.ports & 0xffff);
    }
    return version <= 1;
  }

  @HotPath
  private long portDifference(int offset) {
    return (~packet.u16(source ? offset : offset + 2) & 0xffffffffL) + newPort();
  }

  @HotPath
  private void setPort(int offset) {
    put(source ? offset : offset + 2, newPort());
  }

  @HotPath
  private void put(int offset, int value) {
    PacketMemory.putU16(packet.address() + offset, value);
  }

  // ---- checksums ----

  @HotPath
  private void sum(int at, long difference) {
    put(at, end(start(packet.u16(at)) + difference));
  }

  /** KERNEL: the sum is never 0, so a checksum becomes 0 rather than 0xffff. */
  @HotPath
  private static long start(int checksum) {
    return ~checksum & 0xffffffffL;
  }

  @HotPath
  private static int end(long sum) {
    return ~Checksums.fold(sum) & 0xffff;
  }
}

package dev.weir.core.conntrack;

import dev.weir.core.packet.ConntrackRef;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;

/**
 * What an ICMP message is before any flow is looked up: broken, an error that belongs to the flow
 * it quotes, neighbour discovery, or a query.
 *
 * <p><i>Meaning:</i> an error is RELATED to the flow of the packet it quotes, in the direction
 * against that packet, if it goes to the host that sent the quoted packet; any other error is
 * invalid. Neighbour and listener discovery of IPv6 is untracked.
 *
 * <p>Source: net/netfilter/nf_conntrack_proto_icmp.c (nf_conntrack_icmpv4_error,
 * nf_conntrack_inet_error), nf_conntrack_proto_icmpv6.c (nf_conntrack_icmpv6_error).
 */
final class IcmpErrors {
  /** Answers of {@link #examine}: nothing special, look up the flow; */
  static final int QUERY = 0;

  /** the packet is done: invalid, untracked or tied to its flow. */
  static final int DONE = 1;

  private static final int HEADER_LENGTH = 8;
  private static final int HIGHEST_TYPE = 18;
  private static final int FIRST_QUERY6 = 128;

  private final TupleReader reader = new TupleReader();
  private final ConnTuple quoted = new ConnTuple();
  private final ConnTuple flow = new ConnTuple();

  /** Looks at the ICMP message of a packet. */
  @HotPath
  int examine(Tracking tracking, int zone) {
    Packet packet = tracking.packet;
    int nfproto = packet.nfproto();
    if (tracking.protocol
        != (nfproto == Packet.NFPROTO_IPV4 ? IcmpTracker.ICMP : IcmpTracker.ICMPV6)) {
      return QUERY;
    }
    int offset = tracking.transportOffset;
    if (!packet.isLoadable(offset, HEADER_LENGTH)
        || (tracking.isChecksumDue()
            && !TransportChecksums.isGood(
                packet, offset, tracking.remaining(), tracking.protocol))) {
      return DONE;
    }
    int type = packet.u8(offset);
    if (nfproto == Packet.NFPROTO_IPV4) {
      if (type > HIGHEST_TYPE) {
        return DONE;
      }
      return isError4(type) ? relate(tracking, zone) : QUERY;
    }
    if (isDiscovery6(type)) {
      packet.conntrack().setUntracked();
      return DONE;
    }
    return type < FIRST_QUERY6 ? relate(tracking, zone) : QUERY;
  }

  @HotPath
  private static boolean isError4(int type) {
    return switch (type) {
      case 3, 4, 5, 11, 12 -> true;
      default -> false;
    };
  }

  @HotPath
  private static boolean isDiscovery6(int type) {
    return switch (type) {
      case 130, 131, 132, 133, 134, 135, 136, 143 -> true;
      default -> false;
    };
  }

  @HotPath
  private int relate(Tracking tracking, int zone) {
    Packet packet = tracking.packet;
    int nfproto = packet.nfproto();
    int inner = tracking.transportOffset + HEADER_LENGTH;
    if (!reader.locate(packet, inner, nfproto)
        || !reader.read(packet, inner, nfproto, quoted)
        || !flow.invert(quoted)) {
      return DONE;
    }
    Connections connections = tracking.connections;
    int reference = connections.find(flow, zone, tracking.nowNanos);
    if (reference < 0) {
      return DONE;
    }
    int direction = reference & 1;
    long at = connections.table.at(reference >>> 1);
    if (isSentTo(packet, nfproto, at, direction)) {
      packet
          .conntrack()
          .attach(
              reference >>> 1,
              direction == Conntrack.REPLY ? ConntrackRef.RELATED_REPLY : ConntrackRef.RELATED);
    }
    return DONE;
  }

  @HotPath
  private static boolean isSentTo(Packet packet, int nfproto, long at, int direction) {
    int offset = packet.networkOffset();
    long high = Conn.address(at, direction, Conntrack.DESTINATION, 0);
    if (nfproto == Packet.NFPROTO_IPV4) {
      return (int) (high >>> 32) == packet.i32(offset + Ip4.DESTINATION);
    }
    return high == packet.i64(offset + Ip6.DESTINATION)
        && Conn.address(at, direction, Conntrack.DESTINATION, 1)
            == packet.i64(offset + Ip6.DESTINATION + 8);
  }
}

package dev.weir.core.path;

import dev.weir.core.packet.Checksums;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Malformed;
import dev.weir.core.packet.Packet;

/**
 * The IP layer's own decisions: what it drops before the first hook, and where it sends a packet
 * after prerouting.
 *
 * <p><i>Meaning:</i> a host with forwarding on, no reverse-path filter, {@code route_localnet} on,
 * source routing off, no multicast routing, no multicast groups joined but those every host is in.
 * {@code SNAPPED} packets never come here.
 *
 * <p>Source: net/ipv4/ip_input.c, route.c (ip_route_input_slow), ip_forward.c,
 * net/ipv6/ip6_input.c, ip6_output.c (ip6_forward), each rule checked on a live 6.18 kernel (tests
 * hold its answers).
 */
final class StackModel {
  /** Where a received packet goes. */
  enum Way {
    FORWARD,
    LOCAL,
    DROP
  }

  private static final int BROADCAST = -1;
  private static final int ANY = 0;
  private static final int ALL_HOSTS = 0xe0000001;
  private static final long LINK_LOCAL_GROUP_HIGH = 0xff02_0000_0000_0000L;
  private static final long OWN_GROUP_HIGH = 0xff01_0000_0000_0000L;
  private static final long ALL_NODES_LOW = 1;
  private static final long ALL_ROUTERS_LOW = 2;
  private static final int LINK_LOCAL_PREFIX = 0xfe80;
  private static final int LINK_LOCAL_MASK = 0xffc0;

  private StackModel() {}

  // ---- before prerouting ----

  /** Whether ip_rcv or ip6_rcv hands the packet to prerouting. */
  @HotPath
  static boolean isReceived(Packet packet, boolean fromLoopback) {
    if (packet.nfproto() == Packet.NFPROTO_IPV4) {
      return packet.malformed() == Malformed.NONE && isChecksumGood(packet);
    }
    boolean parsed =
        packet.malformed() == Malformed.NONE
            || packet.malformed() == Malformed.BAD_EXTENSION_HEADERS;
    return parsed && isReceived6(packet, fromLoopback);
  }

  private static boolean isChecksumGood(Packet packet) {
    long header = packet.address() + packet.networkOffset();
    return Checksums.internet(header, headerLength4(packet)) == 0;
  }

  /** Length of the IPv4 header. */
  @HotPath
  static int headerLength4(Packet packet) {
    return (packet.u8(packet.networkOffset()) & 0xf) * 4;
  }

  private static boolean isReceived6(Packet packet, boolean fromLoopback) {
    int source = packet.networkOffset() + Ip6.SOURCE;
    int destination = packet.networkOffset() + Ip6.DESTINATION;
    if (!fromLoopback && (isLoopback6(packet, source) || isLoopback6(packet, destination))) {
      return false;
    }
    if (isMulticast6(packet, destination)) {
      int scope = packet.u8(destination + 1) & 0xf;
      if (scope == 0 || (scope == 1 && !fromLoopback)) {
        return false;
      }
    }
    if (isMulticast6(packet, source)) {
      return false;
    }
    return !hasHopByHop(packet) || (Ip6HopByHop.isThere(packet) && Ip6HopByHop.isGood(packet));
  }

  /** Whether a hop-by-hop header must be judged that the capture cut off. */
  @HotPath
  static boolean isHopByHopSnapped(Packet packet) {
    return packet.nfproto() == Packet.NFPROTO_IPV6
        && (packet.malformed() == Malformed.NONE
            || packet.malformed() == Malformed.BAD_EXTENSION_HEADERS)
        && hasHopByHop(packet)
        && !Ip6HopByHop.isThere(packet)
        && Ip6HopByHop.wasThere(packet);
  }

  private static boolean hasHopByHop(Packet packet) {
    return packet.u8(packet.networkOffset() + Ip6.NEXT_HEADER) == Ip6.HOP_BY_HOP;
  }

  // ---- between prerouting and the next hook ----

  /**
   * Where routing sends a received packet.
   *
   * @param told whether the destination is known to be this host's
   * @param assumed whether every unicast destination is taken for this host's
   */
  @HotPath
  static Way route(Packet packet, boolean told, boolean assumed) {
    return packet.nfproto() == Packet.NFPROTO_IPV4
        ? route4(packet, told || assumed)
        : route6(packet, told, assumed);
  }

  private static Way route4(Packet packet, boolean local) {
    int source = packet.i32(packet.networkOffset() + Ip4.SOURCE);
    int destination = packet.i32(packet.networkOffset() + Ip4.DESTINATION);
    if (isMulticast4(source) || source == BROADCAST) {
      return Way.DROP;
    }
    if (isMulticast4(destination)) {
      return destination == ALL_HOSTS ? Way.LOCAL : Way.DROP;
    }
    if (destination == BROADCAST || (source == ANY && destination == ANY)) {
      return Way.LOCAL;
    }
    if (source == ANY || destination == ANY) {
      return Way.DROP;
    }
    return local ? Way.LOCAL : Way.FORWARD;
  }

  private static Way route6(Packet packet, boolean told, boolean assumed) {
    int destination = packet.networkOffset() + Ip6.DESTINATION;
    if (told) {
      return Way.LOCAL;
    }
    if (isMulticast6(packet, destination)) {
      long high = packet.i64(destination);
      long low = packet.i64(destination + 8);
      // KERNEL: a router (no address assumed) has joined all-routers as well.
      boolean joined = low == ALL_NODES_LOW || (low == ALL_ROUTERS_LOW && !assumed);
      return high == LINK_LOCAL_GROUP_HIGH && joined ? Way.LOCAL : Way.DROP;
    }
    if (isLinkLocal6(packet, destination)) {
      return Way.DROP;
    }
    return assumed ? Way.LOCAL : Way.FORWARD;
  }

  /**
   * What a host writes into the options of an IPv4 packet for itself: its destination, or 0 where
   * that is shared with others.
   *
   * <p>KERNEL: fib_compute_spec_dst.
   */
  @HotPath
  static int ownAddress(Packet packet) {
    int destination = packet.i32(packet.networkOffset() + Ip4.DESTINATION);
    return destination == BROADCAST || isMulticast4(destination) ? 0 : destination;
  }

  /**
   * Whether every host on the link is meant, or every listener of this one: 255.255.255.255,
   * all-hosts, all-nodes.
   */
  @HotPath
  static boolean isForAllHosts(Packet packet) {
    int base = packet.networkOffset();
    if (packet.nfproto() == Packet.NFPROTO_IPV4) {
      int destination = packet.i32(base + Ip4.DESTINATION);
      return destination == BROADCAST || destination == ALL_HOSTS;
    }
    long high = packet.i64(base + Ip6.DESTINATION);
    return (high == LINK_LOCAL_GROUP_HIGH || high == OWN_GROUP_HIGH)
        && packet.i64(base + Ip6.DESTINATION + 8) == ALL_NODES_LOW;
  }

  /** Whether the destination is an IPv6 group of this host alone, ff00:: or ff01:: something. */
  @HotPath
  static boolean isForOwnGroup(Packet packet) {
    int destination = packet.networkOffset() + Ip6.DESTINATION;
    return packet.nfproto() == Packet.NFPROTO_IPV6
        && isMulticast6(packet, destination)
        && (packet.u8(destination + 1) & 0xf) <= 1;
  }

  /** Whether the destination is a multicast group. */
  @HotPath
  static boolean isMulticast(Packet packet) {
    int base = packet.networkOffset();
    return packet.nfproto() == Packet.NFPROTO_IPV4
        ? isMulticast4(packet.i32(base + Ip4.DESTINATION))
        : isMulticast6(packet, base + Ip6.DESTINATION);
  }

  /** Whether the destination is 0.0.0.0 or ::, which a sender takes for itself. */
  @HotPath
  static boolean isUnspecifiedDestination(Packet packet) {
    int base = packet.networkOffset();
    return packet.nfproto() == Packet.NFPROTO_IPV4
        ? packet.i32(base + Ip4.DESTINATION) == ANY
        : isAny6(packet, base + Ip6.DESTINATION);
  }

  /** Whether an IPv6 destination means something only together with a device. */
  @HotPath
  static boolean needsScope(Packet packet) {
    return packet.nfproto() == Packet.NFPROTO_IPV6
        && (isMulticast(packet) || isLinkLocalDestination(packet));
  }

  /**
   * Whether the destination is IPv6 link-local: only a host that knows its devices can say where.
   */
  @HotPath
  static boolean isLinkLocalDestination(Packet packet) {
    return packet.nfproto() == Packet.NFPROTO_IPV6
        && isLinkLocal6(packet, packet.networkOffset() + Ip6.DESTINATION);
  }

  /**
   * Whether ip_forward or ip6_forward lets the packet go on to the forward hook; TTL not yet taken.
   */
  @HotPath
  static boolean isForwarded(Packet packet, boolean leavesWhereItCameIn) {
    if (packet.packetType() != Packet.TYPE_HOST) {
      return false;
    }
    int base = packet.networkOffset();
    if (packet.nfproto() == Packet.NFPROTO_IPV4) {
      return packet.u8(base + Ip4.TTL) > 1;
    }
    // KERNEL: ip6_forward checks the source in the branch that does not send a redirect.
    boolean goodSource =
        leavesWhereItCameIn
            || (!isAny6(packet, base + Ip6.SOURCE) && !isLinkLocal6(packet, base + Ip6.SOURCE));
    return goodSource && packet.u8(base + Ip6.HOP_LIMIT) > 1;
  }

  /** TTL or hop limit. */
  @HotPath
  static int lifetime(Packet packet) {
    boolean four = packet.nfproto() == Packet.NFPROTO_IPV4;
    return packet.u8(packet.networkOffset() + (four ? Ip4.TTL : Ip6.HOP_LIMIT));
  }

  // ---- addresses ----

  private static boolean isMulticast4(int address) {
    return address >>> 28 == 0xe;
  }

  private static boolean isMulticast6(Packet packet, int at) {
    return packet.u8(at) == 0xff;
  }

  private static boolean isLoopback6(Packet packet, int at) {
    return packet.i64(at) == 0 && packet.i64(at + 8) == 1;
  }

  private static boolean isAny6(Packet packet, int at) {
    return packet.i64(at) == 0 && packet.i64(at + 8) == 0;
  }

  private static boolean isLinkLocal6(Packet packet, int at) {
    return (packet.u16(at) & LINK_LOCAL_MASK) == LINK_LOCAL_PREFIX;
  }
}

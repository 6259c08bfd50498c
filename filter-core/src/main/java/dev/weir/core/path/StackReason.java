package dev.weir.core.path;

import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Malformed;
import dev.weir.core.packet.Packet;

/** Why the stack itself decided, where the outcome alone does not say; in words for a trace. */
enum StackReason {
  /** Nothing was noted: the outcome says it. */
  NONE,
  /** ip_rcv or ip6_rcv refuses the packet. */
  NOT_RECEIVED,
  /** A tag that no VLAN device takes off. */
  VLAN_TAG,
  /** Routing leads nowhere, whatever the table says. */
  NOT_ROUTABLE,
  /** IPv4 options that ip_rcv_options refuses, a source route for example. */
  OPTIONS,
  /** ip_forward or ip6_forward refuses the packet, or there is no route. */
  NOT_FORWARDED,
  /** Nothing can be sent there. */
  NO_ROUTE,
  /** IPv6: a destination that means something only together with a device. */
  NO_SCOPE,
  /** A host cannot send such a packet. */
  NOT_SENDABLE,
  /** Conntrack's own hook function drops: a drop at a hook, as the kernel sees it. */
  CONNTRACK,
  /** NAT's own hook function drops, no nat chain. */
  NAT;

  private static final int MULTICAST_FIRST = 0xe;
  private static final int BROADCAST = -1;

  /** The words for a packet that ended with this outcome; "" if there is nothing to say. */
  String words(Packet packet, char outcome) {
    return switch (this) {
      case NOT_RECEIVED -> notReceived(packet);
      case VLAN_TAG -> "a VLAN tag: without a VLAN device the IP stack never sees the frame";
      case NOT_ROUTABLE -> notRoutable(packet);
      case OPTIONS -> "IP options that the stack refuses";
      case NOT_FORWARDED -> notForwarded(packet);
      case NO_ROUTE -> "no route to the destination (--routes)";
      case NO_SCOPE -> "a link-local or multicast destination, and nothing tells by which device";
      case NOT_SENDABLE -> "a host cannot send such a packet";
      case CONNTRACK -> "conntrack could not keep the connection (table full, or a clash)";
      case NAT -> "NAT could not translate the packet";
      case NONE -> byOutcome(packet, outcome);
    };
  }

  private static String byOutcome(Packet packet, char outcome) {
    return switch (outcome) {
      case Outcomes.UNDECODABLE, Outcomes.DROPPED_BEFORE_HOOKS -> malformed(packet);
      case Outcomes.HELD -> "a fragment, kept until the others are there";
      default -> "";
    };
  }

  private static String malformed(Packet packet) {
    return switch (packet.malformed()) {
      case NONE ->
          packet.nfproto() == Packet.NFPROTO_ARP
              ? "ARP: no hook of the IP families sees it"
              : "no hook sees it";
      case UNKNOWN_LINK_TYPE -> "unknown link type " + packet.linkType();
      case LINK_HEADER_SHORT -> "the frame ends inside its link header";
      case SNAPPED -> "the capture cut the packet inside its headers";
      case OTHER_PROTOCOL -> "neither IPv4 nor IPv6: no hook of these families sees it";
      case NETWORK_HEADER_SHORT -> "the frame ends inside the IP header";
      case BAD_VERSION -> "the IP version is not the one the link header says";
      case BAD_HEADER_LENGTH -> "bad IP header length";
      case BAD_TOTAL_LENGTH -> "the packet says it is longer than the frame";
      case BAD_EXTENSION_HEADERS -> "the extension headers leave the packet";
    };
  }

  private static String notReceived(Packet packet) {
    if (packet.malformed() != Malformed.NONE) {
      return malformed(packet);
    }
    return packet.nfproto() == Packet.NFPROTO_IPV4
        ? "bad IP header checksum"
        : "addresses or hop-by-hop options that the stack refuses";
  }

  private static String notRoutable(Packet packet) {
    if (packet.nfproto() == Packet.NFPROTO_IPV4) {
      int source = packet.i32(packet.networkOffset() + Ip4.SOURCE);
      if (source >>> 28 == MULTICAST_FIRST || source == BROADCAST) {
        return "no host has this source address";
      }
    }
    if (StackModel.isMulticast(packet)) {
      return "multicast: nothing tells that this host joined the group";
    }
    return StackModel.isLinkLocalDestination(packet)
        ? "a link-local destination that is not known as this host's (--local, --addrs)"
        : "0.0.0.0 is no source or destination on the way";
  }

  private static String notForwarded(Packet packet) {
    if (packet.packetType() != Packet.TYPE_HOST) {
      return "a link-layer broadcast or multicast is not forwarded";
    }
    boolean four = packet.nfproto() == Packet.NFPROTO_IPV4;
    if (StackModel.lifetime(packet) <= 1) {
      return (four ? "TTL " : "hop limit ") + StackModel.lifetime(packet) + ": it expires here";
    }
    return "a source that is not forwarded";
  }
}

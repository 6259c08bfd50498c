package dev.weir.core.fragment;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;

/**
 * What tells the fragments of one datagram from those of others: addresses, identification, and who
 * puts them together.
 *
 * <p><i>Meaning:</i> IPv4 adds the protocol, IPv6 the device if the destination is multicast or
 * link-local. The user is the point of reassembly and the conntrack zone: fragments of different
 * users never join.
 *
 * <p>Source: include/net/inet_frag.h (struct frag_v4_compare_key, frag_v6_compare_key),
 * include/net/ip.h (enum ip_defrag_users).
 */
final class FragmentKey {
  private static final int LINK_LOCAL = 0xfe80 >> 6;

  private long sourceHigh;
  private long sourceLow;
  private long destinationHigh;
  private long destinationLow;
  private int identification;
  private int rest;
  private int user;

  /** Becomes the key of an IPv4 fragment. */
  @HotPath
  void of4(Packet packet, int userAndZone) {
    int base = packet.networkOffset();
    sourceHigh = 0;
    sourceLow = packet.i32(base + Ip4.SOURCE);
    destinationHigh = 0;
    destinationLow = packet.i32(base + Ip4.DESTINATION);
    identification = packet.u16(base + Ip4.IDENTIFICATION);
    rest = packet.u8(base + Ip4.PROTOCOL);
    user = userAndZone;
  }

  /** Becomes the key of an IPv6 fragment whose fragment header is at this offset. */
  @HotPath
  void of6(Packet packet, int fragmentHeader, int userAndZone) {
    int base = packet.networkOffset();
    sourceHigh = packet.i64(base + Ip6.SOURCE);
    sourceLow = packet.i64(base + Ip6.SOURCE + 8);
    destinationHigh = packet.i64(base + Ip6.DESTINATION);
    destinationLow = packet.i64(base + Ip6.DESTINATION + 8);
    identification = packet.i32(fragmentHeader + Ip6.FRAGMENT_IDENTIFICATION);
    rest = isOfOneLink(destinationHigh) ? packet.device().index() : 0;
    user = userAndZone;
  }

  /** Whether a destination means something on one link only: multicast, fe80::/10. */
  private static boolean isOfOneLink(long high) {
    return high >>> 56 == 0xff || high >>> 54 == LINK_LOCAL;
  }

  @HotPath
  void copy(FragmentKey from) {
    sourceHigh = from.sourceHigh;
    sourceLow = from.sourceLow;
    destinationHigh = from.destinationHigh;
    destinationLow = from.destinationLow;
    identification = from.identification;
    rest = from.rest;
    user = from.user;
  }

  @HotPath
  boolean isSame(FragmentKey other) {
    return identification == other.identification
        && sourceLow == other.sourceLow
        && destinationLow == other.destinationLow
        && rest == other.rest
        && user == other.user
        && sourceHigh == other.sourceHigh
        && destinationHigh == other.destinationHigh;
  }

  /** A hash of this many bits. */
  @HotPath
  int hash(int bits) {
    long mixed = (sourceLow ^ sourceHigh) * 0x9e3779b97f4a7c15L + destinationLow + destinationHigh;
    mixed = (mixed ^ mixed >>> 32) * 0xbf58476d1ce4e5b9L;
    mixed += ((long) identification << 20) ^ ((long) user << 8) ^ rest;
    mixed ^= mixed >>> 29;
    return (int) ((mixed * 0x94d049bb133111ebL) >>> (64 - bits));
  }

  @HotPath
  int identification() {
    return identification;
  }

  /** The IPv4 source address. */
  @HotPath
  int source4() {
    return (int) sourceLow;
  }
}

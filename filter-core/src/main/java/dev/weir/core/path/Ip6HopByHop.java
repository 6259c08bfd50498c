package dev.weir.core.path;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;

/**
 * Validates an IPv6 hop-by-hop options header as the stack does on receive, before any hook.
 *
 * <p>Source: net/ipv6/exthdrs.c (ipv6_parse_hopopts, ip6_parse_tlv).
 */
final class Ip6HopByHop {
  private static final int PAD1 = 0;
  private static final int PADN = 1;
  private static final int ROUTER_ALERT = 5;
  private static final int CALIPSO = 7;
  private static final int IOAM = 49;
  private static final int JUMBO = 194;

  private static final int MAX_PADDING = 7;

  /** sysctl max_hbh_opts_number. */
  private static final int MAX_OPTIONS = 8;

  private static final int MAX_PAYLOAD = 0xffff;

  private Ip6HopByHop() {}

  /**
   * Whether the header is wholly inside the captured bytes, so that {@link #isGood} can judge it.
   */
  @HotPath
  static boolean isThere(Packet packet) {
    int start = packet.networkOffset() + Ip6.LENGTH;
    return packet.canLoad(start, 2) && packet.canLoad(start, length(packet, start));
  }

  /** Whether the original had the whole header; call where {@link #isThere} says no. */
  @HotPath
  static boolean wasThere(Packet packet) {
    int start = packet.networkOffset() + Ip6.LENGTH;
    if (!packet.canLoad(start, 2)) {
      return packet.inOriginal(start, 8);
    }
    return packet.inOriginal(start, length(packet, start));
  }

  private static int length(Packet packet, int start) {
    return (packet.u8(start + Ip6.EXTENSION_LENGTH) + 1) * 8;
  }

  /** Whether the stack lets the packet pass. */
  @HotPath
  static boolean isGood(Packet packet) {
    int at = packet.networkOffset() + Ip6.LENGTH;
    int end = at + length(packet, at);
    int padding = 0;
    int options = 0;
    at += 2;
    while (at < end) {
      int type = packet.u8(at);
      if (type == PAD1) {
        padding++;
        if (padding > MAX_PADDING) {
          return false;
        }
        at++;
        continue;
      }
      if (end - at < 2) {
        return false;
      }
      int length = packet.u8(at + 1) + 2;
      if (length > end - at) {
        return false;
      }
      if (type == PADN) {
        padding += length;
        if (padding > MAX_PADDING || !isZero(packet, at + 2, at + length)) {
          return false;
        }
      } else {
        options++;
        padding = 0;
        if (options > MAX_OPTIONS || !isAccepted(packet, at, type)) {
          return false;
        }
      }
      at += length;
    }
    return true;
  }

  private static boolean isZero(Packet packet, int from, int to) {
    for (int at = from; at < to; at++) {
      if (packet.u8(at) != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAccepted(Packet packet, int at, int type) {
    int offset = at - packet.networkOffset();
    int length = packet.u8(at + 1);
    return switch (type) {
      case ROUTER_ALERT -> length == 2;
      case IOAM -> (offset & 3) == 0;
      case JUMBO -> (offset & 3) == 2 && length == 4 && isJumbo(packet, at);
      case CALIPSO -> false; // no CALIPSO domain is known
      default -> type >> 6 == 0; // unknown: the two upper bits say "skip" or "drop"
    };
  }

  private static boolean isJumbo(Packet packet, int at) {
    int network = packet.networkOffset();
    long length = packet.i32(at + 2) & 0xffffffffL;
    return length > MAX_PAYLOAD
        && packet.u16(network + Ip6.PAYLOAD_LENGTH) == 0
        && length <= packet.originalLength() - network - Ip6.LENGTH;
  }
}

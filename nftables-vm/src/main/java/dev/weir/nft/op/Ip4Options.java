package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Packet;

/**
 * Finds an IPv4 option by its type.
 *
 * <p><i>Meaning.</i> The kernel compiles all options first, as for a packet it would send, and
 * finds nothing when any of them is malformed. Only source routes, record route and router alert
 * can be found. {@code lsrr} and {@code ssrr} exclude each other.
 *
 * <p>Source: net/netfilter/nft_exthdr.c (ipv4_find_option), net/ipv4/ip_options.c
 * (__ip_options_compile without a packet).
 */
final class Ip4Options {
  private static final int END = 0;
  private static final int NO_OPERATION = 1;
  private static final int RECORD_ROUTE = 7;
  private static final int TIMESTAMP = 68;
  private static final int LOOSE_ROUTE = 131;
  private static final int CIPSO = 134;
  private static final int STRICT_ROUTE = 137;
  private static final int ROUTER_ALERT = 148;

  private static final int TIMESTAMP_WITH_ADDRESS = 1;
  private static final int TIMESTAMP_PRESPECIFIED = 3;
  private static final int OVERFLOW_FULL = 15;

  private Ip4Options() {}

  /**
   * Where the option begins, from the frame's start, {@link ExthdrOp#ABSENT} or {@link
   * ExthdrOp#CUT}.
   */
  @HotPath
  static int find(Packet packet, int type) {
    int header = packet.networkOffset();
    if (packet.pushedLinkBytes() > 0) {
      // KERNEL: at egress nft_exthdr_ipv4_eval takes the link header for the IP header; that of a
      // unicast frame hardly ever looks like one with options.
      if (!packet.hasLinkHeader()) {
        return ExthdrOp.ABSENT;
      }
      header = 0;
    }
    if (packet.nfproto() != Packet.NFPROTO_IPV4 || !packet.isLoadable(header, Ip4.MIN_LENGTH)) {
      return ExthdrOp.ABSENT;
    }
    int length = (packet.u8(header) & 0xf) * 4;
    if (length <= Ip4.MIN_LENGTH) {
      return ExthdrOp.ABSENT;
    }
    if (!packet.isLoadable(header, length)) {
      return ExthdrOp.missing(packet, header, length);
    }
    return findAmong(packet, header + Ip4.MIN_LENGTH, header + length, type);
  }

  /** Walks all options, checking each; the last router alert, the only one of each other type. */
  private static int findAmong(Packet packet, int from, int end, int wanted) {
    int found = ExthdrOp.ABSENT;
    int seen = 0;
    int at = from;
    while (at < end) {
      int type = packet.u8(at);
      if (type == END) {
        return found;
      }
      if (type == NO_OPERATION) {
        at++;
        continue;
      }
      int length = end - at < 2 ? 0 : packet.u8(at + 1);
      int bit = onceBit(type);
      if (length < 2 || at + length > end || (seen & bit) != 0) {
        return ExthdrOp.ABSENT;
      }
      if (!isWellFormed(packet, at, type, length)) {
        return ExthdrOp.ABSENT;
      }
      seen |= bit;
      if (type == wanted && isFindable(packet, at, type)) {
        found = at;
      }
      at += length;
    }
    return found;
  }

  /** A bit for the options that may come only once; both source routes share one. */
  private static int onceBit(int type) {
    return switch (type) {
      case STRICT_ROUTE, LOOSE_ROUTE -> 1;
      case RECORD_ROUTE -> 2;
      case TIMESTAMP -> 4;
      default -> 0;
    };
  }

  private static boolean isFindable(Packet packet, int at, int type) {
    return switch (type) {
      case STRICT_ROUTE, LOOSE_ROUTE, RECORD_ROUTE -> true;
      case ROUTER_ALERT -> packet.u16(at + 2) == 0;
      default -> false;
    };
  }

  private static boolean isWellFormed(Packet packet, int at, int type, int length) {
    return switch (type) {
      // KERNEL: compiled as an option to send: the pointer must stand at the first address.
      case STRICT_ROUTE, LOOSE_ROUTE ->
          length >= 7 && (length - 3) % 4 == 0 && packet.u8(at + 2) == 4;
      case RECORD_ROUTE -> {
        int pointer = length < 3 ? 0 : packet.u8(at + 2);
        yield pointer >= 4 && (pointer > length || pointer + 3 <= length);
      }
      case TIMESTAMP -> isTimestampWellFormed(packet, at, length);
      case ROUTER_ALERT -> length >= 4;
      // KERNEL: no CIPSO domain is configured, so cipso_v4_validate refuses every such option.
      case CIPSO -> false;
      default -> true;
    };
  }

  private static boolean isTimestampWellFormed(Packet packet, int at, int length) {
    if (length < 4) {
      return false;
    }
    int pointer = packet.u8(at + 2);
    int flags = packet.u8(at + 3);
    int kind = flags & 0xf;
    if (pointer > length) {
      return pointer >= 5 && (kind == TIMESTAMP_PRESPECIFIED || flags >> 4 != OVERFLOW_FULL);
    }
    boolean withAddress = kind == TIMESTAMP_WITH_ADDRESS || kind == TIMESTAMP_PRESPECIFIED;
    return pointer >= 5 && pointer + (withAddress ? 7 : 3) <= length;
  }
}

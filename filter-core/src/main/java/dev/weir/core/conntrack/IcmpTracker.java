package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;

/**
 * ICMP and ICMPv6 queries: echo, and what else is answered.
 *
 * <p><i>Meaning:</i> a flow is one identifier between two hosts; only a question starts one, 30 s
 * after the last message it is over. Errors are {@link IcmpErrors}'.
 *
 * <p>Source: net/netfilter/nf_conntrack_proto_icmp.c, nf_conntrack_proto_icmpv6.c.
 */
final class IcmpTracker {
  static final int ICMP = 1;
  static final int ICMPV6 = 58;

  private static final int ECHO_REPLY = 0;
  private static final int ECHO = 8;
  private static final int TIMESTAMP = 13;
  private static final int TIMESTAMP_REPLY = 14;
  private static final int INFO = 15;
  private static final int INFO_REPLY = 16;
  private static final int ADDRESS = 17;
  private static final int ADDRESS_REPLY = 18;
  private static final int ECHO6 = 128;
  private static final int ECHO6_REPLY = 129;
  private static final int NODE_QUERY = 139;
  private static final int NODE_REPLY = 140;
  private static final long TIMEOUT = 30_000_000_000L;

  private IcmpTracker() {}

  /** The type that answers or asks for this one, -1 if there is none. */
  @HotPath
  static int inverse(int protocol, int type) {
    return protocol == ICMP ? inverse4(type) : inverse6(type);
  }

  @HotPath
  private static int inverse4(int type) {
    return switch (type) {
      case ECHO -> ECHO_REPLY;
      case ECHO_REPLY -> ECHO;
      case TIMESTAMP -> TIMESTAMP_REPLY;
      case TIMESTAMP_REPLY -> TIMESTAMP;
      case INFO -> INFO_REPLY;
      case INFO_REPLY -> INFO;
      case ADDRESS -> ADDRESS_REPLY;
      case ADDRESS_REPLY -> ADDRESS;
      default -> -1;
    };
  }

  @HotPath
  private static int inverse6(int type) {
    return switch (type) {
      case ECHO6 -> ECHO6_REPLY;
      case ECHO6_REPLY -> ECHO6;
      case NODE_QUERY -> NODE_REPLY;
      case NODE_REPLY -> NODE_QUERY;
      default -> -1;
    };
  }

  /**
   * A query or its answer.
   *
   * @param nfproto the family the protocol belongs to
   */
  @HotPath
  static int query(Tracking tracking, int nfproto) {
    if (tracking.packet.nfproto() != nfproto
        || !isQuestion(tracking.protocol, Conn.ports(tracking.at, 0) >>> 8 & 0xff)) {
      return Tracking.INVALID;
    }
    tracking.refresh(TIMEOUT);
    return Tracking.ACCEPT;
  }

  @HotPath
  private static boolean isQuestion(int protocol, int type) {
    if (protocol == ICMP) {
      return type == ECHO || type == TIMESTAMP || type == INFO || type == ADDRESS;
    }
    return type == ECHO6 || type == NODE_QUERY;
  }
}

package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;

/**
 * Which flow, seen from one direction: a reusable key.
 *
 * <p><i>Meaning:</i> IPv4 addresses are the upper half of the high word. {@link #ports} is source
 * above destination: ports; for ICMP the identifier above type and code; for PPTP's GRE 0 above the
 * call id; 0 for protocols without. {@link #kind} is nfproto in bits 24-31, protocol in bits 16-23.
 *
 * <p>Source: include/net/netfilter/nf_conntrack_tuple.h; nf_conntrack_core.c (nf_ct_invert_tuple).
 */
public final class ConnTuple {
  private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

  public long sourceHigh;
  public long sourceLow;
  public long destinationHigh;
  public long destinationLow;
  public int ports;
  public int kind;

  @HotPath
  void setKind(int nfproto, int protocol) {
    kind = nfproto << 24 | protocol << 16;
  }

  /** The transport protocol. */
  @HotPath
  public int protocol() {
    return kind >>> 16 & 0xff;
  }

  /**
   * Makes this the other direction of a tuple.
   *
   * @return false for ICMP messages nobody answers
   */
  @HotPath
  public boolean invert(ConnTuple of) {
    sourceHigh = of.destinationHigh;
    sourceLow = of.destinationLow;
    destinationHigh = of.sourceHigh;
    destinationLow = of.sourceLow;
    kind = of.kind;
    int protocol = of.protocol();
    if (protocol != IcmpTracker.ICMP && protocol != IcmpTracker.ICMPV6) {
      ports = of.ports << 16 | of.ports >>> 16;
      return true;
    }
    int type = of.ports >>> 8 & 0xff;
    int answer = IcmpTracker.inverse(protocol, type);
    if (answer < 0) {
      return false;
    }
    ports = (of.ports & 0xffff00ff) | answer << 8;
    return true;
  }

  /** Both IPv4 addresses, source above destination. */
  @HotPath
  long addresses4() {
    return sourceHigh | destinationHigh >>> 32;
  }

  /** NFPROTO_IPV4 or NFPROTO_IPV6. */
  @HotPath
  public int nfproto() {
    return kind >>> 24;
  }

  /** Makes this the same as another. */
  @HotPath
  public void copy(ConnTuple of) {
    sourceHigh = of.sourceHigh;
    sourceLow = of.sourceLow;
    destinationHigh = of.destinationHigh;
    destinationLow = of.destinationLow;
    ports = of.ports;
    kind = of.kind;
  }

  /** Whether both name the same flow in the same direction. */
  @HotPath
  public boolean isSame(ConnTuple other) {
    return ports == other.ports
        && kind == other.kind
        && sourceHigh == other.sourceHigh
        && sourceLow == other.sourceLow
        && destinationHigh == other.destinationHigh
        && destinationLow == other.destinationLow;
  }

  /** Whether source and destination are the same, so that the answer looks like the question. */
  @HotPath
  boolean isItsOwnReply() {
    return sourceLow == destinationLow
        && sourceHigh == destinationHigh
        && ports >>> 16 == (ports & 0xffff)
        && protocol() != IcmpTracker.ICMP
        && protocol() != IcmpTracker.ICMPV6;
  }

  /**
   * A hash that differs by zone, every bit of which can be used. It is the same for both directions
   * of a flow.
   */
  @HotPath
  int hash(long seed, int zone) {
    int from = ports >>> 16;
    int to = ports & 0xffff;
    long both = kind | zone;
    if (protocol() == IcmpTracker.ICMP || protocol() == IcmpTracker.ICMPV6) {
      both |= (long) (ports & 0xff) << 32;
      to = from;
    }
    long source = sourceHigh;
    long destination = destinationHigh;
    if (kind >>> 24 == Packet.NFPROTO_IPV6) {
      source = mix(seed ^ source) ^ sourceLow;
      destination = mix(seed ^ destination) ^ destinationLow;
    }
    long hash = mix(seed ^ source ^ from) + mix(seed ^ destination ^ to);
    hash = mix(hash ^ both);
    return (int) (hash ^ hash >>> 32);
  }

  @HotPath
  private static long mix(long value) {
    long product = value * MULTIPLIER;
    return product ^ product >>> 29;
  }
}

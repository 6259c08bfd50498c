package dev.weir.core.conntrack;

import dev.weir.core.packet.Packet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes connections as {@code /proc/net/nf_conntrack} does, without the reference count.
 *
 * <p>Example: {@code ipv4 2 tcp 6 431999 ESTABLISHED src=10.0.0.1 dst=10.0.0.2 sport=1000 dport=80
 * src=10.0.0.2 dst=10.0.0.1 sport=80 dport=1000 [ASSURED] mark=0 zone=0} (with the kernel's padding
 * of the names).
 *
 * <p>Source: net/netfilter/nf_conntrack_standalone.c (ct_seq_show).
 */
final class ConnListing {
  private static final long SECOND = 1_000_000_000L;
  private static final int BOTH_DIRECTIONS = 3;

  private final StringBuilder out = new StringBuilder();
  private final long at;
  private final @Nullable ConnExtensions counters;
  private final int entry;

  private ConnListing(long at, @Nullable ConnExtensions counters, int entry) {
    this.at = at;
    this.counters = counters;
    this.entry = entry;
  }

  /** One line; without counters where there is no accounting. */
  static String line(long at, @Nullable ConnExtensions counters, int entry, long nowNanos) {
    return new ConnListing(at, counters, entry).line(nowNanos);
  }

  private String line(long nowNanos) {
    int protocol = Conn.protocol(at);
    boolean six = Conn.nfproto(at) == Packet.NFPROTO_IPV6;
    out.append(
        String.format(
            Locale.ROOT,
            "%-8s %d %-8s %d %d ",
            six ? "ipv6" : "ipv4",
            Conn.nfproto(at),
            name(protocol),
            protocol,
            Math.max(0, Conn.timeout(at) - nowNanos) / SECOND));
    if (protocol == TcpTracker.TCP) {
      out.append(TcpStates.name(TcpConn.state(at))).append(' ');
    } else if (protocol == SctpTracker.SCTP) {
      out.append(SctpTracker.stateName(at)).append(' ');
    } else if (protocol == GreTracker.GRE) {
      out.append("timeout=30, stream_timeout=180 ");
    }
    tuple(Conntrack.ORIGINAL);
    zone("zone-orig", 1 << Conntrack.ORIGINAL);
    counters(Conntrack.ORIGINAL);
    flag("[UNREPLIED] ", !Conn.has(at, ConntrackStatus.SEEN_REPLY));
    tuple(Conntrack.REPLY);
    zone("zone-reply", 1 << Conntrack.REPLY);
    counters(Conntrack.REPLY);
    flag("[ASSURED] ", Conn.has(at, ConntrackStatus.ASSURED));
    out.append("mark=").append(Integer.toUnsignedString(Conn.mark(at))).append(' ');
    zone("zone", BOTH_DIRECTIONS);
    return out.toString().stripTrailing();
  }

  private static String name(int protocol) {
    return switch (protocol) {
      case TcpTracker.TCP -> "tcp";
      case UdpTracker.UDP -> "udp";
      case UdpTracker.UDP_LITE -> "udplite";
      case IcmpTracker.ICMP -> "icmp";
      case IcmpTracker.ICMPV6 -> "icmpv6";
      case SctpTracker.SCTP -> "sctp";
      case GreTracker.GRE -> "gre";
      default -> "unknown";
    };
  }

  private void flag(String text, boolean shown) {
    if (shown) {
      out.append(text);
    }
  }

  private void zone(String name, int directions) {
    int zone = Conn.zone(at);
    if (zone >>> 16 == directions) {
      out.append(name).append('=').append(zone & 0xffff).append(' ');
    }
  }

  private void counters(int direction) {
    if (counters != null) {
      out.append("packets=").append(counters.packets(entry, direction));
      out.append(" bytes=").append(counters.bytes(entry, direction)).append(' ');
    }
  }

  private void tuple(int direction) {
    out.append("src=");
    address(direction, Conntrack.SOURCE);
    out.append(" dst=");
    address(direction, Conntrack.DESTINATION);
    int ports = Conn.ports(at, direction);
    int high = ports >>> 16;
    int low = ports & 0xffff;
    switch (Conn.protocol(at)) {
      case TcpTracker.TCP, UdpTracker.UDP, UdpTracker.UDP_LITE, SctpTracker.SCTP ->
          out.append(" sport=").append(high).append(" dport=").append(low);
      case IcmpTracker.ICMP, IcmpTracker.ICMPV6 ->
          out.append(" type=")
              .append(low >>> 8)
              .append(" code=")
              .append(low & 0xff)
              .append(" id=")
              .append(high);
      case GreTracker.GRE ->
          out.append(" srckey=0x")
              .append(Integer.toHexString(high))
              .append(" dstkey=0x")
              .append(Integer.toHexString(low));
      default -> {}
    }
    out.append(' ');
  }

  private void address(int direction, int side) {
    long high = Conn.address(at, direction, side, 0);
    if (Conn.nfproto(at) == Packet.NFPROTO_IPV4) {
      for (int shift = 56; shift >= 32; shift -= 8) {
        out.append((high >>> shift) & 0xff).append(shift > 32 ? "." : "");
      }
      return;
    }
    long low = Conn.address(at, direction, side, 1);
    for (int word = 0; word < 8; word++) {
      long half = word < 4 ? high : low;
      String digits =
          String.format(Locale.ROOT, "%04x", (half >>> (48 - 16 * (word & 3))) & 0xffff);
      out.append(word > 0 ? ":" : "").append(digits);
    }
  }
}

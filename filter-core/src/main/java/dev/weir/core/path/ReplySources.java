package dev.weir.core.path;

import dev.weir.core.fib.PrefixTable;
import dev.weir.core.hook.Hook;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;
import dev.weir.core.reject.ReplyWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses this host gives to packets it makes itself.
 *
 * <p>Example: {@code add("192.0.2.1", 24, eth0)}, {@code prefer("203.0.113.0/24", "192.0.2.1")}.
 *
 * <p><i>Meaning:</i> what was sent to an address of this host is answered from there. Otherwise the
 * route's preferred source, else an address of the device the answer leaves by (of several for IPv4
 * the first whose subnet holds the destination, for IPv6 the one with the longest common prefix),
 * else one of another device, else 192.0.0.8 or ::1 as the kernel.
 *
 * <p><i>Limits vs kernel:</i> of IPv6's rules of source selection only scope, device and prefix.
 *
 * <p>Source: net/ipv4/icmp.c (icmp_route_lookup), net/ipv4/devinet.c (inet_select_addr),
 * net/ipv6/addrconf.c (ipv6_dev_get_saddr); RFC 7600, RFC 6724.
 */
public final class ReplySources {
  /** INADDR_DUMMY. */
  private static final long DUMMY4 = 0xc000_0008L << 32;

  private static final long LINK_LOCAL = 0xfe80L << 48;
  private static final long LINK_LOCAL_MASK = 0xffc0L << 48;
  private static final int SAME_DEVICE = 1000;
  private static final int SAME_SCOPE = 2000;

  /** An address of this host, the length of its subnet, its device. */
  private record Own(PrefixTable.Prefix address, int length, Device device) {}

  private final PrefixTable preferred4 = new PrefixTable();
  private final PrefixTable preferred6 = new PrefixTable();
  private final List<Own> own = new ArrayList<>();

  /** Adds an address of this host with its prefix length; false if the text is none. */
  public boolean add(String address, int prefixLength, Device device) {
    PrefixTable.Prefix parsed = PrefixTable.parse(address);
    return parsed != null && own.add(new Own(parsed, prefixLength, device));
  }

  /** Adds what a route says its packets come from; false if one of the texts is no address. */
  public boolean prefer(String destination, String source) {
    PrefixTable.Prefix address = PrefixTable.parse(source);
    if (address == null) {
      return false;
    }
    String text = destination;
    if (destination.equals("default")) {
      text = address.six() ? "::/0" : "0.0.0.0/0";
    }
    PrefixTable.Prefix prefix = PrefixTable.parse(text);
    if (prefix == null) {
      return false;
    }
    own.add(new Own(address, prefix.six() ? 128 : 32, Device.NONE));
    (prefix.six() ? preferred6 : preferred4).add(prefix, own.size() - 1);
    return true;
  }

  /**
   * Chooses the source of an answer.
   *
   * @param output the device it leaves by
   * @param isOwn whether the rejected packet was sent to an address of this host
   */
  void choose(Packet rejected, Hook hook, Device output, boolean isOwn, ReplyWriter writer) {
    boolean six = rejected.nfproto() == Packet.NFPROTO_IPV6;
    int base = rejected.networkOffset();
    if (isOwn || hook == Hook.OUTPUT) {
      int field = isOwn ? (six ? Ip6.DESTINATION : Ip4.DESTINATION) : six ? Ip6.SOURCE : Ip4.SOURCE;
      writer.setSource(high(rejected, base + field, six), six ? rejected.i64(base + field + 8) : 0);
      return;
    }
    int field = base + (six ? Ip6.SOURCE : Ip4.SOURCE);
    long high = high(rejected, field, six);
    long low = six ? rejected.i64(field + 8) : 0;
    int found = (six ? preferred6 : preferred4).find(high, low);
    if (found == PrefixTable.NONE) {
      found = nearest(six, high, low, output);
    }
    if (found == PrefixTable.NONE) {
      writer.setSource(six ? 0 : DUMMY4, six ? 1 : 0);
    } else {
      writer.setSource(own.get(found).address().high(), own.get(found).address().low());
    }
  }

  private static long high(Packet packet, int at, boolean six) {
    return six ? packet.i64(at) : (long) packet.i32(at) << 32;
  }

  private int nearest(boolean six, long high, long low, Device output) {
    int best = PrefixTable.NONE;
    int bestScore = -1;
    for (int i = 0; i < own.size(); i++) {
      PrefixTable.Prefix address = own.get(i).address();
      if (address.six() == six) {
        int common = Long.numberOfLeadingZeros(address.high() ^ high);
        if (common == Long.SIZE) {
          common += Long.numberOfLeadingZeros(address.low() ^ low);
        }
        int score = six ? common : common >= own.get(i).length() ? 1 : 0;
        score += own.get(i).device().index() == output.index() ? SAME_DEVICE : 0;
        score += !six || isLinkLocal(address.high()) == isLinkLocal(high) ? SAME_SCOPE : 0;
        if (score > bestScore) {
          best = i;
          bestScore = score;
        }
      }
    }
    return best;
  }

  private static boolean isLinkLocal(long high) {
    return (high & LINK_LOCAL_MASK) == LINK_LOCAL;
  }
}

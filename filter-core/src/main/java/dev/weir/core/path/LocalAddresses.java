package dev.weir.core.path;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;

/**
 * The addresses that are "this host".
 *
 * <p>Example: {@code add("192.0.2.1")}; {@code addBroadcast("192.0.2.255")}.
 *
 * <p><i>Meaning:</i> 127.0.0.0/8 and ::1 always are. Subnet broadcast addresses are delivered
 * locally but are nobody's source.
 *
 * <p>Source: net/ipv4/fib_frontend.c (table local).
 */
public final class LocalAddresses {
  private static final int HOST = 0;
  private static final int BROADCAST = 1;

  private final PrefixTable four = new PrefixTable();
  private final PrefixTable six = new PrefixTable();
  private boolean told;

  /** Loopback only: nothing was told. */
  public LocalAddresses() {
    put("127.0.0.0/8", HOST);
    put("::1", HOST);
  }

  /** Adds an address (or a whole prefix); false if the text is neither. */
  public boolean add(String address) {
    told = true;
    return put(address, HOST);
  }

  /** Adds a subnet broadcast address; false if the text is no address. */
  public boolean addBroadcast(String address) {
    return put(address, BROADCAST);
  }

  private boolean put(String text, int value) {
    PrefixTable.Prefix prefix = PrefixTable.parse(text);
    if (prefix == null) {
      return false;
    }
    (prefix.six() ? six : four).add(prefix, value);
    return true;
  }

  /** Whether any address was added: only then is "not local" an answer. */
  public boolean isKnown() {
    return told;
  }

  /** Whether the source address is this host's. */
  @HotPath
  public boolean isSource(Packet packet) {
    return find(packet, Ip4.SOURCE, Ip6.SOURCE) == HOST;
  }

  /** Whether the destination address is this host's, a subnet broadcast included. */
  @HotPath
  public boolean isDestination(Packet packet) {
    return find(packet, Ip4.DESTINATION, Ip6.DESTINATION) != PrefixTable.NONE;
  }

  private int find(Packet packet, int offset4, int offset6) {
    int base = packet.networkOffset();
    if (packet.nfproto() == Packet.NFPROTO_IPV4) {
      return four.find((long) packet.i32(base + offset4) << 32, 0);
    }
    return six.find(packet.i64(base + offset6), packet.i64(base + offset6 + 8));
  }
}

package dev.weir.core.path;

import dev.weir.core.fib.PrefixTable;
import dev.weir.core.nat.HostAddresses;
import dev.weir.core.packet.Device;
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
 * <p>Source: net/ipv4/fib_frontend.c (table local), net/ipv6/addrconf.c (addrconf_join_solict).
 */
public final class LocalAddresses {
  private static final int HOST = 0;
  private static final int GROUP = 1;

  private static final long SOLICITED_NODE_HIGH = 0xff02_0000_0000_0000L;
  private static final long SOLICITED_NODE_LOW = 0x0000_0001_ff00_0000L;
  private static final int ADDRESS_BITS = 128;
  private static final long SOLICITED_NODE_MASK = 0xff_ffffL;

  private final PrefixTable four = new PrefixTable();
  private final PrefixTable six = new PrefixTable();
  private final HostAddresses host = new HostAddresses();
  private boolean told;

  /** Loopback only: nothing was told. */
  public LocalAddresses() {
    put("127.0.0.0/8", HOST);
    put("::1", HOST);
  }

  /** Adds an address (or a whole prefix); false if the text is neither. */
  public boolean add(String address) {
    PrefixTable.Prefix prefix = PrefixTable.parse(address);
    if (prefix != null && prefix.length() == (prefix.six() ? ADDRESS_BITS : 32)) {
      host.add(
          new HostAddresses.Address(
              0, prefix.six(), prefix.high(), prefix.low(), prefix.length(), true, true, false));
    }
    return addDestination(address);
  }

  /**
   * Adds the address of a device.
   *
   * @param prefixBits length of its subnet's prefix
   * @param isGlobal IPv4: whether its scope is neither link nor host
   * @param isUsable neither secondary (IPv4) nor tentative (IPv6)
   * @param isDeprecated IPv6: not for new connections
   */
  public boolean add(
      Device device,
      String address,
      int prefixBits,
      boolean isGlobal,
      boolean isUsable,
      boolean isDeprecated) {
    PrefixTable.Prefix prefix = PrefixTable.parse(address);
    if (prefix != null) {
      host.add(
          new HostAddresses.Address(
              device.index(),
              prefix.six(),
              prefix.high(),
              prefix.low(),
              prefixBits,
              isGlobal,
              isUsable,
              isDeprecated));
    }
    return addDestination(address);
  }

  /** The addresses as devices have them, for packets that get one of them as their own. */
  public HostAddresses host() {
    return host;
  }

  /** Adds an address (or a whole prefix) without saying that a device has it. */
  public boolean addDestination(String address) {
    told = true;
    PrefixTable.Prefix prefix = PrefixTable.parse(address);
    if (prefix != null && prefix.six() && prefix.length() == ADDRESS_BITS) {
      long low = SOLICITED_NODE_LOW | (prefix.low() & SOLICITED_NODE_MASK);
      six.add(new PrefixTable.Prefix(true, SOLICITED_NODE_HIGH, low, ADDRESS_BITS), GROUP);
    }
    return put(address, HOST);
  }

  /** Adds a subnet broadcast address; false if the text is no address. */
  public boolean addBroadcast(String address) {
    return put(address, GROUP);
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

  /** Whether the destination is one of this host's own addresses: no broadcast, no group. */
  @HotPath
  public boolean isHostDestination(Packet packet) {
    return find(packet, Ip4.DESTINATION, Ip6.DESTINATION) == HOST;
  }

  /** Whether this host takes the destination for its own: addresses, subnet broadcasts, groups. */
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

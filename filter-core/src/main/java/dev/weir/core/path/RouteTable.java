package dev.weir.core.path;

import dev.weir.core.fib.PrefixTable;
import dev.weir.core.nat.NextHops;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Destination prefixes and the devices they leave by, from {@code ip -j route} output.
 *
 * <p>Example: {@code add("default", eth0, false)}, {@code add("10.0.0.0/8", lan0, false)}.
 *
 * <p><i>Meaning:</i> longest prefix wins, of equal ones the first added (the order {@code ip route}
 * prints). A family with no routes at all is "not told"; in a family with routes an address without
 * one is unreachable.
 *
 * <p>Source: net/ipv4/fib_trie.c, net/ipv6/ip6_fib.c.
 */
public final class RouteTable implements NextHops {
  private final List<@Nullable Device> devices = new ArrayList<>();
  private final List<Integer> gateways = new ArrayList<>();
  private final List<Device> linkLocalDevices = new ArrayList<>();
  private final PrefixTable four = new PrefixTable();
  private final PrefixTable six = new PrefixTable();

  /**
   * Adds a route to a prefix or address; {@code default} stands for the family's whole space.
   *
   * @param device null for unreachable, blackhole and prohibit routes
   * @param defaultIsSix which family {@code default} means
   * @return false if the text is no prefix
   */
  public boolean add(String prefix, @Nullable Device device, boolean defaultIsSix) {
    return add(prefix, device, defaultIsSix, "");
  }

  /** The same by way of a gateway; "" if the destination is on the link. */
  public boolean add(String prefix, @Nullable Device device, boolean defaultIsSix, String gateway) {
    String text = prefix.equals("default") ? (defaultIsSix ? "::/0" : "0.0.0.0/0") : prefix;
    PrefixTable.Prefix parsed = PrefixTable.parse(text);
    if (parsed == null) {
      return false;
    }
    devices.add(device);
    PrefixTable.Prefix via = gateway.isEmpty() ? null : PrefixTable.parse(gateway);
    gateways.add(via == null || via.six() ? 0 : (int) (via.high() >>> 32));
    if (device != null && parsed.six() && (text.startsWith("fe80:") || text.equals("::/0"))) {
      linkLocalDevices.add(device);
    }
    (parsed.six() ? six : four).add(parsed, devices.size() - 1);
    return true;
  }

  /** Whether routes of this protocol family (2 or 10) were told. */
  @HotPath
  public boolean isKnown(int nfproto) {
    return !(nfproto == Packet.NFPROTO_IPV4 ? four : six).isEmpty();
  }

  /**
   * Whether link-local addresses are routed to this device, by a route of their own or the default.
   *
   * <p>KERNEL: a link-local destination is looked for on the device the packet came in by only
   * (rt6_need_strict), and where such a route is, the packet is forwarded back there.
   */
  @HotPath
  boolean isLinkLocalOn(Device device) {
    for (int i = 0; i < linkLocalDevices.size(); i++) {
      if (linkLocalDevices.get(i).index() == device.index()) {
        return true;
      }
    }
    return false;
  }

  /** The device the packet's destination is reached by; null if there is no route to it. */
  @HotPath
  public @Nullable Device find(Packet packet) {
    int route = route(packet);
    return route == PrefixTable.NONE ? null : devices.get(route);
  }

  private int route(Packet packet) {
    int base = packet.networkOffset();
    if (packet.nfproto() == Packet.NFPROTO_IPV4) {
      return four.find((long) packet.i32(base + Ip4.DESTINATION) << 32, 0);
    }
    int at = base + Ip6.DESTINATION;
    return six.find(packet.i64(at), packet.i64(at + 8));
  }

  @Override
  @HotPath
  public int nextHop4(Packet packet) {
    int route = route(packet);
    int gateway = route == PrefixTable.NONE ? 0 : gateways.get(route);
    return gateway == 0 ? packet.i32(packet.networkOffset() + Ip4.DESTINATION) : gateway;
  }
}

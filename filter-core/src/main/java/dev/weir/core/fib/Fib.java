package dev.weir.core.fib;

import dev.weir.core.packet.Device;
import dev.weir.core.packet.HotPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The routing tables of a host, as rules may ask for them.
 *
 * <p>Example: {@code fib.addAddress("192.0.2.1", 24, eth0)}; {@code fib.addRoute("10.0.0.0/8",
 * RouteType.UNICAST, "192.0.2.254", 0, List.of(eth0))}; {@code fib.route4(address)}.
 *
 * <p><i>Meaning.</i> Longest prefix wins, with IPv6 in {@code local} first. Of equal prefixes the
 * first added counts, which is the order {@code ip route} prints; IPv6 tries all of them where a
 * device is asked for. An IPv4 address brings the broadcast address of its prefix; {@code
 * 127.0.0.0/8} and {@code ::1} are always this host.
 *
 * <p>Source: net/ipv4/fib_frontend.c (fib_add_ifaddr, __inet_dev_addr_type), net/ipv6/addrconf.c.
 */
public final class Fib {
  private static final int NO_BROADCAST_BITS = 31;
  private static final int ETHERNET_MTU = 1_500;
  private static final int LOOPBACK_MTU = 65_536;

  /** One table of one family: prefixes, and for each the routes to it. */
  private static final class Table {
    private final PrefixTable prefixes = new PrefixTable();
    private final List<List<Route>> routes = new ArrayList<>();
    private final Map<PrefixTable.Prefix, Integer> known = new HashMap<>();

    void add(PrefixTable.Prefix prefix, RouteType type, Device device) {
      add(prefix, new Route(type, prefix.length(), null, 0, List.of(device)));
    }

    void add(PrefixTable.Prefix prefix, Route route) {
      Integer group = known.get(prefix);
      if (group == null) {
        group = routes.size();
        known.put(prefix, group);
        routes.add(new ArrayList<>());
        prefixes.add(prefix, group);
      }
      routes.get(group).add(route);
    }

    @HotPath
    @Nullable Route find(long high, long low) {
      int group = prefixes.find(high, low);
      return group == PrefixTable.NONE ? null : routes.get(group).get(0);
    }

    /**
     * The most special route by one device; KERNEL: fib6_table_lookup goes back to shorter ones.
     */
    @HotPath
    @Nullable Route find(long high, long low, Device device) {
      int group = prefixes.find(high, low);
      while (group != PrefixTable.NONE) {
        List<Route> equals = routes.get(group);
        for (int i = 0; i < equals.size(); i++) {
          if (equals.get(i).uses(device)) {
            return equals.get(i);
          }
        }
        group = prefixes.find(high, low, equals.get(0).prefixBits() - 1);
      }
      return null;
    }
  }

  private final Table local4 = new Table();
  private final Table main4 = new Table();
  private final Table local6 = new Table();
  private final Table main6 = new Table();
  private final Table addresses6 = new Table();
  private boolean told;
  private long unansweredQuestions;
  private int[] mtuIndexes = {};
  private int[] mtus = {};

  /** Tables of a host of which nothing is told. */
  public Fib() {
    Device loopback = new Device("lo", 1, Device.ARPHRD_LOOPBACK);
    addLocalRoute("127.0.0.0/8", RouteType.LOCAL, loopback);
    addLocalRoute("::1", RouteType.LOCAL, loopback);
    addLocalRoute("127.255.255.255", RouteType.BROADCAST, loopback);
    told = false;
  }

  /** Counts a question of a rule; one without tables to ask is warned about. */
  @HotPath
  public void countQuestion() {
    if (!told) {
      unansweredQuestions++;
    }
  }

  /** Questions asked before anything was told. */
  public long unansweredQuestions() {
    return unansweredQuestions;
  }

  /** Adds an address of the host; false if the text is none. */
  public boolean addAddress(String address, int prefixBits, Device device) {
    PrefixTable.Prefix host = PrefixTable.parse(address);
    if (host == null) {
      return false;
    }
    told = true;
    if (host.six()) {
      local6.add(host, RouteType.LOCAL, device);
      addresses6.add(host, RouteType.LOCAL, device);
      return true;
    }
    local4.add(host, RouteType.LOCAL, device);
    if (prefixBits > 0 && prefixBits < NO_BROADCAST_BITS) {
      long last = host.high() | ((-1L >>> prefixBits) & 0xffff_ffff_0000_0000L);
      PrefixTable.Prefix broadcast = new PrefixTable.Prefix(false, last, 0, host.length());
      local4.add(broadcast, RouteType.BROADCAST, device);
    }
    return true;
  }

  /** Adds an entry of the table {@code local}; false if the text is neither prefix nor address. */
  public boolean addLocalRoute(String prefix, RouteType type, Device device) {
    PrefixTable.Prefix parsed = PrefixTable.parse(prefix);
    if (parsed == null) {
      return false;
    }
    told = true;
    (parsed.six() ? local6 : local4).add(parsed, type, device);
    return true;
  }

  /**
   * Adds a route of the table {@code main}; false if a text is neither prefix nor address.
   *
   * @param gateway null if there is none
   * @param mtu 0 if not told
   */
  public boolean addRoute(
      String prefix, RouteType type, @Nullable String gateway, int mtu, List<Device> devices) {
    PrefixTable.Prefix parsed = PrefixTable.parse(prefix);
    PrefixTable.Prefix hop = gateway == null ? null : PrefixTable.parse(gateway);
    if (parsed == null || (gateway != null && hop == null)) {
      return false;
    }
    told = true;
    Table table = parsed.six() ? main6 : main4;
    table.add(parsed, new Route(type, parsed.length(), hop, mtu, devices));
    return true;
  }

  /** Tells the largest packet a device sends. */
  public void setMtu(Device device, int mtu) {
    mtuIndexes = Arrays.copyOf(mtuIndexes, mtuIndexes.length + 1);
    mtus = Arrays.copyOf(mtus, mtuIndexes.length);
    mtuIndexes[mtuIndexes.length - 1] = device.index();
    mtus[mtuIndexes.length - 1] = mtu;
  }

  /** The largest packet a device sends; that of Ethernet where nobody told it. */
  @HotPath
  public int mtu(Device device) {
    for (int i = 0; i < mtuIndexes.length; i++) {
      if (mtuIndexes[i] == device.index()) {
        return mtus[i];
      }
    }
    return device.type() == Device.ARPHRD_LOOPBACK ? LOOPBACK_MTU : ETHERNET_MTU;
  }

  /**
   * The largest packet that may take a route; what is for this host goes by the loopback device.
   */
  @HotPath
  public int mtu(Route route) {
    if (route.mtu() > 0) {
      return route.mtu();
    }
    return route.type() == RouteType.LOCAL ? LOOPBACK_MTU : mtu(route.device());
  }

  /**
   * The route to an IPv4 address (its 32 bits); null if there is none.
   *
   * <p>KERNEL: as long as nobody adds a policy rule both tables are one (fib_trie_table), in which
   * the longest prefix wins.
   */
  @HotPath
  public @Nullable Route route4(int address) {
    long high = (long) address << 32;
    Route local = local4.find(high, 0);
    Route main = main4.find(high, 0);
    return local == null || (main != null && main.prefixBits() > local.prefixBits()) ? main : local;
  }

  /** The route to an IPv6 address; null if there is none. */
  @HotPath
  public @Nullable Route route6(long high, long low) {
    Route route = local6.find(high, low);
    return route == null ? main6.find(high, low) : route;
  }

  /** The route to an IPv6 address by one device; null if there is none. */
  @HotPath
  public @Nullable Route route6(long high, long low, Device device) {
    Route route = local6.find(high, low, device);
    return route == null ? main6.find(high, low, device) : route;
  }

  /**
   * Whether an address with this route is anybody's on the link.
   *
   * <p>KERNEL: ipv6_anycast_destination: the address of a subnet itself is its routers'.
   */
  @HotPath
  public static boolean isAnycast(Route route, long high, long low) {
    if (route.type() == RouteType.ANYCAST) {
      return true;
    }
    int bits = route.prefixBits();
    long hostHigh = bits >= 64 ? 0 : high & (-1L >>> bits);
    long hostLow = bits <= 64 ? low : low & (-1L >>> (bits - 64));
    return bits < 127 && route.isDirect() && (hostHigh | hostLow) == 0;
  }

  /** Whether the device has this IPv6 address. */
  @HotPath
  public boolean isAddressOf(long high, long low, Device device) {
    return addresses6.find(high, low, device) != null;
  }
}

package dev.weir.nft.op;

import dev.weir.core.fib.Fib;
import dev.weir.core.fib.Route;
import dev.weir.core.fib.RouteType;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.selector.FibSelector;
import dev.weir.nft.selector.FibSelector.Flag;
import dev.weir.nft.selector.FibSelector.Result;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks the routing tables: {@code [ fib saddr . iif oif present => reg 1 ]}.
 *
 * <p>{@code fib saddr . iif oif missing drop} drops packets whose answer would leave by another
 * device.
 *
 * <p><i>Meaning.</i> {@code oif} is the device a packet to the address would leave by: 0 (the empty
 * name) where there is no route, where it goes nowhere, and for addresses of this host. With {@code
 * iif} it is that device or 0. A packet that came in by the loopback device, and one without a
 * source to a group, gets its own device. {@code type} of IPv4 is that of the route, {@code
 * unicast} where there is none; that of IPv6 comes from a whole look-up. BREAKs where the addresses
 * are not in the packet.
 *
 * <p><i>Limits vs kernel.</i> Marks and devices select no other tables: policy rules are not
 * modelled.
 *
 * <p>Source: net/ipv4/netfilter/nft_fib_ipv4.c, net/ipv6/netfilter/nft_fib_ipv6.c,
 * net/netfilter/nft_fib.c, nft_fib_netdev.c.
 */
public final class FibOp extends Op {
  private static final int ETH_P_IP = 0x0800;
  private static final int ETH_P_IPV6 = 0x86dd;
  private static final int ICMPV6 = 58;
  private static final int IP4_MULTICAST = 0xe;
  private static final int IP4_BROADCAST = -1;

  private final FibSelector selector;
  private final boolean ofDestination;
  private final boolean byInput;
  private final boolean byOutput;
  private final int dreg;

  /** Asks for {@code selector}, the answer to word {@code dreg}. */
  public FibOp(FibSelector selector, int dreg) {
    this.selector = selector;
    ofDestination = selector.flags().contains(Flag.DADDR);
    byInput = selector.flags().contains(Flag.IIF);
    byOutput = selector.flags().contains(Flag.OIF);
    this.dreg = Registers.checked(dreg, selector.lengthBytes());
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    Packet packet = context.packet();
    Fib fib = context.namespace().fib();
    fib.countQuestion();
    int base = packet.networkOffset();
    boolean isType = selector.result() == Result.TYPE;
    switch (packet.etherType()) {
      case ETH_P_IP -> {
        if (!packet.isLoadable(base, Ip4.MIN_LENGTH)) {
          registers.verdict = Verdicts.BREAK;
        } else if (isType) {
          registers.storeHost32(dreg, type4(fib, packet, base));
        } else {
          store(registers, output4(fib, packet, base));
        }
      }
      case ETH_P_IPV6 -> {
        if (!packet.isLoadable(base, Ip6.LENGTH)) {
          registers.verdict = Verdicts.BREAK;
        } else if (isType) {
          registers.storeHost32(dreg, type6(fib, packet, base));
        } else {
          store(registers, output6(fib, packet, base));
        }
      }
      default -> registers.verdict = Verdicts.BREAK;
    }
  }

  /** The device the look-up is bound to, {@link Device#NONE} where it is not. */
  private Device bound(Packet packet) {
    return byInput ? packet.iif() : byOutput ? packet.oif() : Device.NONE;
  }

  private boolean isBound() {
    return byInput || byOutput;
  }

  /** KERNEL: nft_fib_can_skip: what came in by lo is never asked about. */
  private static boolean isLoopback(Packet packet) {
    return packet.oif().isNone() && packet.iif().type() == Device.ARPHRD_LOOPBACK;
  }

  private Device output4(Fib fib, Packet packet, int base) {
    if (isLoopback(packet)) {
      return packet.iif();
    }
    int source = packet.i32(base + Ip4.SOURCE);
    int destination = packet.i32(base + Ip4.DESTINATION);
    if (source == 0 && (destination == IP4_BROADCAST || isLinkGroup(destination))) {
      return packet.device();
    }
    Route route = fib.route4(ofDestination ? destination : source);
    if (route == null || route.type().isRefusal() || route.type() == RouteType.LOCAL) {
      return Device.NONE;
    }
    if (!isBound()) {
      return route.device();
    }
    Device bound = bound(packet);
    return route.uses(bound) ? bound : Device.NONE;
  }

  /** 224.0.0.0/24. */
  private static boolean isLinkGroup(int address) {
    return address >>> 8 == 0xe00000;
  }

  private int type4(Fib fib, Packet packet, int base) {
    int address = packet.i32(base + (ofDestination ? Ip4.DESTINATION : Ip4.SOURCE));
    if (address == 0 || address == IP4_BROADCAST) {
      return RouteType.BROADCAST.number();
    }
    if (address >>> 28 == IP4_MULTICAST) {
      return RouteType.MULTICAST.number();
    }
    Route route = fib.route4(address);
    if (route == null
        || route.type().isRefusal()
        || (isBound() && route.device().index() != bound(packet).index())) {
      return RouteType.UNICAST.number();
    }
    return route.type().number();
  }

  private Device output6(Fib fib, Packet packet, int base) {
    if (isLoopback(packet) || isUnnumberedIcmp(packet, base)) {
      return packet.iif();
    }
    Route route = route6(fib, packet, base);
    if (route == null
        || route.type().isRefusal()
        || route.type() == RouteType.LOCAL
        || route.type() == RouteType.ANYCAST) {
      return Device.NONE;
    }
    if (!isBound()) {
      return route.device();
    }
    Device bound = bound(packet);
    return route.device().index() == bound.index() ? bound : Device.NONE;
  }

  /** KERNEL: nft_fib_v6_skip_icmpv6: duplicate address detection has no source. */
  private static boolean isUnnumberedIcmp(Packet packet, int base) {
    return packet.hasTransport()
        && packet.l4protocol() == ICMPV6
        && packet.i64(base + Ip6.SOURCE) == 0
        && packet.i64(base + Ip6.SOURCE + 8) == 0
        && isLinkLocal(packet.i64(base + Ip6.DESTINATION));
  }

  private @Nullable Route route6(Fib fib, Packet packet, int base) {
    int at = base + (ofDestination ? Ip6.DESTINATION : Ip6.SOURCE);
    long high = packet.i64(at);
    long low = packet.i64(at + 8);
    if (!isLinkLocal(high)) {
      return fib.route6(high, low);
    }
    Device device = isBound() ? bound(packet) : packet.device();
    return device.isNone() ? fib.route6(high, low) : fib.route6(high, low, device);
  }

  /** fe80::/10, or a group of the link's scope. */
  private static boolean isLinkLocal(long high) {
    boolean group = high >>> 56 == 0xff && ((high >>> 48) & 0xf) == 2;
    return group || high >>> 54 == 0x3fa;
  }

  private int type6(Fib fib, Packet packet, int base) {
    int at = base + (ofDestination ? Ip6.DESTINATION : Ip6.SOURCE);
    long high = packet.i64(at);
    long low = packet.i64(at + 8);
    Route route = route6(fib, packet, base);
    if (route == null) {
      return RouteType.UNREACHABLE.number();
    }
    if (route.type().isRefusal()) {
      return route.type().number();
    }
    if (Fib.isAnycast(route, high, low)) {
      return RouteType.ANYCAST.number();
    }
    boolean local =
        isBound() ? fib.isAddressOf(high, low, bound(packet)) : route.type() == RouteType.LOCAL;
    return (local ? RouteType.LOCAL : typeByAddress(high, low)).number();
  }

  private static RouteType typeByAddress(long high, long low) {
    if (high >>> 56 == 0xff) {
      return RouteType.MULTICAST;
    }
    return (high | low) == 0 ? RouteType.UNSPEC : RouteType.UNICAST;
  }

  private void store(Registers registers, Device device) {
    if (selector.isPresence()) {
      registers.storeByte(dreg, device.isNone() ? 0 : 1);
    } else if (selector.result() == Result.OIF) {
      registers.storeHost32(dreg, device.index());
    } else {
      int[] words = registers.words;
      words[dreg] = (int) (device.nameHigh() >>> 32);
      words[dreg + 1] = (int) device.nameHigh();
      words[dreg + 2] = (int) (device.nameLow() >>> 32);
      words[dreg + 3] = (int) device.nameLow();
    }
  }

  @Override
  public int writes() {
    return Registers.mask(dreg, selector.lengthBytes());
  }

  @Override
  public String dump() {
    return "[ fib "
        + selector.flagsText()
        + " "
        + selector.result().word()
        + (selector.isPresence() ? " present" : "")
        + " => reg "
        + Registers.number(dreg)
        + " ]";
  }
}

package dev.weir.nft.op;

import dev.weir.core.fib.Fib;
import dev.weir.core.fib.Route;
import dev.weir.core.hook.Hook;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.selector.RoutingSelector;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks the route a packet takes: {@code [ rt load tcpmss => reg 1 ]}.
 *
 * <p>{@code rt mtu < 1200}, {@code rt ip nexthop 10.0.0.1}.
 *
 * <p><i>Meaning.</i> BREAKs before the packet is routed (but what comes in by the loopback device
 * is). {@code mtu} is the largest TCP segment of the way there and, if smaller, of the way back;
 * 536 where that is no sensible one. {@code nexthop} is the destination where there is no gateway.
 * {@code classid} is 0 and nothing is encrypted: realms and policies are not modelled.
 *
 * <p>Source: net/netfilter/nft_rt.c (nft_rt_get_eval, get_tcpmss).
 */
public final class RtOp extends Op {
  private static final int DEFAULT_SEGMENT = 536;
  private static final int MAX_MTU = 0xffff;
  private static final int TCP_HEADER_LENGTH = 20;

  private final RoutingSelector selector;
  private final int dreg;

  /** Loads to word {@code dreg}. */
  public RtOp(RoutingSelector selector, int dreg) {
    this.selector = selector;
    this.dreg = Registers.checked(dreg, selector.lengthBytes());
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    Packet packet = context.packet();
    if (!isRouted(packet, context.hook())) {
      registers.verdict = Verdicts.BREAK;
      return;
    }
    Fib fib = context.namespace().fib();
    switch (selector.key()) {
      case MTU -> {
        fib.countQuestion();
        registers.storeHost16(dreg, segment(fib, packet));
      }
      case NEXTHOP4, NEXTHOP6 -> {
        fib.countQuestion();
        nextHop(registers, fib, packet);
      }
      case IPSEC -> registers.storeByte(dreg, 0);
      case CLASSID, NEXTHOP -> registers.storeHost32(dreg, 0);
    }
  }

  /** Whether the kernel has chosen a route for the packet. */
  @HotPath
  static boolean isRouted(Packet packet, Hook hook) {
    return switch (hook) {
      case INPUT, FORWARD, OUTPUT, POSTROUTING -> true;
      case PREROUTING, INGRESS -> packet.iif().type() == Device.ARPHRD_LOOPBACK;
      case EGRESS -> false;
    };
  }

  private static boolean isFour(Packet packet) {
    return packet.nfproto() == Packet.NFPROTO_IPV4;
  }

  private static int segment(Fib fib, Packet packet) {
    boolean four = isFour(packet);
    int base = packet.networkOffset();
    int mtu = fib.mtu(packet.oif());
    if (!packet.isLoadable(base, four ? Ip4.MIN_LENGTH : Ip6.LENGTH)) {
      return DEFAULT_SEGMENT;
    }
    int at = base + (four ? Ip4.SOURCE : Ip6.SOURCE);
    Route back = four ? fib.route4(packet.i32(at)) : fib.route6(packet.i64(at), packet.i64(at + 8));
    if (back != null && !back.type().isRefusal()) {
      mtu = Math.min(mtu, fib.mtu(back));
    }
    int headers = (four ? Ip4.MIN_LENGTH : Ip6.LENGTH) + TCP_HEADER_LENGTH;
    return mtu <= headers || mtu > MAX_MTU ? DEFAULT_SEGMENT : mtu - headers;
  }

  private void nextHop(Registers registers, Fib fib, Packet packet) {
    boolean four = isFour(packet);
    if (four != (selector.key() == RoutingSelector.Key.NEXTHOP4)
        || !packet.isLoadable(packet.networkOffset(), four ? Ip4.MIN_LENGTH : Ip6.LENGTH)) {
      registers.verdict = Verdicts.BREAK;
      return;
    }
    int at = packet.networkOffset() + (four ? Ip4.DESTINATION : Ip6.DESTINATION);
    long high = four ? (long) packet.i32(at) << 32 : packet.i64(at);
    long low = four ? 0 : packet.i64(at + 8);
    @Nullable Route route = four ? fib.route4((int) (high >>> 32)) : fib.route6(high, low);
    if (route != null && !route.isDirect()) {
      high = route.gatewayHigh();
      low = route.gatewayLow();
    }
    registers.words[dreg] = (int) (high >>> 32);
    if (!four) {
      registers.words[dreg + 1] = (int) high;
      registers.words[dreg + 2] = (int) (low >>> 32);
      registers.words[dreg + 3] = (int) low;
    }
  }

  @Override
  public int writes() {
    return Registers.mask(dreg, selector.lengthBytes());
  }

  @Override
  public String dump() {
    return "[ rt load " + selector.key().listingName() + " => reg " + Registers.number(dreg) + " ]";
  }
}

package dev.weir.nft.ruleset;

import dev.weir.core.hook.Family;
import dev.weir.core.hook.Hook;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedRule;
import dev.weir.nft.selector.FibSelector;
import dev.weir.nft.selector.FibSelector.Flag;
import dev.weir.nft.selector.IpsecSelector;
import dev.weir.nft.selector.NumgenSelector;
import dev.weir.nft.selector.OsfSelector;
import dev.weir.nft.selector.RoutingSelector;
import dev.weir.nft.selector.Selector;
import dev.weir.nft.selector.SocketSelector;
import dev.weir.nft.selector.SymhashSelector;
import dev.weir.nft.vm.MetaKey;

/**
 * At which hooks the kernel lets a rule ask its questions, a bit each by {@link Hook#ordinal}.
 *
 * <p>KERNEL: nft_fib_validate, nft_socket_validate, nft_osf_validate, nft_rt_validate,
 * nft_xfrm_validate, nft_meta_get_validate.
 */
final class SelectorHooks {
  private static final int EVERY_HOOK = -1;

  private static final int RECEIVED = bits(Hook.PREROUTING, Hook.INPUT, Hook.FORWARD);
  private static final int SENT = bits(Hook.OUTPUT, Hook.POSTROUTING, Hook.FORWARD);
  private static final int SOCKETS = bits(Hook.PREROUTING, Hook.INPUT, Hook.OUTPUT);

  private SelectorHooks() {}

  static int of(TypedRule rule) {
    int hooks = EVERY_HOOK;
    for (TypedExpr load : rule.loads()) {
      hooks &=
          switch (load) {
            case TypedExpr.SelectorLoad asked -> of(rule.family(), asked.selector());
            case TypedExpr.MetaLoad meta -> of(rule.family(), meta.key());
            default -> EVERY_HOOK;
          };
    }
    return hooks;
  }

  private static int of(Family family, Selector selector) {
    boolean ip = family == Family.IPV4 || family == Family.IPV6 || family == Family.INET;
    return switch (selector) {
      case FibSelector fib -> fib(family, fib);
      case SocketSelector ignored -> SOCKETS;
      case OsfSelector ignored -> family == Family.IPV4 || family == Family.INET ? RECEIVED : 0;
      case RoutingSelector routing ->
          !ip ? 0 : routing.key() == RoutingSelector.Key.MTU ? SENT : EVERY_HOOK;
      case IpsecSelector ipsec -> ipsec.out() ? SENT : RECEIVED;
      case NumgenSelector ignored -> EVERY_HOOK;
      case SymhashSelector ignored -> EVERY_HOOK;
    };
  }

  private static int of(Family family, MetaKey key) {
    boolean ip = family == Family.IPV4 || family == Family.IPV6 || family == Family.INET;
    return switch (key) {
      case SECPATH -> ip ? RECEIVED : family == Family.NETDEV ? bits(Hook.INGRESS) : 0;
      case SDIF, SDIFNAME -> ip ? bits(Hook.INPUT, Hook.FORWARD) : 0;
      default -> EVERY_HOOK;
    };
  }

  private static int fib(Family family, FibSelector fib) {
    boolean byInput = fib.result() != FibSelector.Result.TYPE || fib.flags().contains(Flag.IIF);
    boolean byOutput = fib.flags().contains(Flag.OIF);
    if (family == Family.NETDEV) {
      return byInput
          ? bits(Hook.INGRESS)
          : byOutput ? bits(Hook.EGRESS) : bits(Hook.INGRESS, Hook.EGRESS);
    }
    return byInput ? RECEIVED : byOutput ? SENT : RECEIVED | SENT;
  }

  private static int bits(Hook... hooks) {
    int bits = 0;
    for (Hook hook : hooks) {
      bits |= RuleDraft.bit(hook);
    }
    return bits;
  }
}

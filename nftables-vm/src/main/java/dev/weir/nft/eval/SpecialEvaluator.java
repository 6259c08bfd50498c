package dev.weir.nft.eval;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.hook.Family;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.selector.FibSelector;
import dev.weir.nft.selector.IpsecSelector;
import dev.weir.nft.selector.NumgenSelector;
import dev.weir.nft.selector.OsfSelector;
import dev.weir.nft.selector.RoutingSelector;
import dev.weir.nft.selector.Selector;
import dev.weir.nft.selector.SocketSelector;
import dev.weir.nft.selector.SymhashSelector;

/** Types of the selectors that are neither header fields nor keys. */
final class SpecialEvaluator {
  /** XFRM_MAX_DEPTH. */
  private static final int MAX_ASSOCIATIONS = 6;

  private static final long MAX_WORD = 0xffff_ffffL;

  private SpecialEvaluator() {}

  static TypedExpr load(Expr.Selected selected, RuleProtocols protocols) {
    SourceSpan span = selected.span();
    Family family = protocols.family();
    return new TypedExpr.SelectorLoad(
        switch (selected.selector()) {
          case FibSelector fib -> fib(fib, span, family);
          case SocketSelector socket -> {
            requireIp(family, span);
            yield socket;
          }
          case OsfSelector osf -> osf;
          case RoutingSelector routing -> routing(routing, span, protocols);
          case IpsecSelector ipsec -> ipsec(ipsec, span, family);
          case NumgenSelector numgen -> {
            checkGenerator(span, numgen.modulus(), numgen.offset());
            yield numgen;
          }
          case SymhashSelector symhash -> {
            checkGenerator(span, symhash.modulus(), symhash.offset());
            yield symhash;
          }
        });
  }

  private static Refusal refused(SourceSpan span, String error) {
    return new Refusal(span, "Could not process rule: " + error);
  }

  private static void requireIp(Family family, SourceSpan span) {
    switch (family) {
      case IPV4, IPV6, INET -> {}
      case NETDEV, BRIDGE, ARP -> throw refused(span, "Operation not supported");
    }
  }

  /** Refuses what the kernel refuses of a number from {@code offset} on. */
  static void checkGenerator(SourceSpan span, long modulus, long offset) {
    if (modulus == 0) {
      throw refused(span, "Numerical result out of range");
    }
    if (offset + modulus - 1 > MAX_WORD) {
      throw refused(span, "Value too large for defined data type");
    }
  }

  private static Selector fib(FibSelector fib, SourceSpan span, Family family) {
    switch (family) {
      case IPV4, IPV6, INET, NETDEV -> {}
      case BRIDGE, ARP -> throw refused(span, "No such file or directory");
    }
    boolean device = fib.result() != FibSelector.Result.TYPE;
    if (device && fib.flags().contains(FibSelector.Flag.OIF)) {
      throw refused(span, "Invalid argument");
    }
    return fib;
  }

  /** The next hop's family is what the rule says of the network header, whatever is written. */
  private static Selector routing(
      RoutingSelector routing, SourceSpan span, RuleProtocols protocols) {
    String network = Dependencies.known(protocols.network());
    boolean four = "ip".equals(network);
    boolean six = "ip6".equals(network);
    return switch (routing.key()) {
      case NEXTHOP -> {
        if (!four && !six) {
          throw new Refusal(
              span,
              "cannot determine ip protocol version, use \"ip nexthop\" or \"ip6 nexthop\""
                  + " instead");
        }
        yield new RoutingSelector(
            four ? RoutingSelector.Key.NEXTHOP4 : RoutingSelector.Key.NEXTHOP6);
      }
      case NEXTHOP4 -> six ? new RoutingSelector(RoutingSelector.Key.NEXTHOP6) : routing;
      case NEXTHOP6 -> {
        if (four) {
          throw new Refusal(span, "ip6 nexthop will not match");
        }
        yield routing;
      }
      case CLASSID, MTU, IPSEC -> routing;
    };
  }

  private static Selector ipsec(IpsecSelector ipsec, SourceSpan span, Family family) {
    switch (family) {
      case IPV4, IPV6, INET -> {}
      case NETDEV, BRIDGE, ARP ->
          throw new Refusal(span, "ipsec expression is only valid in ip/ip6/inet tables");
    }
    if (ipsec.number() >= MAX_ASSOCIATIONS) {
      throw refused(span, "Numerical result out of range");
    }
    return ipsec;
  }

  /** The left side of a match: compared with {@code exists} some selectors mean another thing. */
  static TypedExpr compared(TypedExpr left, Expr right) {
    if (left instanceof TypedExpr.SelectorLoad load
        && load.selector() instanceof FibSelector fib
        && ConstantEvaluator.isTruth(right)) {
      if (fib.result() != FibSelector.Result.OIF) {
        throw refused(right.span(), "Invalid argument");
      }
      return new TypedExpr.SelectorLoad(fib.withPresence());
    }
    return left;
  }

  /** Refuses what nft's grammar does not have as (or in) a value given to a mark or a field. */
  static void checkAssigned(Expr expr) {
    switch (expr) {
      case Expr.MapLookup lookup -> checkAssigned(lookup.key());
      case Expr.Concat concat -> concat.parts().forEach(SpecialEvaluator::checkAssigned);
      case Expr.Binary binary -> checkAssigned(binary.left());
      case Expr.Selected selected -> {
        String word =
            switch (selected.selector()) {
              case FibSelector ignored -> "fib";
              case IpsecSelector ignored -> "in";
              default -> "";
            };
        if (!word.isEmpty()) {
          SourceSpan span = selected.span();
          throw new Refusal(
              new SourceSpan(span.source(), span.start(), span.start() + 3),
              "syntax error, unexpected " + word);
        }
      }
      default -> {}
    }
  }

  /** {@code jhash}: its key is loaded like any other. */
  static TypedExpr hash(Expr.Hash hash, TypedExpr key) {
    checkGenerator(hash.span(), hash.modulus(), hash.offset());
    return new TypedExpr.HashLoad(key, hash.modulus(), hash.seed(), hash.offset());
  }
}

package dev.weir.nft.eval;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.hook.Family;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;
import dev.weir.nft.vm.CtKey;
import dev.weir.nft.vm.CtKey.Direction;

/**
 * Types of connection keys, and what a test of one says about the packet.
 *
 * <p>{@code ct original saddr} is an IPv4 or IPv6 address by what the rule knows of the network
 * header; {@code ct original proto-dst} is a port once the rule knows any transport header. No
 * tests are inserted for either.
 */
final class CtEvaluator {
  private CtEvaluator() {}

  static TypedExpr.CtLoad load(Expr.Ct ct, RuleProtocols protocols) {
    checkFamily(protocols.family(), ct.span());
    CtKey key = ct.key();
    if (!key.isReadable()) {
      throw new Refusal(ct.span(), "Could not process rule: Operation not supported");
    }
    TypedExpr.CtLoad load =
        switch (key) {
          case SRC, DST -> address(ct, protocols);
          case SRC_IP, DST_IP -> address(ct, protocols, "ip", DataTypes.IPV4_ADDR);
          case SRC_IP6, DST_IP6 -> address(ct, protocols, "ip6", DataTypes.IPV6_ADDR);
          case PROTO_SRC, PROTO_DST ->
              load(
                  ct,
                  protocols.transport().isEmpty() ? DataTypes.INVALID : DataTypes.INET_SERVICE,
                  16);
          default -> load(key, ct.direction());
        };
    if (key.needsDirection()
        && ct.direction() == Direction.BOTH
        && !load.type().equals(DataTypes.INVALID)) {
      throw new Refusal(ct.span(), "Could not process rule: Invalid argument");
    }
    return load;
  }

  /** What loading a key gives whose type does not depend on the rule. */
  static TypedExpr.CtLoad load(CtKey key, Direction direction) {
    return new TypedExpr.CtLoad(type(key), key, direction, 8 * key.lengthBytes());
  }

  private static TypedExpr.CtLoad load(Expr.Ct ct, DataType type, int lengthBits) {
    return new TypedExpr.CtLoad(type, ct.key(), ct.direction(), lengthBits);
  }

  private static DataType type(CtKey key) {
    return switch (key) {
      case STATE -> DataTypes.CT_STATE;
      case DIRECTION -> DataTypes.CT_DIR;
      case STATUS -> DataTypes.CT_STATUS;
      case MARK -> DataTypes.MARK;
      case EXPIRATION -> DataTypes.RELATIVE_TIME;
      case HELPER -> DataTypes.STRING;
      case L3PROTO -> DataTypes.NF_PROTO;
      case PROTOCOL -> DataTypes.INET_PROTO;
      case EVENT -> DataTypes.CT_EVENT;
      case LABEL -> DataTypes.CT_LABEL;
      default -> DataTypes.INTEGER;
    };
  }

  private static TypedExpr.CtLoad address(Expr.Ct ct, RuleProtocols protocols) {
    String network = Dependencies.known(protocols.network());
    if ("ip".equals(network)) {
      return load(ct, DataTypes.IPV4_ADDR, 32);
    }
    if ("ip6".equals(network)) {
      return load(ct, DataTypes.IPV6_ADDR, 128);
    }
    throw new Refusal(
        ct.span(),
        "cannot determine ip protocol version, use \"ip saddr\" or \"ip6 saddr\" instead");
  }

  private static TypedExpr.CtLoad address(
      Expr.Ct ct, RuleProtocols protocols, String network, DataType type) {
    String other = RuleProtocols.other(protocols.network(), network);
    if (other != null) {
      String message = "conflicting protocols specified: " + other + " vs. " + network;
      SourceSpan said = protocols.networkSpan();
      throw said == null ? new Refusal(ct.span(), message) : new Refusal(ct.span(), message, said);
    }
    return load(ct, type, type.sizeBits());
  }

  /** Refuses {@code ct original saddr} as (a part of) the key of a set or map, as nft does. */
  static void checkKey(TypedExpr key, SourceSpan span) {
    if (key instanceof TypedExpr.CtLoad ct && (ct.key() == CtKey.SRC || ct.key() == CtKey.DST)) {
      throw new Refusal(span, "specify either ip or ip6 for address matching");
    }
  }

  /** Refuses conntrack where the kernel has none. */
  static void checkFamily(Family family, SourceSpan span) {
    switch (family) {
      case IPV4, IPV6, INET -> {}
      case BRIDGE -> throw Refusal.notSupported(span, "ct in family bridge");
      case ARP, NETDEV -> throw new Refusal(span, "Could not process rule: Protocol error");
    }
  }

  /** Notes what a test for equality says about the packet's headers. */
  static void learn(RuleProtocols protocols, CtKey key, int number, SourceSpan span) {
    if (key == CtKey.L3PROTO) {
      String header = Dependencies.familyHeader(number);
      boolean known = !header.equals("unknown");
      if (known && protocols.family() == Family.INET && protocols.link().isEmpty()) {
        protocols.learnNetwork(header, span);
      }
    } else if (key == CtKey.PROTOCOL && !protocols.network().isEmpty()) {
      String header = Headers.transport(number);
      if (!header.equals("unknown")) {
        protocols.learnTransport(header, span);
      }
    }
  }
}

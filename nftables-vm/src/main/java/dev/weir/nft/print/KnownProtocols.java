package dev.weir.nft.print;

import dev.weir.core.hook.Family;
import dev.weir.nft.ast.Expr.PayloadBase;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.proto.ProtoDesc;
import dev.weir.nft.proto.ProtoField;
import dev.weir.nft.proto.Protocols;
import dev.weir.nft.vm.CtKey;
import dev.weir.nft.vm.MetaKey;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** What the tests listed so far say about the packet's headers, as nft keeps it while listing. */
final class KnownProtocols {
  private static final int ETHERTYPE_IP4 = 0x0800;
  private static final int ETHERTYPE_IP6 = 0x86dd;
  private static final int ETHERTYPE_ARP = 0x0806;
  private static final int ETHERTYPE_8021Q = 0x8100;
  private static final int ETHERTYPE_8021AD = 0x88a8;

  /** The layer whose protocol a selector tests. */
  enum Layer {
    NONE,
    LINK,
    NETWORK,
    TRANSPORT
  }

  private final boolean isInet;
  private final boolean beginsAtFrame;
  private @Nullable ProtoDesc link;
  private boolean vlan;
  private boolean everyField;
  private @Nullable ProtoDesc network;
  private @Nullable ProtoDesc transport;

  KnownProtocols(Family family) {
    isInet = family == Family.INET;
    beginsAtFrame = family == Family.BRIDGE || family == Family.NETDEV;
    network = family == Family.ARP ? Protocols.of("arp") : networkOf(family.number());
    link = family == Family.BRIDGE ? Protocols.of("ether") : null;
  }

  /** Whether a family's packets are looked at from the link layer on. */
  static boolean beginsAtLink(Family family) {
    return family == Family.INET || family == Family.BRIDGE || family == Family.NETDEV;
  }

  /** Of an expression that stands in no rule: fields are what they say. */
  static KnownProtocols outsideRules() {
    KnownProtocols protocols = new KnownProtocols(Family.INET);
    protocols.everyField = true;
    return protocols;
  }

  private static @Nullable ProtoDesc networkOf(int nfproto) {
    if (nfproto == Family.IPV4.number()) {
      return Protocols.of("ip");
    }
    return nfproto == Family.IPV6.number() ? Protocols.of("ip6") : null;
  }

  /** The header known to be at this base, or null. */
  @Nullable ProtoDesc at(PayloadBase base) {
    return switch (base) {
      case LINK -> link;
      case NETWORK -> network;
      case TRANSPORT -> transport;
      case INNER -> null;
    };
  }

  /** Whether a field's header is known to be there, as far as nft asks while listing. */
  boolean knows(ProtoField field) {
    if (everyField) {
      return true;
    }
    return switch (field.protocol()) {
      case "vlan" -> vlan;
      case "arp" -> network != null && network.name().equals("arp");
      case "th" -> true;
      default ->
          switch (layerOf(field)) {
            case LINK -> link != null;
            case NETWORK -> network != null;
            case TRANSPORT -> transport != null;
            case NONE -> true;
          };
    };
  }

  /** The same of the field that a selector with masks or shifts begins with. */
  boolean knows(TypedExpr selector) {
    return switch (selector) {
      case TypedExpr.PayloadField payload -> knows(payload.field());
      case TypedExpr.Binary binary -> knows(binary.left());
      default -> true;
    };
  }

  /** Notes a test for equality. */
  void learn(TypedExpr left, int number) {
    if (left instanceof TypedExpr.MetaLoad meta) {
      switch (meta.key()) {
        case IIFTYPE -> link = number == 1 ? Protocols.of("ether") : null;
        case NFPROTO -> network = networkOf(number);
        // nft draws no conclusion from it in the families of the IP layer
        case PROTOCOL -> network = beginsAtFrame ? byEtherType(number) : network;
        case L4PROTO -> transport = byProtocol(number);
        default -> {}
      }
    } else if (left instanceof TypedExpr.PayloadField payload) {
      learnField(payload.field(), number);
    } else if (left instanceof TypedExpr.CtLoad ct) {
      learnConnection(ct.key(), number);
    }
  }

  private void learnConnection(CtKey key, int number) {
    if (key == CtKey.L3PROTO && isInet) {
      network = networkOf(number);
    } else if (key == CtKey.PROTOCOL && network != null && byProtocol(number) != null) {
      transport = byProtocol(number);
    }
  }

  private void learnField(ProtoField field, int number) {
    ProtoDesc header = Protocols.of(field.protocol());
    if (field.protocol().equals("ether") || field.protocol().equals("vlan")) {
      link = Protocols.of("ether");
    } else if (header != null && header.base() == ProtoDesc.Base.NETWORK) {
      network = header;
    }
    switch (field.protocol() + " " + field.name()) {
      case "ether type", "vlan type" -> {
        vlan |= isVlan(number);
        network = isVlan(number) ? network : byEtherType(number);
      }
      case "ip protocol", "ip6 nexthdr" -> transport = byProtocol(number);
      default -> {}
    }
  }

  private static @Nullable ProtoDesc byEtherType(int number) {
    if (number == ETHERTYPE_IP4) {
      return Protocols.of("ip");
    }
    if (number == ETHERTYPE_ARP) {
      return Protocols.of("arp");
    }
    return number == ETHERTYPE_IP6 ? Protocols.of("ip6") : null;
  }

  private static @Nullable ProtoDesc byProtocol(int number) {
    for (ProtoDesc desc : Protocols.all()) {
      if (desc.base() == ProtoDesc.Base.TRANSPORT && desc.number() == number) {
        return desc;
      }
    }
    return null;
  }

  /** The layer whose protocol {@code left} tests. */
  static Layer layerTested(TypedExpr left, int number) {
    return switch (left) {
      case TypedExpr.MetaLoad meta ->
          switch (meta.key()) {
            case IIFTYPE -> Layer.LINK;
            case NFPROTO, PROTOCOL -> Layer.NETWORK;
            case L4PROTO -> Layer.TRANSPORT;
            default -> Layer.NONE;
          };
      case TypedExpr.CtLoad ct ->
          switch (ct.key()) {
            case L3PROTO -> Layer.NETWORK;
            case PROTOCOL -> Layer.TRANSPORT;
            default -> Layer.NONE;
          };
      case TypedExpr.PayloadField payload ->
          switch (payload.field().protocol() + " " + payload.field().name()) {
            case "ether type" -> isVlan(number) ? Layer.LINK : Layer.NETWORK;
            case "vlan type" -> isVlan(number) ? Layer.LINK : Layer.NETWORK;
            case "ip protocol", "ip6 nexthdr" -> Layer.TRANSPORT;
            // nft does not take a test for echo as one that a later selector implies
            case "icmp type" -> number == 0 || number == 8 ? Layer.NONE : Layer.TRANSPORT;
            case "icmpv6 type" -> number == 128 || number == 129 ? Layer.NONE : Layer.TRANSPORT;
            default -> Layer.NONE;
          };
      default -> Layer.NONE;
    };
  }

  private static boolean isVlan(int etherType) {
    return etherType == ETHERTYPE_8021Q || etherType == ETHERTYPE_8021AD;
  }

  /** The layer a field is in. */
  static Layer layerOf(ProtoField field) {
    ProtoDesc desc = Protocols.of(field.protocol());
    return desc == null
        ? Layer.NONE
        : switch (desc.base()) {
          case LINK -> Layer.LINK;
          case NETWORK -> Layer.NETWORK;
          case TRANSPORT -> Layer.TRANSPORT;
        };
  }

  static boolean isNetworkField(TypedExpr left) {
    return left instanceof TypedExpr.PayloadField payload
        && layerOf(payload.field()) == Layer.NETWORK;
  }

  static boolean isIcmpType(TypedExpr left) {
    return left instanceof TypedExpr.PayloadField payload
        && payload.field().name().equals("type")
        && payload.field().protocol().startsWith("icmp");
  }

  /** Whether a field occurs in messages of just this one ICMP type. */
  static boolean impliesIcmpType(ProtoField field, TypedExpr type) {
    int only =
        switch (field.protocol() + " " + field.name()) {
          case "icmp gateway" -> 5;
          case "icmp mtu" -> 3;
          case "icmpv6 mtu" -> 2;
          case "icmpv6 param-problem" -> 4;
          case "icmpv6 max-delay" -> 130;
          default -> -1;
        };
    return type instanceof TypedExpr.Value value && value.number().equals(BigInteger.valueOf(only));
  }

  /** The NFPROTO number a test for the network protocol is for, or -1. */
  static int network(TypedStmt.Match test) {
    if (!(test.right() instanceof TypedExpr.Value value)) {
      return -1;
    }
    int number = value.number().intValue();
    if (test.left() instanceof TypedExpr.MetaLoad meta && meta.key() == MetaKey.NFPROTO) {
      return number;
    }
    if (test.left() instanceof TypedExpr.CtLoad) {
      return number;
    }
    if (number == ETHERTYPE_IP4) {
      return Family.IPV4.number();
    }
    return number == ETHERTYPE_IP6 ? Family.IPV6.number() : -1;
  }
}

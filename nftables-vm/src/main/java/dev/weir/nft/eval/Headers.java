package dev.weir.nft.eval;

import dev.weir.nft.ast.Expr.PayloadBase;
import dev.weir.nft.proto.ProtoDesc;
import dev.weir.nft.proto.ProtoField;
import dev.weir.nft.proto.Protocols;
import org.jspecify.annotations.Nullable;

/** Questions about the header rows: which layer, which number, needed beneath what. */
public final class Headers {
  /** The pseudo header of {@code th dport}: it needs and contradicts nothing. */
  static final String ANY_TRANSPORT = "th";

  private static final int ETHERTYPE_8021Q = 0x8100;
  private static final int ETHERTYPE_8021AD = 0x88a8;

  /** Stands for any header weir has no row for. */
  static final String UNKNOWN = "unknown";

  private Headers() {}

  /** What the offsets of a header's fields count from. */
  public static PayloadBase base(String header) {
    return switch (row(header).base()) {
      case LINK -> PayloadBase.LINK;
      case NETWORK -> PayloadBase.NETWORK;
      case TRANSPORT -> PayloadBase.TRANSPORT;
    };
  }

  /** The IP protocol number, Ethernet type or link type of a header. */
  static int number(String header) {
    return row(header).number();
  }

  /** The transport header with this IP protocol number; {@code unknown} where weir knows none. */
  static String transport(int number) {
    return named(ProtoDesc.Base.TRANSPORT, number);
  }

  /** The network header with this Ethernet type; {@code unknown} where weir knows none. */
  static String network(int etherType) {
    return named(ProtoDesc.Base.NETWORK, etherType);
  }

  /** The network header a transport header only occurs in, or null. */
  static @Nullable String requiredNetwork(String transport) {
    return switch (transport) {
      case "icmp", "igmp" -> "ip";
      case "icmpv6" -> "ip6";
      default -> null;
    };
  }

  /** Whether an Ethernet type says that a VLAN tag follows. */
  public static boolean isVlan(int etherType) {
    return etherType == ETHERTYPE_8021Q || etherType == ETHERTYPE_8021AD;
  }

  /** Whether a field says which header comes next. */
  static boolean namesNext(ProtoField field) {
    return switch (field.protocol() + " " + field.name()) {
      case "ether type", "vlan type", "ip protocol", "ip6 nexthdr" -> true;
      default -> false;
    };
  }

  private static String named(ProtoDesc.Base base, int number) {
    for (ProtoDesc row : Protocols.all()) {
      if (row.base() == base && row.number() == number) {
        return row.name();
      }
    }
    return UNKNOWN;
  }

  private static ProtoDesc row(String header) {
    ProtoDesc row = Protocols.of(header);
    if (row == null) {
      throw new IllegalStateException("no row for header " + header);
    }
    return row;
  }
}

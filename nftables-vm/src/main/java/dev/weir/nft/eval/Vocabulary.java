package dev.weir.nft.eval;

import dev.weir.nft.proto.ProtoField;
import dev.weir.nft.proto.Protocols;
import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;
import dev.weir.nft.vm.CtKey;
import dev.weir.nft.vm.MetaKey;
import org.jspecify.annotations.Nullable;

/** What the evaluator asks the tables of types, symbols and headers. */
final class Vocabulary {
  private Vocabulary() {}

  static boolean isString(DataType type) {
    return type.equals(DataTypes.STRING) || DataTypes.STRING.equals(type.base());
  }

  /** Whether a value alone asks for any of its bits; a plain {@code bitmask} asks for equality. */
  static boolean isBitmask(DataType type) {
    return DataTypes.isBitmask(type) && !type.equals(DataTypes.BITMASK);
  }

  /** Whether nft lists an interval of this type as a prefix where it is one. */
  static boolean listsPrefixes(DataType type) {
    return type.equals(DataTypes.IPV4_ADDR)
        || type.equals(DataTypes.IPV6_ADDR)
        || type.equals(DataTypes.MARK);
  }

  static DataType integer() {
    return DataTypes.INTEGER;
  }

  static DataType verdict() {
    return DataTypes.VERDICT;
  }

  static DataType type(String name) {
    DataType type = DataTypes.ofName(name);
    if (type == null) {
      throw new IllegalStateException("no type " + name);
    }
    return type;
  }

  static @Nullable DataType typeOrNull(String name) {
    return DataTypes.ofName(name);
  }

  static boolean isHostOrder(MetaKey key) {
    return key.order() == MetaKey.ByteOrder.HOST;
  }

  static boolean isHostOrder(CtKey key) {
    return key.order() == CtKey.Order.HOST;
  }

  /** The type of a meta key's value. */
  static DataType type(MetaKey key) {
    return switch (key) {
      case PROTOCOL -> DataTypes.ETHER_TYPE;
      case PRIORITY -> DataTypes.CLASSID;
      case MARK -> DataTypes.MARK;
      case IIF, OIF, SDIF -> DataTypes.IFACE_INDEX;
      case IIFNAME, OIFNAME, BRI_IIFNAME, BRI_OIFNAME, SDIFNAME, IIFKIND, OIFKIND ->
          DataTypes.IFNAME;
      case IIFTYPE, OIFTYPE -> DataTypes.IFACE_TYPE;
      case NFPROTO -> DataTypes.NF_PROTO;
      case L4PROTO -> DataTypes.INET_PROTO;
      case PKTTYPE -> DataTypes.PKT_TYPE;
      case SKUID -> DataTypes.UID;
      case SKGID -> DataTypes.GID;
      case RTCLASSID -> DataTypes.REALM;
      case IIFGROUP, OIFGROUP -> DataTypes.DEVGROUP;
      case SECPATH -> DataTypes.BOOLEAN;
      case BRI_IIFVPROTO -> DataTypes.ETHER_TYPE;
      case TIME -> DataTypes.TIME;
      case DAY -> DataTypes.DAY;
      case HOUR -> DataTypes.HOUR;
      default -> DataTypes.INTEGER;
    };
  }

  /** The key's word in rule text. */
  static String word(MetaKey key) {
    return key.listingName();
  }

  static ProtoField field(String protocol, String name) {
    ProtoField field = Protocols.field(protocol, name);
    if (field == null) {
      throw new IllegalStateException("no row for " + protocol + " " + name);
    }
    return field;
  }
}

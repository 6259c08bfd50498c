package dev.weir.nft.type;

import dev.weir.nft.type.DataType.ByteOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The data types of nft, one row a type.
 *
 * <p>Example: {@code type ipv4_addr . inet_service} in a set declaration names two of them; {@code
 * tcp dport} has the type {@link #INET_SERVICE}.
 *
 * <p>Names, descriptions, widths and byte orders are those of {@code nft describe} 1.0.6. Types of
 * selectors that weir does not read yet are here too, so that a set declared with them is refused
 * for the right reason.
 */
public final class DataTypes {
  // @formatter:off
  public static final DataType VERDICT =
      row("verdict", "netfilter verdict", 0, ByteOrder.NONE, null);

  /** What a value would be that is not known: a port of an unknown protocol. */
  public static final DataType INVALID = row("invalid", "invalid", 0, ByteOrder.NONE, null);

  public static final DataType INTEGER = row("integer", "integer", 0, ByteOrder.NONE, null);
  public static final DataType BITMASK = row("bitmask", "bitmask", 0, ByteOrder.NONE, INTEGER);
  public static final DataType STRING = row("string", "string", 0, ByteOrder.HOST, null);
  public static final DataType BOOLEAN = row("boolean", "boolean type", 1, ByteOrder.NONE, INTEGER);
  public static final DataType LL_ADDR =
      row("ll_addr", "link layer address", 0, ByteOrder.NETWORK, INTEGER);
  public static final DataType IPV4_ADDR =
      row("ipv4_addr", "IPv4 address", 32, ByteOrder.NETWORK, INTEGER);
  public static final DataType IPV6_ADDR =
      row("ipv6_addr", "IPv6 address", 128, ByteOrder.NETWORK, INTEGER);
  public static final DataType ETHER_ADDR =
      row("ether_addr", "Ethernet address", 48, ByteOrder.NETWORK, LL_ADDR);
  public static final DataType ETHER_TYPE =
      row("ether_type", "Ethernet protocol", 16, ByteOrder.NETWORK, INTEGER);
  public static final DataType INET_PROTO =
      row("inet_proto", "Internet protocol", 8, ByteOrder.NETWORK, INTEGER);
  public static final DataType INET_SERVICE =
      row("inet_service", "internet network service", 16, ByteOrder.NETWORK, INTEGER);
  public static final DataType DSCP =
      row("dscp", "Differentiated Services Code Point", 6, ByteOrder.NETWORK, INTEGER);
  public static final DataType ECN =
      row("ecn", "Explicit Congestion Notification", 2, ByteOrder.NETWORK, INTEGER);
  public static final DataType ICMP_TYPE =
      row("icmp_type", "ICMP type", 8, ByteOrder.NETWORK, INTEGER);
  public static final DataType ICMP_CODE =
      row("icmp_code", "icmp code", 8, ByteOrder.NETWORK, INTEGER);
  public static final DataType ICMPV6_TYPE =
      row("icmpv6_type", "ICMPv6 type", 8, ByteOrder.NETWORK, INTEGER);
  public static final DataType ICMPV6_CODE =
      row("icmpv6_code", "icmpv6 code", 8, ByteOrder.NETWORK, INTEGER);
  public static final DataType ICMPX_CODE =
      row("icmpx_code", "icmpx code", 8, ByteOrder.NETWORK, INTEGER);
  public static final DataType IGMP_TYPE =
      row("igmp_type", "IGMP type", 8, ByteOrder.NETWORK, INTEGER);
  public static final DataType TCP_FLAG =
      row("tcp_flag", "TCP flag", 8, ByteOrder.NETWORK, BITMASK);
  public static final DataType DCCP_PKTTYPE =
      row("dccp_pkttype", "DCCP packet type", 4, ByteOrder.NETWORK, INTEGER);
  public static final DataType MH_TYPE =
      row("mh_type", "Mobility Header Type", 8, ByteOrder.NETWORK, INTEGER);
  public static final DataType ARP_OP =
      row("arp_op", "ARP operation", 16, ByteOrder.NETWORK, INTEGER);
  public static final DataType NF_PROTO =
      row("nf_proto", "netfilter protocol", 8, ByteOrder.HOST, INTEGER);
  public static final DataType MARK = row("mark", "packet mark", 32, ByteOrder.HOST, INTEGER);
  public static final DataType CLASSID = row("classid", "TC classid", 32, ByteOrder.HOST, INTEGER);
  public static final DataType REALM = row("realm", "routing realm", 32, ByteOrder.HOST, INTEGER);
  public static final DataType IFACE_INDEX =
      row("iface_index", "network interface index", 32, ByteOrder.HOST, INTEGER);
  public static final DataType IFACE_TYPE =
      row("iface_type", "network interface type", 16, ByteOrder.HOST, INTEGER);
  public static final DataType IFNAME =
      row("ifname", "network interface name", 128, ByteOrder.HOST, STRING);
  public static final DataType PKT_TYPE =
      row("pkt_type", "packet type", 8, ByteOrder.HOST, INTEGER);
  public static final DataType DEVGROUP =
      row("devgroup", "devgroup name", 32, ByteOrder.HOST, INTEGER);
  public static final DataType UID = row("uid", "user ID", 32, ByteOrder.HOST, INTEGER);
  public static final DataType GID = row("gid", "group ID", 32, ByteOrder.HOST, INTEGER);
  public static final DataType TIME =
      row("time", "Relative time of packet reception", 64, ByteOrder.HOST, INTEGER);
  public static final DataType DAY =
      row("day", "Day of week of packet reception", 8, ByteOrder.HOST, INTEGER);
  public static final DataType HOUR =
      row("hour", "Hour of day of packet reception", 32, ByteOrder.HOST, INTEGER);
  public static final DataType CT_STATE =
      row("ct_state", "conntrack state", 32, ByteOrder.HOST, BITMASK);
  public static final DataType CT_DIR =
      row("ct_dir", "conntrack direction", 8, ByteOrder.HOST, INTEGER);
  public static final DataType CT_STATUS =
      row("ct_status", "conntrack status", 32, ByteOrder.HOST, BITMASK);
  public static final DataType CT_EVENT =
      row("ct_event", "conntrack event bits", 32, ByteOrder.HOST, BITMASK);

  /** Bits of a connection, which {@code /etc/connlabel.conf} may name; sets cannot have it. */
  public static final DataType CT_LABEL =
      row("ct_label", "conntrack label", 128, ByteOrder.HOST, BITMASK);

  /** A span of milliseconds; nft gives it the name of another type, {@link #TIME}. */
  public static final DataType RELATIVE_TIME =
      row("time", "relative time", 32, ByteOrder.HOST, INTEGER);

  public static final DataType FIB_ADDRTYPE =
      row("fib_addrtype", "fib address type", 32, ByteOrder.HOST, INTEGER);
  public static final DataType CGROUPSV2 =
      row("cgroupsv2", "cgroupsv2 path", 64, ByteOrder.HOST, INTEGER);
  // @formatter:on

  private static final Map<String, DataType> BY_NAME = byName();

  private DataTypes() {}

  /** The type of this name, or null. */
  public static @Nullable DataType ofName(String name) {
    return BY_NAME.get(name);
  }

  /** All types by name. */
  public static Map<String, DataType> all() {
    return BY_NAME;
  }

  /** Whether the type is a set of bits with names: {@code tcp_flag}, {@code ct_state}. */
  public static boolean isBitmask(DataType type) {
    return type.equals(BITMASK) || BITMASK.equals(type.base());
  }

  private static DataType row(
      String name, String description, int bits, ByteOrder order, @Nullable DataType base) {
    return new DataType(name, description, bits, order, base);
  }

  private static Map<String, DataType> byName() {
    DataType[] rows = {
      VERDICT,
      INTEGER,
      BITMASK,
      STRING,
      BOOLEAN,
      LL_ADDR,
      IPV4_ADDR,
      IPV6_ADDR,
      ETHER_ADDR,
      ETHER_TYPE,
      INET_PROTO,
      INET_SERVICE,
      DSCP,
      ECN,
      ICMP_TYPE,
      ICMP_CODE,
      ICMPV6_TYPE,
      ICMPV6_CODE,
      ICMPX_CODE,
      IGMP_TYPE,
      TCP_FLAG,
      DCCP_PKTTYPE,
      MH_TYPE,
      ARP_OP,
      NF_PROTO,
      MARK,
      CLASSID,
      REALM,
      IFACE_INDEX,
      IFACE_TYPE,
      IFNAME,
      PKT_TYPE,
      DEVGROUP,
      UID,
      GID,
      TIME,
      DAY,
      HOUR,
      CT_STATE,
      CT_DIR,
      CT_STATUS,
      FIB_ADDRTYPE,
      CGROUPSV2
    };
    Map<String, DataType> map = new LinkedHashMap<>();
    for (DataType row : rows) {
      map.put(row.name(), row);
    }
    return Collections.unmodifiableMap(map);
  }
}

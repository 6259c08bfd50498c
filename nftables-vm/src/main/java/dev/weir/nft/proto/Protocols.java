package dev.weir.nft.proto;

import static dev.weir.nft.type.DataTypes.ARP_OP;
import static dev.weir.nft.type.DataTypes.BITMASK;
import static dev.weir.nft.type.DataTypes.DCCP_PKTTYPE;
import static dev.weir.nft.type.DataTypes.DSCP;
import static dev.weir.nft.type.DataTypes.ECN;
import static dev.weir.nft.type.DataTypes.ETHER_ADDR;
import static dev.weir.nft.type.DataTypes.ETHER_TYPE;
import static dev.weir.nft.type.DataTypes.ICMPV6_CODE;
import static dev.weir.nft.type.DataTypes.ICMPV6_TYPE;
import static dev.weir.nft.type.DataTypes.ICMP_CODE;
import static dev.weir.nft.type.DataTypes.ICMP_TYPE;
import static dev.weir.nft.type.DataTypes.IGMP_TYPE;
import static dev.weir.nft.type.DataTypes.INET_PROTO;
import static dev.weir.nft.type.DataTypes.INET_SERVICE;
import static dev.weir.nft.type.DataTypes.INTEGER;
import static dev.weir.nft.type.DataTypes.IPV4_ADDR;
import static dev.weir.nft.type.DataTypes.IPV6_ADDR;
import static dev.weir.nft.type.DataTypes.TCP_FLAG;

import dev.weir.nft.proto.ProtoDesc.Base;
import dev.weir.nft.type.DataType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every header nft knows, and its fields: rows only.
 *
 * <p>{@code tcp dport} is 16 bits at bit 16 of the transport header. Two rows may name the same
 * bits ({@code vlan dei} and {@code vlan cfi}, {@code udplite csumcov}); the first is listed.
 *
 * <p>The fields of {@code vlan} count from the start of the Ethernet header, because a tag follows
 * it at a fixed place.
 *
 * <p>Source: RFC 791, 8200, 792, 4443, 3376, 9293, 768, 3828, 9260, 4340, 4302, 4303, 3173, 826,
 * IEEE 802.3, 802.1Q; names and widths from {@code nft describe}, offsets from {@code nft
 * --debug=netlink} 1.0.6.
 */
public final class Protocols {
  private static final int VLAN_BITS = 14 * 8;

  // @formatter:off
  private static final Map<String, ProtoDesc> ROWS =
      index(
          new Rows("ether", Base.LINK, 1)
              .field("daddr", ETHER_ADDR, 0, 48)
              .field("saddr", ETHER_ADDR, 48, 48)
              .field("type", ETHER_TYPE, 96, 16),
          new Rows("vlan", Base.LINK, 0x8100)
              .field("pcp", INTEGER, VLAN_BITS, 3)
              .field("dei", INTEGER, VLAN_BITS + 3, 1)
              .field("cfi", INTEGER, VLAN_BITS + 3, 1)
              .field("id", INTEGER, VLAN_BITS + 4, 12)
              .field("type", ETHER_TYPE, VLAN_BITS + 16, 16),
          new Rows("arp", Base.NETWORK, 0x0806)
              .field("htype", INTEGER, 0, 16)
              .field("ptype", ETHER_TYPE, 16, 16)
              .field("hlen", INTEGER, 32, 8)
              .field("plen", INTEGER, 40, 8)
              .field("operation", ARP_OP, 48, 16)
              .field("saddr ether", ETHER_ADDR, 64, 48)
              .field("saddr ip", IPV4_ADDR, 112, 32)
              .field("daddr ether", ETHER_ADDR, 144, 48)
              .field("daddr ip", IPV4_ADDR, 192, 32),
          new Rows("ip", Base.NETWORK, 0x0800)
              .field("version", INTEGER, 0, 4)
              .field("hdrlength", INTEGER, 4, 4)
              .field("dscp", DSCP, 8, 6)
              .field("ecn", ECN, 14, 2)
              .field("length", INTEGER, 16, 16)
              .field("id", INTEGER, 32, 16)
              .field("frag-off", INTEGER, 48, 16)
              .field("ttl", INTEGER, 64, 8)
              .field("protocol", INET_PROTO, 72, 8)
              .field("checksum", INTEGER, 80, 16)
              .field("saddr", IPV4_ADDR, 96, 32)
              .field("daddr", IPV4_ADDR, 128, 32),
          new Rows("ip6", Base.NETWORK, 0x86dd)
              .field("version", INTEGER, 0, 4)
              .field("dscp", DSCP, 4, 6)
              .field("ecn", ECN, 10, 2)
              .field("flowlabel", INTEGER, 12, 20)
              .field("length", INTEGER, 32, 16)
              .field("nexthdr", INET_PROTO, 48, 8)
              .field("hoplimit", INTEGER, 56, 8)
              .field("saddr", IPV6_ADDR, 64, 128)
              .field("daddr", IPV6_ADDR, 192, 128),
          new Rows("icmp", Base.TRANSPORT, 1)
              .field("type", ICMP_TYPE, 0, 8)
              .field("code", ICMP_CODE, 8, 8)
              .field("checksum", INTEGER, 16, 16)
              .field("id", INTEGER, 32, 16)
              .field("sequence", INTEGER, 48, 16)
              .field("gateway", INTEGER, 32, 32)
              .field("mtu", INTEGER, 48, 16),
          new Rows("igmp", Base.TRANSPORT, 2)
              .field("type", IGMP_TYPE, 0, 8)
              .field("mrt", INTEGER, 8, 8)
              .field("checksum", INTEGER, 16, 16)
              .field("group", INTEGER, 32, 32),
          new Rows("icmpv6", Base.TRANSPORT, 58)
              .field("type", ICMPV6_TYPE, 0, 8)
              .field("code", ICMPV6_CODE, 8, 8)
              .field("checksum", INTEGER, 16, 16)
              .field("param-problem", INTEGER, 32, 32)
              .field("mtu", INTEGER, 32, 32)
              .field("id", INTEGER, 32, 16)
              .field("sequence", INTEGER, 48, 16)
              .field("max-delay", INTEGER, 32, 16),
          new Rows("tcp", Base.TRANSPORT, 6)
              .field("sport", INET_SERVICE, 0, 16)
              .field("dport", INET_SERVICE, 16, 16)
              .field("sequence", INTEGER, 32, 32)
              .field("ackseq", INTEGER, 64, 32)
              .field("doff", INTEGER, 96, 4)
              .field("reserved", INTEGER, 100, 4)
              .field("flags", TCP_FLAG, 104, 8)
              .field("window", INTEGER, 112, 16)
              .field("checksum", INTEGER, 128, 16)
              .field("urgptr", INTEGER, 144, 16),
          new Rows("udp", Base.TRANSPORT, 17)
              .field("sport", INET_SERVICE, 0, 16)
              .field("dport", INET_SERVICE, 16, 16)
              .field("length", INTEGER, 32, 16)
              .field("checksum", INTEGER, 48, 16),
          new Rows("udplite", Base.TRANSPORT, 136)
              .field("sport", INET_SERVICE, 0, 16)
              .field("dport", INET_SERVICE, 16, 16)
              .field("csumcov", INTEGER, 32, 16)
              .field("checksum", INTEGER, 48, 16),
          new Rows("sctp", Base.TRANSPORT, 132)
              .field("sport", INET_SERVICE, 0, 16)
              .field("dport", INET_SERVICE, 16, 16)
              .field("vtag", INTEGER, 32, 32)
              .field("checksum", INTEGER, 64, 32),
          new Rows("dccp", Base.TRANSPORT, 33)
              .field("sport", INET_SERVICE, 0, 16)
              .field("dport", INET_SERVICE, 16, 16)
              .field("type", DCCP_PKTTYPE, 67, 4),
          new Rows("ah", Base.TRANSPORT, 51)
              .field("nexthdr", INET_PROTO, 0, 8)
              .field("hdrlength", INTEGER, 8, 8)
              .field("reserved", INTEGER, 16, 16)
              .field("spi", INTEGER, 32, 32)
              .field("sequence", INTEGER, 64, 32),
          new Rows("esp", Base.TRANSPORT, 50)
              .field("spi", INTEGER, 0, 32)
              .field("sequence", INTEGER, 32, 32),
          new Rows("comp", Base.TRANSPORT, 108)
              .field("nexthdr", INET_PROTO, 0, 8)
              .field("flags", BITMASK, 8, 8)
              .field("cpi", INTEGER, 16, 16),
          new Rows("th", Base.TRANSPORT, -1)
              .field("sport", INET_SERVICE, 0, 16)
              .field("dport", INET_SERVICE, 16, 16));

  // @formatter:on

  private Protocols() {}

  /** The header of this word, or null. */
  public static @Nullable ProtoDesc of(String protocol) {
    return ROWS.get(protocol);
  }

  /** The field of a header, or null. */
  public static @Nullable ProtoField field(String protocol, String field) {
    ProtoDesc desc = ROWS.get(protocol);
    return desc == null ? null : desc.field(field);
  }

  /** All headers. */
  public static Collection<ProtoDesc> all() {
    return ROWS.values();
  }

  private static Map<String, ProtoDesc> index(Rows... rows) {
    Map<String, ProtoDesc> map = new LinkedHashMap<>();
    for (Rows row : rows) {
      map.put(row.name, new ProtoDesc(row.name, row.base, row.number, row.fields));
    }
    return Collections.unmodifiableMap(map);
  }

  /** One header being written down. */
  private static final class Rows {
    private final String name;
    private final Base base;
    private final int number;
    private final List<ProtoField> fields = new ArrayList<>();

    Rows(String name, Base base, int number) {
      this.name = name;
      this.base = base;
      this.number = number;
    }

    Rows field(String field, DataType type, int offsetBits, int lengthBits) {
      fields.add(new ProtoField(name, field, type, offsetBits, lengthBits));
      return this;
    }
  }
}

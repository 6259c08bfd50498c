package dev.weir.nft.corpus;

import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;
import java.util.List;

/** Four ascending values of a type, as a rule would write them. */
final class SampleValues {
  private SampleValues() {}

  static List<String> of(DataType type, int bits) {
    if (type.equals(DataTypes.TIME)) {
      return List.of(
          "\"2026-01-02\"", "\"2026-01-02 10:00\"", "\"2026-06-01 9:30:10\"", "2000000000");
    }
    return switch (type.name()) {
      case "day" -> List.of("Sunday", "2", "\"Friday\"", "Saturday");
      case "hour" -> List.of("\"00:00\"", "\"10:30\"", "14:00", "\"23:59:59\"");
      case "devgroup" -> List.of("default", "1", "256", "70000");
      case "realm" -> List.of("cosmos", "1", "256", "70000");
      case "ipv4_addr" -> List.of("10.0.0.1", "10.0.0.9", "192.168.1.0", "192.168.2.77");
      case "ipv6_addr" -> List.of("::1", "2001:db8::5", "2001:db8::9", "fe80::1");
      case "ether_addr" ->
          List.of(
              "00:16:3e:00:00:01", "00:16:3e:00:00:0a", "52:54:00:12:34:56", "fe:ff:ff:ff:ff:ff");
      case "ether_type" -> List.of("0x0700", "ip", "0x0900", "ip6");
      case "inet_proto" -> List.of("5", "tcp", "udp", "200");
      case "inet_service" -> List.of("22", "80", "1024", "65000");
      case "dscp" -> List.of("1", "cs1", "af21", "ef");
      case "ecn" -> List.of("0", "1", "2", "3");
      case "icmp_type" -> List.of("echo-reply", "redirect", "echo-request", "99");
      case "icmpv6_type" -> List.of("1", "packet-too-big", "echo-request", "nd-neighbor-advert");
      case "icmp_code" -> List.of("0", "host-unreachable", "3", "13");
      case "icmpv6_code" -> List.of("no-route", "1", "3", "4");
      case "igmp_type" -> List.of("5", "membership-query", "leave-group", "99");
      case "tcp_flag" -> List.of("fin", "syn", "rst", "ack");
      case "dccp_pkttype" -> List.of("request", "data", "5", "12");
      case "mh_type" -> List.of("0", "home-test", "5", "99");
      case "nf_proto" -> List.of("ipv4", "5", "7", "ipv6");
      case "pkt_type" -> List.of("host", "broadcast", "multicast", "other");
      case "iface_type" -> List.of("ether", "5", "256", "loopback");
      case "iface_index" -> List.of("lo", "2", "256", "1000");
      case "ifname" -> List.of("\"eth0\"", "\"lo\"", "\"wlan0\"", "\"zz\"");
      case "classid" -> List.of("1", "5", "0x10002", "root");
      case "boolean" -> List.of("missing", "exists", "missing", "exists");
      case "ct_state" -> List.of("invalid", "established", "related", "new");
      case "ct_dir" -> List.of("original", "reply", "5", "9");
      case "ct_status" -> List.of("expected", "seen-reply", "assured", "confirmed");
      case "time" -> List.of("10s", "30s", "1m", "2h");
      case "string" -> List.of("\"amanda\"", "\"ftp\"", "\"irc\"", "\"sip\"");
      case "mark" -> List.of("1", "0x10", "0x100", "0x80000000");
      default -> integers(bits);
    };
  }

  private static List<String> integers(int bits) {
    if (bits == 1) {
      return List.of("0", "1", "0", "1");
    }
    if (bits < 4) {
      return List.of("0", "1", "2", "3");
    }
    return bits < 12 ? List.of("1", "3", "6", "9") : List.of("1", "5", "256", "1500");
  }
}

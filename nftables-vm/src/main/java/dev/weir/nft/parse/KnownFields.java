package dev.weir.nft.parse;

import java.util.Map;
import java.util.Set;

/**
 * Header fields nft has, so that one weir lacks is refused as not supported and not as a typing
 * mistake.
 */
final class KnownFields {
  private static final Map<String, Set<String>> FIELDS =
      Map.ofEntries(
          Map.entry("ether", Set.of("daddr", "saddr", "type")),
          Map.entry("vlan", Set.of("id", "dei", "cfi", "pcp", "type")),
          Map.entry("arp", Set.of("htype", "ptype", "hlen", "plen", "operation", "saddr", "daddr")),
          Map.entry(
              "ip",
              Set.of(
                  "version",
                  "hdrlength",
                  "dscp",
                  "ecn",
                  "length",
                  "id",
                  "frag-off",
                  "ttl",
                  "protocol",
                  "checksum",
                  "saddr",
                  "daddr")),
          Map.entry(
              "ip6",
              Set.of(
                  "version",
                  "dscp",
                  "ecn",
                  "flowlabel",
                  "length",
                  "nexthdr",
                  "hoplimit",
                  "saddr",
                  "daddr")),
          Map.entry("icmp", Set.of("type", "code", "checksum", "id", "sequence", "gateway", "mtu")),
          Map.entry(
              "icmpv6",
              Set.of(
                  "type",
                  "code",
                  "checksum",
                  "parameter-problem",
                  "packet-too-big",
                  "id",
                  "sequence",
                  "max-delay",
                  "taddr",
                  "daddr")),
          Map.entry("igmp", Set.of("type", "mrt", "checksum", "group")),
          Map.entry("ah", Set.of("nexthdr", "hdrlength", "reserved", "spi", "sequence")),
          Map.entry("esp", Set.of("spi", "sequence")),
          Map.entry("comp", Set.of("nexthdr", "flags", "cpi")),
          Map.entry("udp", Set.of("sport", "dport", "length", "checksum")),
          Map.entry("udplite", Set.of("sport", "dport", "csumcov", "checksum")),
          Map.entry(
              "tcp",
              Set.of(
                  "sport",
                  "dport",
                  "sequence",
                  "ackseq",
                  "doff",
                  "reserved",
                  "flags",
                  "window",
                  "checksum",
                  "urgptr")),
          Map.entry("dccp", Set.of("sport", "dport", "type", "option")),
          Map.entry("sctp", Set.of("sport", "dport", "vtag", "checksum", "chunk")),
          Map.entry("th", Set.of("sport", "dport")));

  private KnownFields() {}

  static boolean isKnown(String protocol, String field) {
    return FIELDS.getOrDefault(protocol, Set.of()).contains(field);
  }
}

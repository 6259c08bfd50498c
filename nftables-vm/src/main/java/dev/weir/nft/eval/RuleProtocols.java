package dev.weir.nft.eval;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.hook.Family;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule has established about the packet so far: the protocol of each layer, the ICMP type.
 *
 * <p>The transport layer holds more than one protocol after {@code meta l4proto { tcp, udp }}; then
 * a selector of either contradicts the other, as in nft. Of network protocols the last one counts.
 */
final class RuleProtocols {
  private final Family family;
  private final List<String> link = new ArrayList<>();
  private final List<String> network = new ArrayList<>();
  private final List<String> transport = new ArrayList<>();
  private boolean networkOfFamily;
  private int vlanTags;
  private @Nullable Integer icmpType;
  private @Nullable String lastTransport;
  private @Nullable SourceSpan networkSpan;
  private @Nullable SourceSpan transportSpan;

  RuleProtocols(Family family) {
    this.family = family;
    switch (family) {
      case IPV4 -> network.add("ip");
      case IPV6 -> network.add("ip6");
      case ARP -> network.add("arp");
      case BRIDGE -> link.add("ether");
      case INET, NETDEV -> {}
    }
    networkOfFamily = !network.isEmpty();
  }

  Family family() {
    return family;
  }

  List<String> link() {
    return link;
  }

  List<String> network() {
    return network;
  }

  List<String> transport() {
    return transport;
  }

  /** The type an ICMP or ICMPv6 test has fixed (the last one of a set), or null. */
  @Nullable Integer icmpType() {
    return icmpType;
  }

  void learnIcmpType(int type) {
    icmpType = type;
  }

  /** Notes a protocol of a layer, once. */
  static void learn(List<String> layer, String protocol) {
    if (!layer.contains(protocol)) {
      layer.add(protocol);
    }
  }

  /** Whether the network header is known from the family alone. */
  boolean isNetworkOfFamily() {
    return networkOfFamily;
  }

  /** How many VLAN tags the rule has established. */
  int vlanTags() {
    return vlanTags;
  }

  /** Notes a VLAN tag behind what is known of the link layer. */
  void learnVlan() {
    learn(link, "vlan");
    vlanTags++;
  }

  /** Notes a network header; what a rule says replaces what its family said. */
  void learnNetwork(String protocol, SourceSpan span) {
    network.clear();
    network.add(protocol);
    networkOfFamily = false;
    networkSpan = span;
  }

  void learnTransport(String protocol, SourceSpan span) {
    learn(transport, protocol);
    lastTransport = protocol;
    transportSpan = span;
  }

  /** What the rule said last about the transport header, of a set its last element; or null. */
  @Nullable String lastTransport() {
    return lastTransport;
  }

  /** Where the rule said what the network header is; null where its family says it. */
  @Nullable SourceSpan networkSpan() {
    return networkSpan;
  }

  /** Where the rule said what the transport header is, or null. */
  @Nullable SourceSpan transportSpan() {
    return transportSpan;
  }

  /** The last protocol of a layer that is not {@code wanted}, or null. */
  static @Nullable String other(List<String> layer, String wanted) {
    for (int i = layer.size() - 1; i >= 0; i--) {
      if (!layer.get(i).equals(wanted)) {
        return layer.get(i);
      }
    }
    return null;
  }
}

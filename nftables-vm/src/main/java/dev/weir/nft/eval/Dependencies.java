package dev.weir.nft.eval;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.hook.Family;
import dev.weir.nft.eval.TypedStmt.MatchOperator;
import dev.weir.nft.proto.ProtoField;
import dev.weir.nft.type.DataType;
import dev.weir.nft.vm.MetaKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inserts the tests that make a selector meaningful: {@code meta l4proto tcp} before {@code tcp
 * dport}, once per rule, and refuses selectors that contradict what the rule already said.
 *
 * <p>Source: observed output of nft 1.0.6, family by family.
 */
final class Dependencies {
  private static final int VLAN_BITS = 32;
  private static final int ICMP_ECHO_REQUEST = 8;
  private static final int ICMP_ECHO_REPLY = 0;
  private static final int ICMPV6_ECHO_REQUEST = 128;
  private static final int ICMPV6_ECHO_REPLY = 129;

  private final RuleProtocols protocols;
  private final List<TypedStmt> out;

  private final boolean required;

  /** Dependencies are appended to {@code out}. */
  Dependencies(RuleProtocols protocols, List<TypedStmt> out) {
    this(protocols, out, true);
  }

  private Dependencies(RuleProtocols protocols, List<TypedStmt> out, boolean required) {
    this.protocols = protocols;
    this.out = out;
    this.required = required;
  }

  /** Of an expression outside rules: nothing depends on anything, nothing conflicts. */
  static Dependencies none() {
    return new Dependencies(new RuleProtocols(Family.INET), new ArrayList<>(), false);
  }

  RuleProtocols protocols() {
    return protocols;
  }

  /** Whether keys may be read that the kernel has for bridges only. */
  boolean allowsBridgeKeys() {
    return !required || protocols.family() == Family.BRIDGE;
  }

  /** Whatever a header field needs. */
  void require(ProtoField field, SourceSpan span) {
    if (!required) {
      return;
    }
    String header = field.protocol();
    switch (Headers.base(header)) {
      case LINK -> requireLink(header, span);
      case NETWORK -> requireNetwork(header, span, true);
      case TRANSPORT, INNER -> {
        requireTransport(header, span);
        requireIcmpType(field, span);
      }
    }
  }

  private void requireLink(String header, SourceSpan span) {
    boolean unknown = protocols.link().isEmpty();
    if (unknown) {
      out.add(meta(span, MetaKey.IIFTYPE, 1));
      RuleProtocols.learn(protocols.link(), "ether");
    }
    if (header.equals("vlan") && !protocols.link().contains(header)) {
      // KERNEL: not the kernel but nft: where the family says what the network header is, a tag
      // may come first, but not behind ether.
      boolean fits = unknown && protocols.isNetworkOfFamily();
      if (!fits && !protocols.network().isEmpty()) {
        throw conflict("ether", header, span);
      }
      out.add(networkType("ether", header, span));
      protocols.learnVlan();
    }
  }

  /** The field where it lies: each VLAN tag but the first moves the fields of the next. */
  ProtoField placed(ProtoField field) {
    int shift = field.protocol().equals("vlan") ? VLAN_BITS * (protocols.vlanTags() - 1) : 0;
    return shift <= 0
        ? field
        : new ProtoField(
            field.protocol(),
            field.name(),
            field.type(),
            field.offsetBits() + shift,
            field.lengthBits());
  }

  private void requireNetwork(String header, SourceSpan span, boolean direct) {
    TypedStmt.Match dependency = missingNetwork(header, span, direct);
    if (dependency != null) {
      out.add(dependency);
    }
  }

  /** Extension headers and options, like {@code reject}, have their test at the rule's start. */
  void requireNetworkInFront(String header, SourceSpan span) {
    requireNetworkInFront(header, span, false);
  }

  /** The same; {@code direct} as in {@link #networkDependency}. */
  void requireNetworkInFront(String header, SourceSpan span, boolean direct) {
    if (!required) {
      return;
    }
    TypedStmt.Match dependency = missingNetwork(header, span, direct);
    if (dependency != null) {
      out.addFirst(dependency);
    }
  }

  private TypedStmt.@Nullable Match missingNetwork(String header, SourceSpan span, boolean direct) {
    String other = RuleProtocols.other(protocols.network(), header);
    if (other != null) {
      throw conflict(other, header, span);
    }
    if (!protocols.network().isEmpty()) {
      return null;
    }
    TypedStmt.Match dependency = networkDependency(header, span, direct);
    protocols.learnNetwork(header, span);
    return dependency;
  }

  /**
   * The test that a packet has this network header, where the family does not say it.
   *
   * @param direct whether a field of the header itself is wanted: only then a bridge's rule asks
   *     for {@code meta protocol}
   */
  private TypedStmt.Match networkDependency(String header, SourceSpan span, boolean direct) {
    boolean ip = header.equals("ip") || header.equals("ip6");
    if (protocols.link().isEmpty()) {
      if (protocols.family() == Family.NETDEV) {
        return meta(span, MetaKey.PROTOCOL, Headers.number(header));
      }
      if (!ip) {
        throw conflict(protocols.family().word(), header, span);
      }
      return familyDependency(header.equals("ip") ? Family.IPV4 : Family.IPV6, span);
    }
    String link = protocols.link().getLast();
    if (protocols.family() == Family.BRIDGE && link.equals("ether") && ip && direct) {
      return meta(span, MetaKey.PROTOCOL, Headers.number(header));
    }
    return networkType(link, header, span);
  }

  /** The test that the type field of a link header names another header. */
  private TypedStmt.Match networkType(String link, String header, SourceSpan span) {
    ProtoField type = placed(Vocabulary.field(link, "type"));
    return match(
        span,
        new TypedExpr.PayloadField(type),
        value(type.type(), type.lengthBits(), Headers.number(header)));
  }

  private void requireTransport(String header, SourceSpan span) {
    if (header.equals(Headers.ANY_TRANSPORT)) {
      return;
    }
    String other = RuleProtocols.other(protocols.transport(), header);
    if (other != null) {
      throw conflict(other, header, span);
    }
    if (!protocols.transport().isEmpty()) {
      return;
    }
    String below = known(protocols.network());
    if (below != null && !below.equals("ip") && !below.equals("ip6")) {
      throw conflict(below, header, span);
    }
    String network = Headers.requiredNetwork(header);
    if (network != null && protocols.network().isEmpty()) {
      requireNetwork(network, span, false);
    }
    out.add(transportDependency(header, span));
    protocols.learnTransport(header, span);
  }

  static TypedStmt.Match transportDependency(String header, SourceSpan span) {
    return meta(span, MetaKey.L4PROTO, Headers.number(header));
  }

  static TypedStmt.Match familyDependency(Family family, SourceSpan span) {
    return meta(span, MetaKey.NFPROTO, family.number());
  }

  /** ICMP fields that exist only in messages of some types. */
  private void requireIcmpType(ProtoField field, SourceSpan span) {
    List<Integer> types = icmpTypes(field.protocol(), field.name());
    if (types.isEmpty()) {
      return;
    }
    Integer known = protocols.icmpType();
    if (known != null) {
      if (!types.contains(known)) {
        throw new Refusal(
            span, "incompatible icmp match: rule has " + known + ", need " + types.getFirst());
      }
      return;
    }
    ProtoField type = Vocabulary.field(field.protocol(), "type");
    TypedExpr.PayloadField load = new TypedExpr.PayloadField(type);
    if (types.size() == 1) {
      out.add(match(span, load, value(type.type(), 8, types.getFirst())));
    } else {
      List<TypedSet.Element> elements = new ArrayList<>();
      for (int number : types) {
        elements.add(new TypedSet.Element(span, value(type.type(), 8, number), null, null));
      }
      TypedSet.Part part = new TypedSet.Part(type.type(), 8, false);
      TypedSet set = SetBuilder.anonymous(span, List.of(part), null, false, elements);
      out.add(match(span, load, new TypedExpr.AnonymousSet(set)));
    }
    protocols.learnIcmpType(types.getLast());
  }

  private static List<Integer> icmpTypes(String protocol, String field) {
    return switch (protocol + " " + field) {
      case "icmp id", "icmp sequence" -> List.of(ICMP_ECHO_REQUEST, ICMP_ECHO_REPLY);
      case "icmp gateway" -> List.of(5);
      case "icmp mtu" -> List.of(3);
      case "icmpv6 id", "icmpv6 sequence" -> List.of(ICMPV6_ECHO_REQUEST, ICMPV6_ECHO_REPLY);
      case "icmpv6 mtu" -> List.of(2);
      case "icmpv6 param-problem" -> List.of(4);
      case "icmpv6 max-delay" -> List.of(130);
      default -> List.of();
    };
  }

  /** Notes what a match the user wrote says about the packet. */
  void learn(TypedExpr left, MatchOperator operator, TypedExpr right, SourceSpan span) {
    if (operator != MatchOperator.EQUAL) {
      return;
    }
    switch (right) {
      case TypedExpr.Value value -> learn(left, value.number().intValue(), span);
      case TypedExpr.AnonymousSet own -> {
        for (TypedSet.Element element : own.set().elements()) {
          if (element.key() instanceof TypedExpr.Value value) {
            learn(left, value.number().intValue(), span);
          }
        }
      }
      default -> {}
    }
  }

  private void learn(TypedExpr left, int number, SourceSpan span) {
    if (left instanceof TypedExpr.MetaLoad meta) {
      learnMeta(meta.key(), number, span);
    } else if (left instanceof TypedExpr.PayloadField payload) {
      learnField(payload.field(), number, span);
    } else if (left instanceof TypedExpr.CtLoad ct) {
      CtEvaluator.learn(protocols, ct.key(), number, span);
    }
  }

  private void learnMeta(MetaKey key, int number, SourceSpan span) {
    switch (key) {
      case L4PROTO -> protocols.learnTransport(Headers.transport(number), span);
      case NFPROTO -> protocols.learnNetwork(familyHeader(number), span);
      case PROTOCOL -> {
        if (protocols.family() == Family.BRIDGE || protocols.family() == Family.NETDEV) {
          protocols.learnNetwork(Headers.network(number), span);
        }
      }
      case IIFTYPE -> {
        if (number == 1) {
          RuleProtocols.learn(protocols.link(), "ether");
        }
      }
      default -> {}
    }
  }

  static String familyHeader(int number) {
    if (number == Family.IPV4.number()) {
      return "ip";
    }
    return number == Family.IPV6.number() ? "ip6" : Headers.UNKNOWN;
  }

  private void learnField(ProtoField field, int number, SourceSpan span) {
    switch (field.protocol() + " " + field.name()) {
      case "ip protocol", "ip6 nexthdr" ->
          protocols.learnTransport(Headers.transport(number), span);
      case "ether type", "vlan type" -> {
        String next = Headers.network(number);
        if (Headers.isVlan(number)) {
          protocols.learnVlan();
        } else if (!next.equals(Headers.UNKNOWN)) {
          protocols.learnNetwork(next, span);
        }
      }
      case "icmp type", "icmpv6 type" -> protocols.learnIcmpType(number);
      default -> {}
    }
  }

  private static Refusal conflict(String known, String wanted, SourceSpan span) {
    return new Refusal(span, "conflicting protocols specified: " + known + " vs. " + wanted);
  }

  private static TypedStmt.Match meta(SourceSpan span, MetaKey key, int number) {
    TypedExpr.MetaLoad load = SelectorEvaluator.load(key);
    return match(span, load, value(load.type(), load.lengthBits(), number));
  }

  private static TypedStmt.Match match(SourceSpan span, TypedExpr left, TypedExpr right) {
    return new TypedStmt.Match(span, true, left, MatchOperator.EQUAL, right);
  }

  private static TypedExpr.Value value(DataType type, int lengthBits, int number) {
    return new TypedExpr.Value(type, lengthBits, BigInteger.valueOf(number));
  }

  /** The one protocol a layer is known to hold, or null. */
  static @Nullable String known(List<String> layer) {
    return layer.isEmpty() ? null : layer.getLast();
  }
}

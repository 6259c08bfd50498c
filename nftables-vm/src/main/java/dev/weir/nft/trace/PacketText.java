package dev.weir.nft.trace;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.diag.SourceText;
import dev.weir.core.hook.Family;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;
import dev.weir.nft.ast.Expr.PayloadBase;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.print.Printer;
import dev.weir.nft.proto.ProtoDesc;
import dev.weir.nft.proto.Protocols;
import dev.weir.nft.type.DataTypes;
import dev.weir.nft.vm.MetaKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a packet as nft does in a trace: as the rule that would test every field of it.
 *
 * <p>Source: net/netfilter/nf_tables_trace.c (nf_trace_fill_pkt_info).
 */
final class PacketText {
  /** NFT_TRACETYPE_NETWORK_HSIZE. */
  private static final int NETWORK_BYTES = 40;

  /** NFT_TRACETYPE_TRANSPORT_HSIZE. */
  private static final int TRANSPORT_BYTES = 20;

  private static final int ETHERNET_BYTES = 14;

  private final Printer printer;
  private final SourceSpan nowhere = new SourceSpan(new SourceText("", ""), 0, 0);

  PacketText(Printer printer) {
    this.printer = printer;
  }

  /** The packet as a chain of this family sees it; "" where nft writes no such line. */
  String text(Family family, Packet packet) {
    List<HeaderFields.Shown> link = link(packet);
    List<HeaderFields.Shown> network = network(packet);
    List<HeaderFields.Shown> transport = transport(packet);
    if (link.isEmpty() && network.isEmpty()) {
      return "";
    }
    List<TypedStmt> tests = new ArrayList<>();
    device(tests, MetaKey.IIF, packet.iif());
    device(tests, MetaKey.OIF, packet.oif());
    add(tests, family, link, network);
    add(tests, family, network, transport);
    add(tests, family, transport, null);
    List<String> words = new ArrayList<>();
    for (TypedStmt test : tests) {
      words.add(printer.statement(family, test));
    }
    return String.join(" ", words);
  }

  private static List<HeaderFields.Shown> link(Packet packet) {
    if (!packet.hasLinkHeader()) {
      return List.of();
    }
    boolean ethernet = packet.device().type() == Device.ARPHRD_ETHER;
    return HeaderFields.read(
        packet, ethernet ? Protocols.of("ether") : null, PayloadBase.LINK, 0, ETHERNET_BYTES);
  }

  /** KERNEL: up to the transport header, so nothing of a later IPv6 fragment (its thoff is 0). */
  private static List<HeaderFields.Shown> network(Packet packet) {
    int start = packet.networkOffset();
    int length = packet.capturedEnd() - start;
    if (packet.hasTransport()) {
      length = Math.min(length, packet.transportOffset());
    }
    return HeaderFields.read(
        packet,
        networkHeader(packet.nfproto()),
        PayloadBase.NETWORK,
        start,
        Math.min(length, NETWORK_BYTES));
  }

  private static List<HeaderFields.Shown> transport(Packet packet) {
    if (!packet.hasTransport()) {
      return List.of();
    }
    int start = packet.networkOffset() + packet.transportOffset();
    ProtoDesc header = packet.transportOffset() == 0 ? null : transportHeader(packet);
    return HeaderFields.read(
        packet,
        header,
        PayloadBase.TRANSPORT,
        start,
        Math.min(packet.capturedEnd() - start, TRANSPORT_BYTES));
  }

  /**
   * Adds the fields of a header that what follows does not tell already.
   *
   * @param next the header behind it, null if only its own fields follow
   */
  private void add(
      List<TypedStmt> tests,
      Family family,
      List<HeaderFields.Shown> header,
      @Nullable List<HeaderFields.Shown> next) {
    for (int i = 0; i < header.size(); i++) {
      List<HeaderFields.Shown> rest = header.subList(i + 1, header.size());
      if (!isImplied(family, header.get(i), next == null ? rest : next)) {
        tests.add(equal(header.get(i).selector(), header.get(i).number()));
      }
    }
  }

  /** Whether a named field that follows tells the protocol already. */
  private static boolean isImplied(
      Family family, HeaderFields.Shown field, List<HeaderFields.Shown> following) {
    if (following.isEmpty()
        || !(following.getFirst().selector() instanceof TypedExpr.PayloadField)
        || !(field.selector() instanceof TypedExpr.PayloadField payload)) {
      return false;
    }
    return switch (payload.field().name()) {
      case "type" -> payload.field().protocol().equals("ether");
      // in inet "ip protocol" says that it is IPv4
      case "protocol", "nexthdr" -> family == Family.IPV4 || family == Family.IPV6;
      default -> false;
    };
  }

  private void device(List<TypedStmt> tests, MetaKey key, Device device) {
    if (device.index() != 0) {
      TypedExpr load = new TypedExpr.MetaLoad(DataTypes.IFACE_INDEX, key, 32);
      tests.add(equal(load, BigInteger.valueOf(device.index())));
    }
  }

  private TypedStmt equal(TypedExpr left, BigInteger number) {
    TypedExpr value = new TypedExpr.Value(left.type(), left.lengthBits(), number);
    return new TypedStmt.Match(nowhere, false, left, TypedStmt.MatchOperator.EQUAL, value);
  }

  private static @Nullable ProtoDesc networkHeader(int nfproto) {
    return switch (nfproto) {
      case Packet.NFPROTO_IPV4 -> Protocols.of("ip");
      case Packet.NFPROTO_IPV6 -> Protocols.of("ip6");
      case Packet.NFPROTO_ARP -> Protocols.of("arp");
      default -> null;
    };
  }

  /** nft goes by the IP header alone: behind an extension header it knows no protocol. */
  private static @Nullable ProtoDesc transportHeader(Packet packet) {
    int at = packet.nfproto() == Packet.NFPROTO_IPV4 ? Ip4.PROTOCOL : Ip6.NEXT_HEADER;
    int number = packet.u8(packet.networkOffset() + at);
    for (ProtoDesc desc : Protocols.all()) {
      if (desc.base() == ProtoDesc.Base.TRANSPORT && desc.number() == number) {
        return desc;
      }
    }
    return null;
  }
}

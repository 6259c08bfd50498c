package dev.weir.nft.trace;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.diag.SourceText;
import dev.weir.core.hook.Family;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.Packet;
import dev.weir.nft.ast.Expr.PayloadBase;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedRule;
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
  /** NFT_TRACETYPE_LL_HSIZE. */
  private static final int LINK_BYTES = 20;

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

  /** The packet as a chain of this family sees it. */
  String text(Family family, Packet packet) {
    List<TypedStmt> tests = new ArrayList<>();
    device(tests, MetaKey.IIF, packet.iif());
    device(tests, MetaKey.OIF, packet.oif());
    if (packet.hasLinkHeader()) {
      boolean ethernet = packet.device().type() == Device.ARPHRD_ETHER;
      add(
          tests,
          HeaderFields.read(
              packet,
              ethernet ? Protocols.of("ether") : null,
              PayloadBase.LINK,
              0,
              Math.min(ETHERNET_BYTES, LINK_BYTES)));
    }
    int start = packet.networkOffset();
    int end = Math.min(packet.capturedEnd(), start + packet.networkLength());
    int transport = packet.hasTransport() ? start + packet.transportOffset() : end;
    add(
        tests,
        HeaderFields.read(
            packet,
            network(packet.nfproto()),
            PayloadBase.NETWORK,
            start,
            Math.min(Math.min(transport, end) - start, NETWORK_BYTES)));
    if (packet.hasTransport()) {
      add(
          tests,
          HeaderFields.read(
              packet,
              transport(packet),
              PayloadBase.TRANSPORT,
              transport,
              Math.min(end - transport, TRANSPORT_BYTES)));
    }
    return printer.rule(new TypedRule(nowhere, family, tests, null));
  }

  private void device(List<TypedStmt> tests, MetaKey key, Device device) {
    if (device.index() != 0) {
      TypedExpr load = new TypedExpr.MetaLoad(DataTypes.IFACE_INDEX, key, 32);
      tests.add(equal(load, BigInteger.valueOf(device.index())));
    }
  }

  private void add(List<TypedStmt> tests, List<HeaderFields.Shown> fields) {
    for (HeaderFields.Shown field : fields) {
      tests.add(equal(field.selector(), field.number()));
    }
  }

  private TypedStmt equal(TypedExpr left, BigInteger number) {
    TypedExpr value = new TypedExpr.Value(left.type(), left.lengthBits(), number);
    return new TypedStmt.Match(nowhere, false, left, TypedStmt.MatchOperator.EQUAL, value);
  }

  private static @Nullable ProtoDesc network(int nfproto) {
    return switch (nfproto) {
      case Packet.NFPROTO_IPV4 -> Protocols.of("ip");
      case Packet.NFPROTO_IPV6 -> Protocols.of("ip6");
      case Packet.NFPROTO_ARP -> Protocols.of("arp");
      default -> null;
    };
  }

  private static @Nullable ProtoDesc transport(Packet packet) {
    for (ProtoDesc desc : Protocols.all()) {
      if (desc.base() == ProtoDesc.Base.TRANSPORT && desc.number() == packet.l4protocol()) {
        return desc;
      }
    }
    return null;
  }
}

package dev.weir.nft.trace;

import dev.weir.core.packet.Packet;
import dev.weir.nft.ast.Expr.PayloadBase;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.proto.ProtoDesc;
import dev.weir.nft.proto.ProtoField;
import dev.weir.nft.type.DataTypes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one header, read as the fields that a trace shows.
 *
 * <p><i>Meaning.</i> Fields are taken one behind the other as long as they fit; of these the ones
 * listed here are shown, in this order, and what is left over as one raw field.
 *
 * <p>Source: observed output of {@code nft monitor trace} 1.0.6.
 */
final class HeaderFields {
  private static final Map<String, List<String>> SHOWN =
      Map.ofEntries(
          Map.entry("ether", List.of("saddr", "daddr", "type")),
          Map.entry("arp", List.of("operation", "htype", "ptype", "hlen", "plen")),
          Map.entry(
              "ip", List.of("saddr", "daddr", "dscp", "ecn", "ttl", "id", "protocol", "length")),
          Map.entry(
              "ip6",
              List.of(
                  "saddr", "daddr", "dscp", "ecn", "hoplimit", "flowlabel", "nexthdr", "length")),
          Map.entry("icmp", List.of("type", "code", "id", "sequence")),
          Map.entry("icmpv6", List.of("type", "code", "param-problem")),
          Map.entry("igmp", List.of("type", "mrt")),
          Map.entry("tcp", List.of("sport", "dport", "flags", "window")),
          Map.entry("udp", List.of("sport", "dport", "length")),
          Map.entry("udplite", List.of("sport", "dport", "csumcov", "checksum")),
          Map.entry("sctp", List.of("sport", "dport", "vtag")),
          Map.entry("dccp", List.of("sport", "dport")),
          Map.entry("ah", List.of("spi", "hdrlength", "nexthdr")),
          Map.entry("esp", List.of("spi", "sequence")),
          Map.entry("comp", List.of("nexthdr", "flags", "cpi")));

  private HeaderFields() {}

  /** A selector and the value it has in the packet. */
  record Shown(TypedExpr selector, BigInteger number) {}

  /**
   * Reads a header.
   *
   * @param desc what the header is, null if that is not known
   * @param start offset from the frame's start
   */
  static List<Shown> read(
      Packet packet, @Nullable ProtoDesc desc, PayloadBase base, int start, int lengthBytes) {
    if (lengthBytes <= 0) {
      return List.of();
    }
    byte[] bytes = new byte[lengthBytes];
    for (int i = 0; i < lengthBytes; i++) {
      bytes[i] = (byte) packet.u8(start + i);
    }
    BigInteger whole = new BigInteger(1, bytes);
    int bits = 8 * lengthBytes;
    int taken = 0;
    List<Shown> fields = new ArrayList<>();
    for (ProtoField field : desc == null ? List.<ProtoField>of() : desc.fields()) {
      if (field.offsetBits() == taken) {
        // nft itself does not read on behind "igmp mrt" here
        boolean strange = field.protocol().equals("igmp") && field.name().equals("checksum");
        if (strange || taken + field.lengthBits() > bits) {
          break;
        }
        fields.add(
            new Shown(
                new TypedExpr.PayloadField(field), part(whole, bits, taken, field.lengthBits())));
        taken += field.lengthBits();
      }
    }
    List<Shown> shown = desc == null ? fields : listed(desc, fields);
    if (taken < bits) {
      TypedExpr raw = new TypedExpr.RawPayload(DataTypes.INTEGER, base, taken, bits - taken);
      shown.add(new Shown(raw, part(whole, bits, taken, bits - taken)));
    }
    return shown;
  }

  private static BigInteger part(BigInteger whole, int bits, int offset, int length) {
    BigInteger mask = BigInteger.ONE.shiftLeft(length).subtract(BigInteger.ONE);
    return whole.shiftRight(bits - offset - length).and(mask);
  }

  private static List<Shown> listed(ProtoDesc desc, List<Shown> fields) {
    List<Shown> shown = new ArrayList<>();
    for (String name : SHOWN.getOrDefault(desc.name(), List.of())) {
      for (Shown field : fields) {
        if (field.selector() instanceof TypedExpr.PayloadField payload
            && payload.field().name().equals(name)) {
          shown.add(field);
        }
      }
    }
    return shown;
  }
}

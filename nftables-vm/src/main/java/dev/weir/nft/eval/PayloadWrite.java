package dev.weir.nft.eval;

import dev.weir.nft.ast.Expr.PayloadBase;
import dev.weir.nft.proto.ProtoField;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that {@code ip ttl set 3} writes, and the checksums that follow.
 *
 * <p>Example: {@code ip ttl} is one byte, but because a checksum covers it two are written, the
 * other one ({@code ip protocol}) as it was: {@link #merges()}.
 *
 * @param shift bits behind the field in what is written
 * @param merges whether bits around the field are read first and written back
 * @param checksumType 0 none, 1 the Internet checksum, 2 that of SCTP
 * @param checksumOffset its place in the header
 * @param checksumFlags 1 where the field is in the pseudo header of the transport's checksum
 */
public record PayloadWrite(
    PayloadBase base,
    int offsetBytes,
    int lengthBytes,
    int shift,
    boolean merges,
    int checksumType,
    int checksumOffset,
    int checksumFlags) {
  private static final int INTERNET = 1;
  private static final int SCTP = 2;

  /** The write for a PayloadField or RawPayload. */
  public static PayloadWrite of(TypedExpr target) {
    return switch (target) {
      case TypedExpr.PayloadField field -> of(field.field());
      case TypedExpr.RawPayload raw ->
          of(raw.base(), raw.offsetBits(), raw.lengthBits(), null, false);
      default -> throw new IllegalStateException("not a payload: " + target);
    };
  }

  private static PayloadWrite of(ProtoField field) {
    String header = field.protocol();
    boolean pseudo =
        switch (header + " " + field.name()) {
          case "ip saddr",
              "ip daddr",
              "ip length",
              "ip protocol",
              "ip6 saddr",
              "ip6 daddr",
              "ip6 length",
              "ip6 nexthdr" ->
              true;
          default -> false;
        };
    return of(Headers.base(header), field.offsetBits(), field.lengthBits(), header, pseudo);
  }

  private static PayloadWrite of(
      PayloadBase base, int offsetBits, int lengthBits, @Nullable String header, boolean pseudo) {
    int type = header == null ? 0 : checksumType(header);
    boolean whole = offsetBits % 8 == 0 && lengthBits % 8 == 0;
    int offset = offsetBits / 8;
    int length = (offsetBits % 8 + lengthBits + 7) / 8;
    int shift = 8 * (offset + length) - offsetBits - lengthBits;
    boolean merges = !whole || (type != 0 && length % 2 != 0);
    if (merges && type != 0 && length % 2 != 0) {
      length++;
      if (offset % 2 != 0) {
        offset--;
      } else {
        shift += 8;
      }
    }
    int at = header == null ? 0 : checksumOffset(header);
    return new PayloadWrite(base, offset, length, shift, merges, type, at, pseudo ? 1 : 0);
  }

  private static int checksumType(String header) {
    return header.equals("sctp") ? SCTP : checksumOffset(header) == 0 ? 0 : INTERNET;
  }

  private static int checksumOffset(String header) {
    return switch (header) {
      case "ip" -> 10;
      case "tcp" -> 16;
      case "udp" -> 6;
      case "icmp", "icmpv6", "igmp" -> 2;
      case "sctp" -> 8;
      default -> 0;
    };
  }

  /** The bits that stay, of what is read and written back. */
  public BigInteger keptBits(int fieldBits) {
    BigInteger field = ones(fieldBits).shiftLeft(shift);
    return ones(8 * lengthBytes).andNot(field);
  }

  private static BigInteger ones(int bits) {
    return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
  }
}

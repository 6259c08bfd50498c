package dev.weir.nft.lower;

import dev.weir.nft.eval.Headers;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.proto.ExtensionHeaderField;
import org.jspecify.annotations.Nullable;

/** A prefix that ends on a byte is tested by loading only its bytes. */
final class ShortLoad {
  private ShortLoad() {}

  /** The first {@code bits} bits of a field that begins on a byte, or null for other loads. */
  static @Nullable TypedExpr of(TypedExpr left, int bits) {
    return switch (left) {
      case TypedExpr.PayloadField payload when isWhole(payload.field().offsetBits(), left) ->
          new TypedExpr.RawPayload(
              left.type(),
              Headers.base(payload.field().protocol()),
              payload.field().offsetBits(),
              bits);
      case TypedExpr.RawPayload raw when isWhole(raw.offsetBits(), left) ->
          new TypedExpr.RawPayload(raw.type(), raw.base(), raw.offsetBits(), bits);
      case TypedExpr.ExtensionHeaderLoad header
          when !header.field().isPresence() && isWhole(header.field().offsetBits(), left) -> {
        ExtensionHeaderField field = header.field();
        yield new TypedExpr.ExtensionHeaderLoad(
            new ExtensionHeaderField(
                field.kind(),
                field.header(),
                field.number(),
                field.name(),
                field.type(),
                field.offsetBits(),
                bits));
      }
      default -> null;
    };
  }

  private static boolean isWhole(int offsetBits, TypedExpr load) {
    return offsetBits % 8 == 0 && load.lengthBits() % 8 == 0;
  }
}

package dev.weir.nft.lower;

import dev.weir.nft.ast.Expr.PayloadBase;
import dev.weir.nft.eval.Headers;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.proto.ExtensionHeaderField;

/** Where payload selectors lie in the packet. */
final class Payloads {
  private Payloads() {}

  /**
   * Whole bytes that hold a field.
   *
   * @param shift bits behind the field in its last byte
   */
  record Place(PayloadBase base, int offsetBytes, int lengthBytes, int shift) {}

  static Place of(TypedExpr.PayloadField field) {
    return place(
        Headers.base(field.field().protocol()),
        field.field().offsetBits(),
        field.field().lengthBits());
  }

  static Place of(TypedExpr.RawPayload raw) {
    return place(raw.base(), raw.offsetBits(), raw.lengthBits());
  }

  static Place ofExtensionHeader(ExtensionHeaderField field) {
    return place(PayloadBase.NETWORK, field.offsetBits(), field.lengthBits());
  }

  static Place place(PayloadBase base, int offsetBits, int lengthBits) {
    int first = offsetBits / 8;
    int length = ConstantBytes.bytesFor(offsetBits % 8 + lengthBits);
    return new Place(base, first, length, 8 * (first + length) - offsetBits - lengthBits);
  }
}

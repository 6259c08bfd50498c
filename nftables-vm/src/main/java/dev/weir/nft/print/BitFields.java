package dev.weir.nft.print;

import dev.weir.nft.ast.Expr.BinaryOperator;
import dev.weir.nft.eval.Headers;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.proto.ExtensionHeaderField;
import dev.weir.nft.proto.ProtoField;
import dev.weir.nft.type.Symbols;
import java.util.ArrayList;
import java.util.List;

/**
 * What nft does not recognize again, because bits were masked twice or do not fill bytes.
 *
 * <p>{@code ip6 flowlabel & 7 == 5} is listed as {@code @nh,8,24 & 0x7 == 0x5}, {@code rt type & 7
 * == 2} as {@code rt unknown & 7 == 2} (which nft cannot read), and {@code ip6 flowlabel { 0-9,
 * 1048575 }} as <code>{ 0-9, 1048575-16777215 }</code>: the last interval has no end in the byte
 * code, and nft takes the end of the bytes for it.
 */
final class BitFields {
  private BitFields() {}

  /** Whether a field ends with its last byte, but does not begin with the first. */
  private static boolean endsBytes(ProtoField field) {
    return field.lengthBits() % 8 != 0 && (field.offsetBits() + field.lengthBits()) % 8 == 0;
  }

  private static int wholeBits(ProtoField field) {
    return (field.lengthBits() + 7) / 8 * 8;
  }

  /** Masked bits of such a field as masked bytes; any other expression as it is. */
  static TypedExpr masked(TypedExpr.Binary binary) {
    if (binary.left() instanceof TypedExpr.PayloadField payload
        && binary.operator() == BinaryOperator.AND
        && endsBytes(payload.field())) {
      ProtoField field = payload.field();
      int bits = wholeBits(field);
      int end = field.offsetBits() + field.lengthBits();
      TypedExpr.RawPayload bytes =
          new TypedExpr.RawPayload(RawFields.RAW, Headers.base(field.protocol()), end - bits, bits);
      return new TypedExpr.Binary(binary.operator(), bytes, raw(binary.right(), bits));
    }
    if (binary.left() instanceof TypedExpr.Binary inner) {
      TypedExpr left = masked(inner);
      if (!left.equals(inner)) {
        return new TypedExpr.Binary(
            binary.operator(), left, raw(binary.right(), left.lengthBits()));
      }
    }
    return binary;
  }

  private static TypedExpr raw(TypedExpr value, int bits) {
    return value instanceof TypedExpr.Value constant
        ? new TypedExpr.Value(RawFields.RAW, bits, constant.number())
        : value;
  }

  /** A masked field of an IPv6 extension header has lost its name. */
  static TypedExpr nameless(TypedExpr expr) {
    if (!(expr instanceof TypedExpr.Binary binary)) {
      return expr;
    }
    if (binary.operator() == BinaryOperator.AND
        && binary.left() instanceof TypedExpr.ExtensionHeaderLoad header
        && header.field().kind() == ExtensionHeaderField.Kind.IPV6_EXTENSION_HEADER
        && header.lengthBits() % 8 == 0) {
      return new TypedExpr.Binary(
          binary.operator(),
          new TypedExpr.ExtensionHeaderLoad(header.field().named("unknown")),
          binary.right());
    }
    return new TypedExpr.Binary(binary.operator(), nameless(binary.left()), binary.right());
  }

  /**
   * A rule's own set of intervals; the one that ends with the field's values ends with its bytes'.
   */
  static TypedExpr openEnd(TypedExpr selector, TypedExpr set) {
    if (!(selector instanceof TypedExpr.PayloadField payload)
        || !endsBytes(payload.field())
        || !(set instanceof TypedExpr.AnonymousSet own)
        || !own.set().intervals()) {
      return set;
    }
    int bits = payload.field().lengthBits();
    int whole = wholeBits(payload.field());
    List<TypedSet.Element> elements = new ArrayList<>();
    for (TypedSet.Element element : own.set().elements()) {
      elements.add(element.withKey(open(element.key(), bits, whole)));
    }
    return new TypedExpr.AnonymousSet(own.set().withElements(elements));
  }

  private static TypedExpr open(TypedExpr key, int bits, int whole) {
    TypedExpr.Value high =
        switch (key) {
          case TypedExpr.Value value -> value;
          case TypedExpr.Range range -> range.high();
          default -> null;
        };
    if (high == null || !high.number().equals(Symbols.maximum(bits))) {
      return key;
    }
    TypedExpr.Value low = key instanceof TypedExpr.Range range ? range.low() : high;
    return new TypedExpr.Range(
        new TypedExpr.Value(low.type(), whole, low.number()),
        new TypedExpr.Value(high.type(), whole, Symbols.maximum(whole)));
  }
}

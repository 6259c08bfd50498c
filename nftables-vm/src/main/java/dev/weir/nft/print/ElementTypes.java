package dev.weir.nft.print;

import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.proto.ExtensionHeaderField;
import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Types that elements are shown with where they are not those of the selector.
 *
 * <p>{@code @nh,64,8 { 1, 2 }} is listed with hexadecimal numbers, and {@code exthdr frag { missing
 * }} as {@code { ip }}: nft takes the set's type from the header's first field.
 */
final class ElementTypes {
  private ElementTypes() {}

  /** The right-hand side as shown; {@code written} is the selector before fields were read. */
  static TypedExpr shown(TypedExpr written, TypedExpr left, TypedExpr right) {
    if (!(right instanceof TypedExpr.AnonymousSet own)) {
      return right;
    }
    List<@Nullable DataType> types = types(written);
    for (int i = 0; i < types.size(); i++) {
      TypedExpr part = left instanceof TypedExpr.Concat concat ? concat.parts().get(i) : left;
      boolean port = part.type().equals(DataTypes.INET_SERVICE);
      boolean masked = part instanceof TypedExpr.Binary;
      if (port || masked) {
        types.set(i, null);
      }
    }
    return types.stream().allMatch(type -> type == null)
        ? right
        : new TypedExpr.AnonymousSet(retyped(own.set(), types));
  }

  /** A named set as shown. */
  static TypedSet shown(TypedExpr typeofKey, TypedSet set) {
    return retyped(set, types(typeofKey));
  }

  private static List<@Nullable DataType> types(TypedExpr selector) {
    List<@Nullable DataType> types = new ArrayList<>();
    if (selector instanceof TypedExpr.Concat concat) {
      concat.parts().forEach(part -> types.add(type(part)));
    } else {
      types.add(type(selector));
    }
    return types;
  }

  private static @Nullable DataType type(TypedExpr selector) {
    if (selector instanceof TypedExpr.RawPayload) {
      return DataTypes.BITMASK;
    }
    if (selector instanceof TypedExpr.ExtensionHeaderLoad header && header.field().isPresence()) {
      boolean ip6 = header.field().kind() == ExtensionHeaderField.Kind.IPV6_EXTENSION_HEADER;
      return ip6 ? DataTypes.INET_PROTO : DataTypes.INTEGER;
    }
    return null;
  }

  private static TypedSet retyped(TypedSet set, List<@Nullable DataType> types) {
    List<TypedSet.Element> elements = new ArrayList<>();
    for (TypedSet.Element element : set.elements()) {
      TypedExpr key = element.key();
      if (key instanceof TypedExpr.Concat concat) {
        List<TypedExpr> parts = new ArrayList<>();
        for (int i = 0; i < concat.parts().size(); i++) {
          parts.add(retyped(concat.parts().get(i), types.get(i)));
        }
        key = new TypedExpr.Concat(parts);
      } else {
        key = retyped(key, types.getFirst());
      }
      elements.add(element.withKey(key));
    }
    return set.withElements(elements);
  }

  private static TypedExpr retyped(TypedExpr key, @Nullable DataType type) {
    if (type == null) {
      return key;
    }
    return switch (key) {
      case TypedExpr.Value value -> value(value, type);
      case TypedExpr.Range range ->
          new TypedExpr.Range(value(range.low(), type), value(range.high(), type));
      case TypedExpr.Prefix prefix ->
          new TypedExpr.Prefix(value(prefix.base(), type), prefix.prefixBits());
      default -> key;
    };
  }

  private static TypedExpr.Value value(TypedExpr.Value value, DataType type) {
    return new TypedExpr.Value(type, value.lengthBits(), value.number());
  }
}

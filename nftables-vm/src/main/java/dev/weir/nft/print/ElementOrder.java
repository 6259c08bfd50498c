package dev.weir.nft.print;

import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;
import dev.weir.nft.type.Symbols;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which nft lists the elements of a set.
 *
 * <p>It sorts them by value, and what the value of an element is depends on the bytes it has it in:
 * interfaces and concatenations are compared as if their bytes were one little-endian number, so
 * that the last byte decides first ({@code 10.0.0.1 . 256} is before {@code 10.0.0.1 . 1}).
 * Concatenations with intervals are not sorted at all. The catch-all element is the last.
 *
 * <p>Sets of flags are sorted by the lowest flag of each element only; among equal ones the
 * kernel's order shows: the last added first in a set, and none that can be foretold in a map.
 */
public final class ElementOrder {
  private ElementOrder() {}

  /** The elements in the order of a listing, each once. */
  public static List<TypedSet.Element> sorted(TypedSet set) {
    List<TypedSet.Element> elements = distinct(set);
    TypedSet.Part first = set.keyParts().getFirst();
    if (set.isConcat()) {
      if (!set.intervals()) {
        elements.sort(Comparator.comparing(element -> concatKey(set, element.key())));
      }
    } else if (!Symbols.words(first.type()).isEmpty()
        && DataTypes.isBitmask(first.type())
        && !set.intervals()) {
      List<TypedSet.Element> latestFirst = set.isMap() ? elements : elements.reversed();
      elements = new ArrayList<>(latestFirst);
      elements.sort(Comparator.comparing(element -> lowestFlag(element.key())));
    } else {
      boolean name = isName(first.type()) && !set.intervals();
      elements.sort(Comparator.comparing(element -> key(element.key(), name)));
    }
    moveWildcardToEnd(elements);
    return elements;
  }

  private static boolean isName(DataType type) {
    return type.equals(DataTypes.IFNAME) || type.equals(DataTypes.STRING);
  }

  private static List<TypedSet.Element> distinct(TypedSet set) {
    Map<TypedExpr, TypedSet.Element> first = new LinkedHashMap<>();
    for (TypedSet.Element element : set.elements()) {
      first.putIfAbsent(element.key(), element);
    }
    return new ArrayList<>(first.values());
  }

  private static void moveWildcardToEnd(List<TypedSet.Element> elements) {
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i).key() instanceof TypedExpr.Wildcard) {
        elements.add(elements.remove(i));
        return;
      }
    }
  }

  private static BigInteger key(TypedExpr key, boolean reversed) {
    BigInteger low = low(key);
    return reversed ? littleEndian(bytes(low, key.lengthBits() / 8), 0) : low;
  }

  private static BigInteger low(TypedExpr key) {
    return switch (key) {
      case TypedExpr.Value value -> value.number();
      case TypedExpr.Prefix prefix -> prefix.base().number();
      case TypedExpr.Range range -> range.low().number();
      default -> BigInteger.ZERO;
    };
  }

  private static int lowestFlag(TypedExpr key) {
    int bit = low(key).getLowestSetBit();
    return bit < 0 ? 0 : 1 << bit;
  }

  private static BigInteger concatKey(TypedSet set, TypedExpr key) {
    if (!(key instanceof TypedExpr.Concat concat)) {
      return BigInteger.ZERO;
    }
    List<byte[]> parts = new ArrayList<>();
    int length = 0;
    for (int i = 0; i < concat.parts().size(); i++) {
      TypedSet.Part part = set.keyParts().get(i);
      byte[] bytes = bytes(low(concat.parts().get(i)), (part.lengthBits() + 7) / 8);
      parts.add(part.hostOrder() ? reversed(bytes) : bytes);
      length += bytes.length;
    }
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return littleEndian(all, 0);
  }

  private static BigInteger littleEndian(byte[] bytes, int from) {
    byte[] tail = new byte[bytes.length - from];
    System.arraycopy(bytes, from, tail, 0, tail.length);
    return new BigInteger(1, reversed(tail));
  }

  private static byte[] bytes(BigInteger number, int length) {
    byte[] magnitude = number.toByteArray();
    byte[] out = new byte[length];
    int copied = Math.min(length, magnitude.length);
    System.arraycopy(magnitude, magnitude.length - copied, out, length - copied, copied);
    return out;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] out = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      out[i] = bytes[bytes.length - 1 - i];
    }
    return out;
  }
}

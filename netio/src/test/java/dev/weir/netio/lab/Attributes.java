package dev.weir.netio.lab;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The netlink attributes of a message or of a nested attribute, in their order. */
final class Attributes {
  /** One attribute without its header. */
  @SuppressWarnings("ArrayRecordComponent")
  record Attribute(int type, byte[] value) {
    Attributes nested() {
      return Attributes.parse(value, 0);
    }

    long number() {
      ByteBuffer big = ByteBuffer.wrap(value);
      return value.length == 8 ? big.getLong() : Integer.toUnsignedLong(big.getInt());
    }

    String text() {
      int end = value.length > 0 && value[value.length - 1] == 0 ? value.length - 1 : value.length;
      return new String(value, 0, end, StandardCharsets.UTF_8);
    }
  }

  private static final int TYPE_MASK = 0x3fff;

  private final List<Attribute> all;

  private Attributes(List<Attribute> all) {
    this.all = all;
  }

  static Attributes parse(byte[] data, int from) {
    ByteBuffer buffer = ByteBuffer.wrap(data).order(ByteOrder.nativeOrder());
    List<Attribute> found = new ArrayList<>();
    int at = from;
    while (at + 4 <= data.length) {
      int length = Short.toUnsignedInt(buffer.getShort(at));
      if (length < 4 || at + length > data.length) {
        break;
      }
      int type = buffer.getShort(at + 2) & TYPE_MASK;
      found.add(new Attribute(type, Arrays.copyOfRange(data, at + 4, at + length)));
      at += (length + 3) & ~3;
    }
    return new Attributes(found);
  }

  List<Attribute> all() {
    return all;
  }

  @Nullable Attribute find(int type) {
    for (Attribute a : all) {
      if (a.type() == type) {
        return a;
      }
    }
    return null;
  }

  Attribute get(int type) {
    Attribute found = find(type);
    if (found == null) {
      throw new IllegalStateException("kernel message without attribute " + type);
    }
    return found;
  }

  /** The number of an attribute, or {@code otherwise} where it is missing. */
  long number(int type, long otherwise) {
    Attribute found = find(type);
    return found == null ? otherwise : found.number();
  }
}

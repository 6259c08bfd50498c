package dev.weir.nft.lower;

import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.vm.CtKey;
import dev.weir.nft.vm.MetaKey;
import dev.weir.nft.vm.RegisterBytes;
import dev.weir.nft.vm.Registers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The key of a set element as register words: its lowest and its highest value.
 *
 * @param low the words of the lowest value
 * @param high the words of the highest; equal to {@code low} for a single value
 */
record KeyBytes(int[] low, int[] high) {

  /**
   * How one part of a key lies in its register.
   *
   * @param shift how far values stand above bit 0 (a bit-field that is only masked)
   */
  record Field(int lengthBytes, int shift, boolean hostOrder) {}

  /** The fields a loaded key has when the set is the rule's own. */
  static List<Field> fieldsOf(TypedExpr loaded) {
    if (!(loaded instanceof TypedExpr.Concat concat)) {
      return List.of(fieldOf(loaded));
    }
    List<Field> fields = new ArrayList<>();
    for (TypedExpr part : concat.parts()) {
      Field field = fieldOf(part);
      fields.add(new Field(field.lengthBytes, 0, field.hostOrder));
    }
    return fields;
  }

  /** The fields of a named set, whose bit-fields are shifted down. */
  static List<Field> fieldsOf(List<TypedSet.Part> parts) {
    List<Field> fields = new ArrayList<>();
    for (TypedSet.Part part : parts) {
      fields.add(new Field(ConstantBytes.bytesFor(part.lengthBits()), 0, part.hostOrder()));
    }
    return fields;
  }

  private static Field fieldOf(TypedExpr loaded) {
    return switch (loaded) {
      case TypedExpr.PayloadField field -> fieldOf(Payloads.of(field));
      case TypedExpr.RawPayload raw -> fieldOf(Payloads.of(raw));
      case TypedExpr.MetaLoad meta ->
          new Field(meta.key().lengthBytes(), 0, meta.key().order() == MetaKey.ByteOrder.HOST);
      case TypedExpr.CtLoad ct ->
          new Field(ct.lengthBits() / 8, 0, ct.key().order() == CtKey.Order.HOST);
      case TypedExpr.HashLoad ignored -> new Field(4, 0, true);
      case TypedExpr.SelectorLoad load ->
          new Field(load.selector().lengthBytes(), 0, load.selector().isHostOrder());
      case TypedExpr.ExtensionHeaderLoad header when header.field().isPresence() ->
          new Field(1, 0, false);
      case TypedExpr.ExtensionHeaderLoad header ->
          fieldOf(Payloads.ofExtensionHeader(header.field()));
      case TypedExpr.Binary binary -> {
        Field field = fieldOf(binary.left());
        yield new Field(field.lengthBytes, 0, field.hostOrder);
      }
      default -> throw new IllegalStateException("not a key: " + loaded);
    };
  }

  private static Field fieldOf(Payloads.Place place) {
    return new Field(place.lengthBytes(), place.shift(), false);
  }

  /**
   * The words of an element's key.
   *
   * @param ordered whether host-order fields are stored in network order (interval sets)
   */
  static KeyBytes of(TypedExpr key, List<Field> fields, boolean ordered) {
    List<TypedExpr> parts = key instanceof TypedExpr.Concat concat ? concat.parts() : List.of(key);
    if (parts.size() != fields.size()) {
      throw new IllegalStateException("element " + key + " does not fit " + fields);
    }
    int words = 0;
    for (Field field : fields) {
      words += Registers.wordsFor(field.lengthBytes);
    }
    int[] low = new int[words];
    int[] high = new int[words];
    int at = 0;
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      put(low, at, low(parts.get(i)), field, ordered);
      put(high, at, high(parts.get(i)), field, ordered);
      at += Registers.wordsFor(field.lengthBytes);
    }
    return new KeyBytes(low, high);
  }

  /** The words of one number in a single-field key, as it stands (no shift). */
  static int[] words(BigInteger number, int lengthBytes, boolean hostOrder) {
    return RegisterBytes.words(ConstantBytes.of(number, lengthBytes, hostOrder));
  }

  private static void put(int[] words, int at, BigInteger number, Field field, boolean ordered) {
    int[] part =
        words(number.shiftLeft(field.shift), field.lengthBytes, field.hostOrder && !ordered);
    System.arraycopy(part, 0, words, at, part.length);
  }

  /** The lowest value of a constant. */
  static BigInteger low(TypedExpr constant) {
    return switch (constant) {
      case TypedExpr.Value value -> value.number();
      case TypedExpr.Prefix prefix -> prefix.base().number();
      case TypedExpr.Range range -> range.low().number();
      default -> throw new IllegalStateException("not a constant: " + constant);
    };
  }

  /** The highest value of a constant. */
  static BigInteger high(TypedExpr constant) {
    return switch (constant) {
      case TypedExpr.Value value -> value.number();
      case TypedExpr.Prefix prefix ->
          prefix
              .base()
              .number()
              .or(ConstantBytes.ones(prefix.lengthBits() - prefix.prefixBits(), 0));
      case TypedExpr.Range range -> range.high().number();
      default -> throw new IllegalStateException("not a constant: " + constant);
    };
  }
}

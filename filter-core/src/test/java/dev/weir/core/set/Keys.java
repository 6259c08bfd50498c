package dev.weir.core.set;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;

/** Random keys and arithmetic on them, slow and plain. */
final class Keys {
  private Keys() {}

  static int words(List<Integer> shape) {
    return shape.stream().mapToInt(bytes -> (bytes + 3) / 4).sum();
  }

  static int firstWord(List<Integer> shape, int field) {
    return words(shape.subList(0, field));
  }

  /** A key whose fields lie within {@code spread} of the lowest or highest value, or anywhere. */
  static int[] random(Random random, List<Integer> shape, int spread) {
    int[] key = new int[words(shape)];
    for (int field = 0; field < shape.size(); field++) {
      int bits = 8 * shape.get(field);
      BigInteger value =
          switch (random.nextInt(6)) {
            case 0 -> new BigInteger(bits, random);
            case 1 ->
                BigInteger.ONE
                    .shiftLeft(bits)
                    .subtract(BigInteger.valueOf(1 + random.nextInt(spread)))
                    .max(BigInteger.ZERO);
            default -> BigInteger.valueOf(random.nextInt(spread));
          };
      put(key, shape, field, value);
    }
    return key;
  }

  static BigInteger get(int[] key, List<Integer> shape, int field) {
    BigInteger value = BigInteger.ZERO;
    int first = firstWord(shape, field);
    int count = (shape.get(field) + 3) / 4;
    for (int i = 0; i < count; i++) {
      value = value.shiftLeft(32).or(BigInteger.valueOf(Integer.toUnsignedLong(key[first + i])));
    }
    return value.shiftRight(32 * count - 8 * shape.get(field));
  }

  static void put(int[] key, List<Integer> shape, int field, BigInteger value) {
    int first = firstWord(shape, field);
    int count = (shape.get(field) + 3) / 4;
    BigInteger padded = value.shiftLeft(32 * count - 8 * shape.get(field));
    for (int i = count - 1; i >= 0; i--) {
      key[first + i] = padded.intValue();
      padded = padded.shiftRight(32);
    }
  }

  /** The key with one field raised or lowered by one, wrapping round. */
  static int[] step(int[] key, List<Integer> shape, int field, int by) {
    int[] stepped = key.clone();
    BigInteger modulus = BigInteger.ONE.shiftLeft(8 * shape.get(field));
    put(stepped, shape, field, get(key, shape, field).add(BigInteger.valueOf(by)).mod(modulus));
    return stepped;
  }

  static int[] key(SetElements elements, int element) {
    int[] key = new int[elements.keyWords()];
    for (int word = 0; word < key.length; word++) {
      key[word] = elements.key(element, word);
    }
    return key;
  }

  static int[] end(SetElements elements, int element) {
    int[] key = new int[elements.keyWords()];
    for (int word = 0; word < key.length; word++) {
      key[word] = elements.end(element, word);
    }
    return key;
  }

  static String text(int[] key) {
    StringBuilder text = new StringBuilder();
    for (int word : key) {
      text.append(String.format("%08x ", word));
    }
    return text.toString();
  }
}

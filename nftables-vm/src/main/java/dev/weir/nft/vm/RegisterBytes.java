package dev.weir.nft.vm;

/**
 * A constant as it lies in registers: bytes, filled up to whole words with zeroes.
 *
 * <p>Listings print each word as a little-endian machine reads it: the bytes {@code 00 16} of port
 * 22 are {@code 0x00001600}.
 */
public final class RegisterBytes {
  private RegisterBytes() {}

  /** The words of some bytes, the last one filled up with zero bytes. */
  public static int[] words(byte[] bytes) {
    int[] words = new int[Registers.wordsFor(bytes.length)];
    for (int i = 0; i < bytes.length; i++) {
      words[i >> 2] |= (bytes[i] & 0xff) << (24 - 8 * (i & 3));
    }
    return words;
  }

  /** The first bytes of the words from {@code first} on. */
  public static byte[] bytes(int[] words, int first, int lengthBytes) {
    byte[] bytes = new byte[lengthBytes];
    for (int i = 0; i < lengthBytes; i++) {
      bytes[i] = (byte) (words[first + (i >> 2)] >>> (24 - 8 * (i & 3)));
    }
    return bytes;
  }

  /**
   * The bytes of a 32-bit number in host order, as the mark and other meta values lie in memory.
   */
  public static byte[] host32(int value) {
    return new byte[] {
      (byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)
    };
  }

  /** Words as listings print them, {@code 0x00001600 0x00000000}. */
  public static String dump(int[] words) {
    StringBuilder text = new StringBuilder();
    for (int word : words) {
      text.append(text.isEmpty() ? "0x" : " 0x");
      appendHex(text, word);
    }
    return text.toString();
  }

  /** Appends one word as eight digits, in the order of a little-endian machine. */
  public static void appendHex(StringBuilder text, int word) {
    int host = Integer.reverseBytes(word);
    for (int shift = 28; shift >= 0; shift -= 4) {
      text.append(Character.forDigit(host >>> shift & 0xf, 16));
    }
  }
}

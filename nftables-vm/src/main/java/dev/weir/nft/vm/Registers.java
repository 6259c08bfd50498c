package dev.weir.nft.vm;

import dev.weir.core.verdict.Verdicts;
import java.util.Arrays;

/**
 * The register file of one evaluation: sixteen words of four bytes and the verdict.
 *
 * <p>A word holds four bytes of register memory read as a big-endian number, so packet bytes lie in
 * natural order and comparing words unsigned is comparing bytes. Values the kernel keeps in host
 * order (mark, lengths) are stored as a little-endian machine has them: {@link #storeHost32}. A
 * value whose length is no multiple of four fills its last word up with zero bytes.
 *
 * <p>The kernel shows the same memory under two sets of numbers: 1 to 4 are the 16-byte registers,
 * 8 to 23 the words; listings name the 16-byte register where a word begins one.
 *
 * <p>Registers are not cleared between rules or packets; the verifier refuses programs that read
 * what they did not write. Source: net/netfilter/nf_tables_core.c, struct nft_regs.
 */
public final class Registers {
  /** Number of words. */
  public static final int WORDS = 16;

  /** The bit of the verdict register in the masks of {@link Op#reads} and {@link Op#writes}. */
  public static final int VERDICT_MASK = 1 << WORDS;

  /** The words; ops index it with numbers checked when they were made. */
  public final int[] words = new int[WORDS];

  /** The verdict, packed as {@link Verdicts} says. */
  public int verdict = Verdicts.CONTINUE;

  /** Stores a 32-bit number in host order. */
  public void storeHost32(int word, int value) {
    words[word] = Integer.reverseBytes(value);
  }

  /** Stores a 16-bit number in host order; the rest of the word becomes zero. */
  public void storeHost16(int word, int value) {
    words[word] = (Short.reverseBytes((short) value) & 0xffff) << 16;
  }

  /** Stores one byte; the rest of the word becomes zero. */
  public void storeByte(int word, int value) {
    words[word] = value << 24;
  }

  /** Stores a 16-bit number in network order; the rest of the word becomes zero. */
  public void storeNetwork16(int word, int value) {
    words[word] = value << 16;
  }

  /** Reads a 32-bit number in host order. */
  public int loadHost32(int word) {
    return Integer.reverseBytes(words[word]);
  }

  /** Reads the first byte of a word. */
  public int loadByte(int word) {
    return words[word] >>> 24;
  }

  /** Words that {@code lengthBytes} bytes fill. */
  public static int wordsFor(int lengthBytes) {
    return (lengthBytes + 3) >> 2;
  }

  /** The mask of the words that a value of {@code lengthBytes} bytes at {@code word} covers. */
  public static int mask(int word, int lengthBytes) {
    return ((1 << wordsFor(lengthBytes)) - 1) << word;
  }

  /** The register number that listings print for a word. */
  public static int number(int word) {
    return word % 4 == 0 ? 1 + word / 4 : 8 + word;
  }

  /** The word that a listing's register number (1 to 4, 8 to 23) means, or -1. */
  public static int wordOf(int number) {
    if (number >= 1 && number <= 4) {
      return (number - 1) * 4;
    }
    return number >= 8 && number < 8 + WORDS ? number - 8 : -1;
  }

  /** Checks a register range when an op is made; a failure is a bug of the compiler. */
  public static int checked(int word, int lengthBytes) {
    if (word < 0 || lengthBytes < 1 || word + wordsFor(lengthBytes) > WORDS) {
      throw new IllegalStateException(
          "no register for " + lengthBytes + " bytes at word " + word + " of " + WORDS);
    }
    return word;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(Verdicts.name(verdict));
    for (int word : words) {
      text.append(String.format(" %08x", word));
    }
    return text.toString();
  }

  /** Fills every word, for tests that look for uninitialised reads. */
  public void fill(int value) {
    Arrays.fill(words, value);
  }
}

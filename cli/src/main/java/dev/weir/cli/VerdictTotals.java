package dev.weir.cli;

/**
 * How many packets got which verdict, by the characters of {@code --verdicts}.
 *
 * <p>The order of {@link #CODES} and {@link #WORDS} is that of the result document.
 */
final class VerdictTotals {
  /** Characters of {@code --verdicts}. */
  static final String CODES = "ADKPQLWSI";

  /** Members of {@code verdicts} in the result document, in the order of {@link #CODES}. */
  private static final String[] WORDS = {
    "accept", "drop", "stack", "pre", "held", "local", "forwarded", "stolen", "undecodable"
  };

  private final long[] packets = new long[CODES.length()];
  private long bytes;

  /** Counts one packet of so many bytes on the wire. */
  void add(char code, int lengthBytes) {
    int index = CODES.indexOf(code);
    if (index < 0) {
      throw new IllegalStateException("not a verdict character: " + code);
    }
    packets[index]++;
    bytes += lengthBytes;
  }

  /** Number of kinds of verdict. */
  int kinds() {
    return packets.length;
  }

  /** The result document's word for a character of {@code --verdicts}. */
  static String word(char code) {
    return WORDS[CODES.indexOf(code)];
  }

  String word(int kind) {
    return WORDS[kind];
  }

  long packets(int kind) {
    return packets[kind];
  }

  long totalPackets() {
    long sum = 0;
    for (long count : packets) {
      sum += count;
    }
    return sum;
  }

  /** Bytes on the wire of all packets. */
  long totalBytes() {
    return bytes;
  }
}

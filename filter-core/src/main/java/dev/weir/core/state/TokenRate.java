package dev.weir.core.state;

import java.math.BigInteger;

/**
 * How fast a bucket fills and how much it holds: {@code 10/second burst 5 packets}.
 *
 * <p>Tokens are nanoseconds: a second earns 10^9 of them, whatever the rate; the rate says what a
 * packet or a byte costs.
 *
 * <p>Source: net/netfilter/nft_limit.c (nft_limit_init).
 *
 * @param rate packets or bytes in a unit of time, unsigned
 * @param unitSeconds the unit of time
 * @param burst packets or bytes that may come at once, 0 to 2^32-1; 0 packets mean 5
 * @param ofBytes whether bytes are counted, not packets
 */
public record TokenRate(long rate, long unitSeconds, long burst, boolean ofBytes) {
  /** The burst of a rate of packets that does not name one. */
  public static final int DEFAULT_BURST_PACKETS = 5;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int U64_BITS = 64;

  /** The word of the unit of time in listings. */
  public String unitWord() {
    return unitWord(unitSeconds);
  }

  /** The word of a unit of time, {@code error} where there is none. */
  public static String unitWord(long seconds) {
    return switch ((int) seconds) {
      case 1 -> "second";
      case 60 -> "minute";
      case 3_600 -> "hour";
      case 86_400 -> "day";
      case 604_800 -> "week";
      default -> "error";
    };
  }

  /** Nanoseconds in the unit of time. */
  public long unitNanos() {
    return unitSeconds * NANOS_PER_SECOND;
  }

  /** The burst as it counts: 5 packets where none is given. */
  public long effectiveBurst() {
    return burst == 0 && !ofBytes ? DEFAULT_BURST_PACKETS : burst;
  }

  /** Whether a product of the kernel's does not fit its 64 bits: it refuses such a rate. */
  public boolean overflows() {
    return rate != 0
        && (bits(sum()) > U64_BITS
            || bits(ofBytes ? unit().multiply(sum()) : capacity()) > U64_BITS);
  }

  /**
   * Tokens a full bucket holds, unsigned; only where it does not {@linkplain #overflows overflow}.
   */
  public long capacityTokens() {
    return capacity().longValue();
  }

  private BigInteger capacity() {
    BigInteger perUnit = unsigned(rate);
    return ofBytes
        ? unit().multiply(sum()).divide(perUnit)
        : unit().divide(perUnit).multiply(unsigned(effectiveBurst()));
  }

  private BigInteger sum() {
    return unsigned(rate).add(unsigned(effectiveBurst()));
  }

  private BigInteger unit() {
    return unsigned(unitNanos());
  }

  private static int bits(BigInteger number) {
    return number.bitLength();
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }
}

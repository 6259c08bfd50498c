package dev.weir.netio.pcap;

/**
 * Turns the 64-bit timestamps of one pcapng interface into nanoseconds since 1970.
 *
 * <p>Example: {@code if_tsresol} 6 is microseconds, 9 nanoseconds, 0x94 units of 2^-20 s.
 *
 * <p><i>Meaning:</i> finer units are cut to whole nanoseconds. What lies outside of 1677-2262 is
 * held at the end of the range instead of wrapping around.
 *
 * <p>Source: draft-ietf-opsawg-pcapng section 4.2 (if_tsresol, if_tsoffset).
 */
final class TimestampScale {
  static final TimestampScale MICROSECONDS = new TimestampScale(6, 0);
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long MAX_SECONDS = Long.MAX_VALUE / NANOS_PER_SECOND;

  /** Nanoseconds per unit where a unit is at least one nanosecond, else 0. */
  private final long multiplier;

  /** Units per nanosecond where a unit is less; 0 when a timestamp can never reach one. */
  private final long divisor;

  /** Units are 2^-shift seconds when this is at least 0. */
  private final int shift;

  private final long offsetNanos;

  /** From the options' raw values: the resolution byte and the offset in seconds. */
  TimestampScale(int resolution, long offsetSeconds) {
    int exponent = resolution & 0x7f;
    boolean powerOfTwo = (resolution & 0x80) != 0;
    shift = powerOfTwo ? exponent : -1;
    multiplier = !powerOfTwo && exponent <= 9 ? powerOfTen(9 - exponent) : 0;
    divisor = !powerOfTwo && exponent > 9 && exponent <= 27 ? powerOfTen(exponent - 9) : 0;
    offsetNanos = secondsToNanos(offsetSeconds);
  }

  private static long powerOfTen(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }

  /** True when a unit is less than a microsecond. */
  boolean isFinerThanMicroseconds() {
    return shift >= 0 ? shift >= 20 : multiplier < 1000;
  }

  long toNanos(long units) {
    long nanos = sinceOffset(units);
    long sum = nanos + offsetNanos;
    // saturated: both of one sign and the sum of the other
    return ((nanos ^ sum) & (offsetNanos ^ sum)) < 0 ? saturated(nanos) : sum;
  }

  private long sinceOffset(long units) {
    if (multiplier != 0) {
      return units < 0 || units > Long.MAX_VALUE / multiplier ? Long.MAX_VALUE : units * multiplier;
    }
    if (shift < 0) {
      return divisor == 0 ? 0 : held(Long.divideUnsigned(units, divisor));
    }
    if (shift == 0) {
      return units < 0 ? Long.MAX_VALUE : secondsToNanos(units);
    }
    if (shift >= 64) {
      // below 2^64 units of 2^-shift s: only the upper half of the product can reach a nanosecond
      long high = Math.unsignedMultiplyHigh(units, NANOS_PER_SECOND);
      return shift - 64 > 63 ? 0 : high >>> (shift - 64);
    }
    long fraction = units & ((1L << shift) - 1);
    long high = Math.unsignedMultiplyHigh(fraction, NANOS_PER_SECOND);
    long low = fraction * NANOS_PER_SECOND;
    long seconds = secondsToNanos(units >>> shift);
    long nanos = high << (64 - shift) | low >>> shift;
    return seconds > Long.MAX_VALUE - nanos ? Long.MAX_VALUE : seconds + nanos;
  }

  private static long held(long nanos) {
    return nanos < 0 ? Long.MAX_VALUE : nanos;
  }

  private static long secondsToNanos(long seconds) {
    if (seconds > MAX_SECONDS || seconds < -MAX_SECONDS) {
      return saturated(seconds);
    }
    return seconds * NANOS_PER_SECOND;
  }

  private static long saturated(long sign) {
    return sign < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }
}

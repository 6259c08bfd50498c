package dev.weir.nft.type;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Spans of time in milliseconds: {@code 1h30m} is 5,400,000, a bare number counts seconds.
 *
 * <p>Source: nft(8) "Time type"; listings of nft 1.0.6.
 */
public final class RelativeTime {
  private static final Pattern TEXT =
      Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
  private static final long[] UNIT_MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};
  private static final String[] UNIT_WORDS = {"d", "h", "m", "s", "ms"};
  private static final BigInteger MAX_MILLIS = BigInteger.valueOf(0xffff_ffffL);
  private static final BigInteger SECOND = BigInteger.valueOf(1_000);

  private RelativeTime() {}

  /** The milliseconds of a text. */
  public static Parsed parse(String text) {
    BigInteger seconds = Symbols.numeral(text);
    BigInteger millis = seconds == null ? sum(text) : seconds.multiply(SECOND);
    if (millis.signum() < 0) {
      return Parsed.error("wrong time format");
    }
    return millis.compareTo(MAX_MILLIS) > 0 ? Parsed.error("value too large") : Parsed.of(millis);
  }

  /** The milliseconds of a timeout, which must have a unit; null where it is none. */
  public static @Nullable Long millis(String text) {
    BigInteger millis = sum(text);
    return millis.signum() < 0 || millis.bitLength() >= Long.SIZE ? null : millis.longValue();
  }

  /** As listed. */
  public static String format(long millis) {
    return format(BigInteger.valueOf(millis));
  }

  /** The milliseconds of a text with units, negative where it is none. */
  private static BigInteger sum(String text) {
    Matcher matcher = TEXT.matcher(text);
    BigInteger none = BigInteger.ONE.negate();
    if (text.isEmpty() || text.length() > 40 || !matcher.matches()) {
      return none;
    }
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < UNIT_MILLIS.length; i++) {
      String count = matcher.group(i + 1);
      if (count != null) {
        sum = sum.add(new BigInteger(count).multiply(BigInteger.valueOf(UNIT_MILLIS[i])));
      }
    }
    return sum;
  }

  /** As listed; KERNEL: not the kernel but nft shows nothing for zero. */
  public static String format(BigInteger millis) {
    StringBuilder out = new StringBuilder();
    long rest = millis.longValue();
    for (int i = 0; i < UNIT_MILLIS.length; i++) {
      long count = rest / UNIT_MILLIS[i];
      if (count != 0) {
        out.append(count).append(UNIT_WORDS[i]);
      }
      rest -= count * UNIT_MILLIS[i];
    }
    return out.toString();
  }

  /** As listed in a range: whole seconds. */
  static String formatSeconds(BigInteger millis) {
    return millis.divide(SECOND) + "s";
  }
}

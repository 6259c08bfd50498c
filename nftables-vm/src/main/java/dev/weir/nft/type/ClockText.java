package dev.weir.nft.type;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Points in time and hours of the day as text in the local time zone, as numbers in UTC.
 *
 * <p>{@code 2026-01-01 10:00} is nanoseconds since 1970, {@code 10:00} seconds since midnight. An
 * hour is moved by the zone's distance from UTC now, in summer that of summer, as nft does when it
 * reads and when it lists.
 *
 * <p>Source: nft(8) "META EXPRESSIONS"; behaviour of nft 1.0.6 and strptime(3).
 */
final class ClockText {
  private static final BigInteger SECOND_NANOS = BigInteger.valueOf(1_000_000_000);
  private static final BigInteger ALL_BITS = BigInteger.ONE.shiftLeft(64);
  private static final int DAY_SECONDS = 86_400;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private final String text;
  private int at;

  private ClockText(String text) {
    this.text = text;
  }

  static Parsed parseTime(String text) {
    if (isDecimal(text)) {
      return Parsed.of(new BigInteger(text).multiply(SECOND_NANOS).mod(ALL_BITS));
    }
    LocalDateTime date = new ClockText(text).date();
    if (date == null) {
      return Parsed.error("Cannot parse date");
    }
    long seconds = date.atZone(ZoneId.systemDefault()).toEpochSecond();
    return Parsed.of(BigInteger.valueOf(seconds).multiply(SECOND_NANOS).mod(ALL_BITS));
  }

  static String formatTime(BigInteger nanos) {
    Instant instant = Instant.ofEpochSecond(nanos.divide(SECOND_NANOS).longValue());
    return '"' + DATE.format(instant.atZone(ZoneId.systemDefault())) + '"';
  }

  static Parsed parseHour(String text) {
    if (isDecimal(text)) {
      return Parsed.of(new BigInteger(text));
    }
    ClockText reader = new ClockText(text);
    int seconds = reader.clock(true);
    if (seconds < 0 || reader.at < text.length()) {
      reader.at = 0;
      seconds = reader.clock(false);
    }
    if (seconds >= 0) {
      return reader.at < text.length()
          ? Parsed.error("Can't parse trailing input: \"" + text.substring(reader.at) + "\"")
          : Parsed.of((seconds - zoneSeconds() + DAY_SECONDS) % DAY_SECONDS);
    }
    Parsed span = RelativeTime.parse(text);
    BigInteger millis = span.number();
    return millis == null ? span : Parsed.of(millis.divide(BigInteger.valueOf(1_000)));
  }

  /** KERNEL: not the kernel but nft lists hours before the zone's midnight as huge ones. */
  static String formatHour(BigInteger number) {
    long seconds = ((number.longValue() + zoneSeconds()) % DAY_SECONDS) & 0xffff_ffffL;
    String clock = String.format(Locale.ROOT, "%02d:%02d", seconds / 3_600, seconds / 60 % 60);
    return '"'
        + (seconds % 60 == 0 ? clock : clock + String.format(Locale.ROOT, ":%02d", seconds % 60))
        + '"';
  }

  private static int zoneSeconds() {
    ZoneOffset offset = ZoneId.systemDefault().getRules().getOffset(Instant.now());
    return offset.getTotalSeconds();
  }

  private static boolean isDecimal(String text) {
    return !text.isEmpty()
        && text.length() <= 40
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** A date with or without a time of day; what follows a date and is no time is ignored. */
  private @Nullable LocalDateTime date() {
    int year = number(0, 9999, 4);
    int month = sign('-') ? number(1, 12, 2) : -1;
    int day = month > 0 && sign('-') ? number(1, 31, 2) : -1;
    if (year < 0 || day < 0) {
      return null;
    }
    LocalDateTime start = LocalDateTime.of(year, month, 1, 0, 0).plusDays(day - 1L);
    int behind = at;
    int seconds = clock(true);
    if (seconds < 0 || at < text.length()) {
      at = behind;
      seconds = clock(false);
    }
    return seconds < 0 || at < text.length() ? start : start.plusSeconds(seconds);
  }

  /** Seconds of {@code 10:00:30} or {@code 10:00}, -1 if it is none. */
  private int clock(boolean withSeconds) {
    int hour = number(0, 23, 2);
    int minute = hour >= 0 && sign(':') ? number(0, 59, 2) : -1;
    int second = !withSeconds ? 0 : minute >= 0 && sign(':') ? number(0, 61, 2) : -1;
    return minute < 0 || second < 0 ? -1 : hour * 3_600 + minute * 60 + second;
  }

  private boolean sign(char sign) {
    boolean there = at < text.length() && text.charAt(at) == sign;
    at += there ? 1 : 0;
    return there;
  }

  /** As strptime reads numbers: stops before a digit that cannot fit. */
  private int number(int from, int to, int digits) {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    int value = 0;
    int read = 0;
    while (at < text.length()
        && text.charAt(at) >= '0'
        && text.charAt(at) <= '9'
        && read < digits
        && (read == 0 || value * 10 <= to)) {
      value = value * 10 + text.charAt(at++) - '0';
      read++;
    }
    return read == 0 || value < from || value > to ? -1 : value;
  }
}

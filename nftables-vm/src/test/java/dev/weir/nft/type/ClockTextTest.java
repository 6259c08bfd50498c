package dev.weir.nft.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigInteger;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClockTextTest {
  private final TimeZone before = TimeZone.getDefault();

  @BeforeEach
  void stayInKolkata() {
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata")); // no summer time
  }

  @AfterEach
  void goHome() {
    TimeZone.setDefault(before);
  }

  private static long hour(String text) {
    BigInteger number = ClockText.parseHour(text).number();
    return number == null ? -1 : number.longValue();
  }

  private static long seconds(String text) {
    BigInteger number = ClockText.parseTime(text).number();
    return number == null ? -1 : number.longValue() / 1_000_000_000;
  }

  @Test
  void movesHoursToUtc() {
    assertEquals(16_200, hour("10:00"));
    assertEquals(66_600, hour("00:00"));
    assertEquals(16_230, hour(" 10:00:30"));
    assertEquals(3_600, hour("3600"));
    assertEquals(3_600, hour("1h"));
    assertEquals("\"10:00\"", ClockText.formatHour(BigInteger.valueOf(16_200)));
    assertEquals("\"10:00:30\"", ClockText.formatHour(BigInteger.valueOf(16_230)));
    assertEquals("\"00:00\"", ClockText.formatHour(BigInteger.valueOf(66_600)));
  }

  @Test
  void refusesHoursThatAreNone() {
    assertEquals("wrong time format", ClockText.parseHour("25:00").error());
    assertEquals("wrong time format", ClockText.parseHour("foo").error());
    assertEquals("Can't parse trailing input: \"0\"", ClockText.parseHour("10:60").error());
    assertEquals("Can't parse trailing input: \":99\"", ClockText.parseHour("10:00:99").error());
  }

  @Test
  void movesDatesToUtc() {
    assertEquals(1_767_241_800, seconds("2026-01-01 10:00"));
    assertEquals(1_767_205_800, seconds("2026-01-01"));
    assertEquals(1_767_205_800, seconds("2026-1-1 24:00"));
    assertEquals(1_234_567_890, seconds("1234567890"));
    assertEquals(
        "\"2026-01-01 10:00:00\"",
        ClockText.formatTime(BigInteger.valueOf(1_767_241_800_000_000_000L)));
    assertNull(ClockText.parseTime("2026-13-01").number());
    assertEquals("Cannot parse date", ClockText.parseTime("foo").error());
  }

  @Test
  void goesOnIntoTheNextMonth() {
    assertEquals(seconds("2026-03-02"), seconds("2026-02-30"));
  }
}

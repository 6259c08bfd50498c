package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CountedTest {
  @Test
  void choosesWordsByTheNumber() {
    String text = "{packet was|packets were} dropped with {its frame|their frames}";
    assertEquals("1 packet was dropped with its frame", Counted.of(1, text));
    assertEquals("2 packets were dropped with their frames", Counted.of(2, text));
    assertEquals("0 packets were dropped with their frames", Counted.of(0, text));
  }
}

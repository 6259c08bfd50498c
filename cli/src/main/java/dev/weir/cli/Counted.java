package dev.weir.cli;

import java.util.regex.Pattern;

/**
 * Sentences about a number of things.
 *
 * <p>{@code Counted.of(1, "multicast {packet was|packets were} dropped")} is {@code 1 multicast
 * packet was dropped}.
 */
final class Counted {
  private static final Pattern CHOICE = Pattern.compile("\\{([^|{}]*)\\|([^|{}]*)\\}");

  private Counted() {}

  /** The number and the text, with the left word of each choice for one, the right for others. */
  static String of(long count, String text) {
    return count + " " + CHOICE.matcher(text).replaceAll(count == 1 ? "$1" : "$2");
  }
}

package dev.weir.core.trace;

import dev.weir.core.verdict.Verdicts;
import java.util.List;

/**
 * Why a rule did not match: its first test that failed, in the words of rules.
 *
 * <p>Example: for {@code tcp dport { 80, 443 } accept} and a packet to port 8080 the test is {@code
 * tcp dport { 80, 443 }}, found is {@code 8080 not in set}, and {@code dport were 80 or 443} is
 * what would have let the rule match.
 *
 * @param test the text of the test
 * @param found what the packet had instead
 * @param needs everything that would have to be different for the whole rule to match; empty if
 *     that cannot be said
 * @param distance how much that is: 0 is not known, a port weighs less than an address, an address
 *     less than a protocol
 * @param verdict what the rule decides where it matches, as far as that can be said: {@code
 *     Verdicts.ACCEPT}, DROP, or else CONTINUE
 */
public record Mismatch(String test, String found, List<String> needs, int distance, int verdict) {
  /** Nobody asked why. */
  public static final Mismatch UNASKED = of("", "");

  public Mismatch {
    needs = List.copyOf(needs);
  }

  /** A failed test about which no more is known. */
  public static Mismatch of(String test, String found) {
    return new Mismatch(test, found, List.of(), 0, Verdicts.CONTINUE);
  }
}

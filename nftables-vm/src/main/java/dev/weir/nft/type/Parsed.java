package dev.weir.nft.type;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a word turned out to be: a number, or the reason why it is none.
 *
 * @param number unsigned, or null where there is an error
 * @param error the reason in nft's words, or null
 * @param hint what to write instead, or null
 */
public record Parsed(@Nullable BigInteger number, @Nullable String error, @Nullable String hint) {
  static Parsed of(BigInteger number) {
    return new Parsed(number, null, null);
  }

  static Parsed of(long number) {
    return of(BigInteger.valueOf(number));
  }

  static Parsed error(String error) {
    return new Parsed(null, error, null);
  }

  static Parsed error(String error, @Nullable String hint) {
    return new Parsed(null, error, hint);
  }
}

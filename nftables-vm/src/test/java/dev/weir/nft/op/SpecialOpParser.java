package dev.weir.nft.op;

import dev.weir.nft.selector.FibSelector;
import dev.weir.nft.vm.Op;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the lines of selectors that are neither header fields nor keys back into ops. */
final class SpecialOpParser {
  private SpecialOpParser() {}

  /** {@code fib saddr . iif oif present => reg 1}. */
  static Op fib(List<String> words) {
    Set<FibSelector.Flag> flags = EnumSet.noneOf(FibSelector.Flag.class);
    int at = 1;
    flags.add(FibSelector.Flag.valueOf(upper(words.get(at))));
    while (words.get(at + 1).equals(".")) {
      at += 2;
      flags.add(FibSelector.Flag.valueOf(upper(words.get(at))));
    }
    FibSelector.Result result = FibSelector.Result.valueOf(upper(words.get(at + 1)));
    return new FibOp(
        new FibSelector(flags, result, words.contains("present")),
        OpParser.register(words.getLast()));
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}

package dev.weir.nft.parse;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.selector.FibSelector;
import dev.weir.nft.selector.FibSelector.Flag;
import dev.weir.nft.selector.FibSelector.Result;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * Parses what follows {@code fib}.
 *
 * <pre>
 * flags ("oif" | "oifname" | "type")        flags := flag { "." flag }
 * </pre>
 */
final class FibParser {
  private final ParseContext context;

  FibParser(ParseContext context) {
    this.context = context;
  }

  FibSelector selector() {
    Token first = context.peek();
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    flags.add(flag());
    while (context.accept(TokenKind.DOT)) {
      flags.add(flag());
    }
    SourceSpan span = context.spanFrom(first);
    if (flags.contains(Flag.SADDR) == flags.contains(Flag.DADDR)) {
      throw context.error(
          span,
          flags.contains(Flag.SADDR)
              ? "fib: saddr and daddr are mutually exclusive"
              : "fib: need either saddr or daddr");
    }
    if (flags.contains(Flag.IIF) && flags.contains(Flag.OIF)) {
      throw context.error(span, "fib: iif and oif are mutually exclusive");
    }
    return new FibSelector(flags, result(), false);
  }

  private Flag flag() {
    Token token = context.peek();
    for (Flag flag : Flag.values()) {
      if (token.is(flag.word())) {
        context.next();
        return flag;
      }
    }
    throw context.unexpected();
  }

  private Result result() {
    Token token = context.peek();
    for (Result result : Result.values()) {
      if (token.is(result.word())) {
        context.next();
        return result;
      }
    }
    throw context.unexpected("type", "oif", "oifname");
  }
}

package dev.weir.nft.parse;

import dev.weir.nft.ast.Expr;
import dev.weir.nft.selector.Selector;
import dev.weir.nft.token.Token;
import java.util.Set;

/** Parses the selectors that are neither header fields nor keys, by their first word. */
final class SpecialSelectors {
  private static final Set<String> WORDS = Set.of("fib");

  private final ParseContext context;
  private final FibParser fib;

  SpecialSelectors(ParseContext context) {
    this.context = context;
    fib = new FibParser(context);
  }

  /** Whether a token begins one of them. */
  static boolean begins(Token token) {
    return WORDS.contains(token.text());
  }

  /** A selector; its first word is the next token. */
  Expr selector() {
    Token first = context.next();
    Selector selector =
        switch (first.text()) {
          case "fib" -> fib.selector();
          default -> throw context.notSupported(first.text());
        };
    return new Expr.Selected(context.spanFrom(first), selector);
  }
}

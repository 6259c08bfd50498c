package dev.weir.nft.parse;

import dev.weir.nft.ast.Expr;
import dev.weir.nft.selector.NumgenSelector;
import dev.weir.nft.selector.SymhashSelector;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import org.jspecify.annotations.Nullable;

/**
 * Parses numbers made from nothing or from packets.
 *
 * <pre>
 * "numgen" ("inc" | "random") "mod" N [ "offset" N ]
 * "jhash" concat "mod" N [ "seed" N ] [ "offset" N ]
 * "symhash" "mod" N [ "offset" N ]
 * </pre>
 */
final class GeneratorParser {
  private static final long ALL_BITS = 0xffff_ffffL;

  private final ParseContext context;

  GeneratorParser(ParseContext context) {
    this.context = context;
  }

  /** Behind {@code numgen}. */
  NumgenSelector numgen() {
    boolean random = context.accept("random");
    if (!random && !context.accept("inc")) {
      throw context.unexpected("random", "inc");
    }
    long modulus = modulus();
    return new NumgenSelector(random, modulus, offset());
  }

  /** Behind {@code symhash}. */
  SymhashSelector symhash() {
    long modulus = modulus();
    return new SymhashSelector(modulus, offset());
  }

  /** A hash of selectors; {@code jhash} is the next token. */
  Expr.Hash jhash(ExpressionParser expressions) {
    Token first = context.next();
    Expr key = expressions.concat(context.peek(), false);
    long modulus = modulus();
    @Nullable Long seed = null;
    if (context.accept("seed")) {
      seed = number();
    }
    return new Expr.Hash(context.spanFrom(first), key, modulus, seed, offset());
  }

  private long modulus() {
    if (!context.accept("mod")) {
      throw context.unexpected("mod");
    }
    return number();
  }

  private long offset() {
    return context.accept("offset") ? number() : 0;
  }

  /** A number's lowest 32 bits, as nft keeps it. */
  private long number() {
    return context.expect(TokenKind.NUMBER).number() & ALL_BITS;
  }
}

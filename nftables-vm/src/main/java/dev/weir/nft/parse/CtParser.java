package dev.weir.nft.parse;

import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import dev.weir.nft.vm.CtKey;
import dev.weir.nft.vm.CtKey.Direction;
import dev.weir.nft.vm.ObjectKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses what begins with {@code ct}.
 *
 * <pre>
 * selector  := "ct" key | "ct" ("original" | "reply") directed-key
 * statement := selector "set" value | "ct" "count" ... | ...
 * </pre>
 */
final class CtParser {
  /** Words that give a packet or connection an object of the table. */
  private static final Set<String> OBJECTS = Set.of("helper", "timeout", "expectation");

  private final ParseContext context;

  CtParser(ParseContext context) {
    this.context = context;
  }

  /** A selector; the next token is {@code ct}. */
  Expr.Ct selector() {
    Token first = context.next();
    Direction direction = direction();
    CtKey key = key(direction);
    return new Expr.Ct(context.spanFrom(first), key, direction);
  }

  private Direction direction() {
    if (context.accept("original")) {
      return Direction.ORIGINAL;
    }
    return context.accept("reply") ? Direction.REPLY : Direction.BOTH;
  }

  private CtKey key(Direction direction) {
    Token token = context.peek();
    String word = token.text();
    boolean network = word.equals("ip") || word.equals("ip6");
    if (network && direction != Direction.BOTH) {
      word = word + " " + context.tokens().peek(1).text();
    }
    CtKey key = token.is(TokenKind.WORD) ? CtKey.ofWord(word) : null;
    if (key == null || (direction != Direction.BOTH && !key.takesDirection())) {
      if (token.is("count") || token.is("timeout") || token.is("expectation")) {
        throw context.notSupported(token.span(), "ct " + word);
      }
      throw context.unexpected();
    }
    context.next();
    if (word.indexOf(' ') >= 0) {
      context.next();
    }
    if (!key.isReadable() && !key.isSettable()) {
      throw context.notSupported(token.span(), "ct " + word);
    }
    return key;
  }

  /** {@code ct count [over] N}. */
  private Stmt.ConnLimit count(Token first) {
    context.next();
    context.next();
    boolean over = context.accept("over");
    if (!context.peek().is(TokenKind.NUMBER)) {
      throw over ? context.unexpected("number") : context.unexpected("number", "over");
    }
    // nft keeps 32 bits of it
    long count = context.next().number() & 0xffff_ffffL;
    return new Stmt.ConnLimit(context.spanFrom(first), count, over);
  }

  /** {@code ct KEY set value}, or null if this is a match; the next token is {@code ct}. */
  @Nullable Stmt statement(ExpressionParser expressions) {
    Token first = context.peek();
    Token word = context.tokens().peek(1);
    if (word.is("count")) {
      return count(first);
    }
    int at = 1;
    if (word.is("original") || word.is("reply")) {
      at++;
    }
    if (!context.tokens().peek(at + 1).is("set")) {
      return null;
    }
    if (OBJECTS.contains(word.text())) {
      ObjectKind kind = new ObjectParser(context).kind();
      context.expect("set");
      Expr object = expressions.left();
      return new Stmt.ObjectReference(context.spanFrom(first), kind, object);
    }
    Expr.Ct target = selector();
    context.expect("set");
    Expr value = target.key() == CtKey.EVENT ? expressions.assigned() : expressions.left();
    return new Stmt.CtSet(context.spanFrom(first), target.key(), target.direction(), value);
  }
}

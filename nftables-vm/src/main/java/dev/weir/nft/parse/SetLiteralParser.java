package dev.weir.nft.parse;

import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import dev.weir.nft.type.RelativeTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses <code>{ a, b : c }</code> and {@code @name}. */
final class SetLiteralParser {
  /** What an element may remember; quotas stand in declarations and rules only. */
  private static final Set<String> OF_ELEMENTS = Set.of("counter", "limit", "ct");

  private static final Set<String> STATEFUL = Set.of("counter", "limit", "quota", "ct", "last");

  private final ParseContext context;
  private final ExpressionParser expressions;
  private boolean verdictMap;

  SetLiteralParser(ParseContext context, ExpressionParser expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  Expr literalOrReference() {
    return context.at(TokenKind.AT)
        ? reference()
        : context.at(TokenKind.DOLLAR) ? expressions.variable() : literal();
  }

  Expr.SetReference reference() {
    Token at = context.expect(TokenKind.AT);
    String name = context.identifier().text();
    return new Expr.SetReference(context.spanFrom(at), name);
  }

  /** Behind {@code vmap}: every element must have a verdict. */
  Expr verdictMap() {
    if (!context.at(TokenKind.OPEN_BRACE)) {
      return literalOrReference();
    }
    verdictMap = true;
    try {
      return literal();
    } finally {
      verdictMap = false;
    }
  }

  Expr.SetLiteral literal() {
    return literal(false);
  }

  /** A literal, empty where {@code mayBeEmpty}. */
  Expr.SetLiteral literal(boolean mayBeEmpty) {
    Token open = context.peek();
    if (!open.is(TokenKind.OPEN_BRACE)) {
      throw context.unexpected();
    }
    context.next();
    context.nest();
    context.node(open);
    List<Expr.Element> elements = new ArrayList<>();
    context.skipNewlines();
    while (!(context.at(TokenKind.CLOSE_BRACE) && (mayBeEmpty || !elements.isEmpty()))) {
      elements.add(element());
      context.skipNewlines();
      if (!context.accept(TokenKind.COMMA)) {
        break;
      }
      context.skipNewlines();
    }
    if (!context.at(TokenKind.CLOSE_BRACE)) {
      throw context.unexpected("comma", "'}'");
    }
    context.next();
    context.unnest();
    return new Expr.SetLiteral(context.spanFrom(open), List.copyOf(elements));
  }

  private Expr.Element element() {
    Token first = context.peek();
    context.node(first);
    Expr key = key(first);
    boolean nested = key instanceof Expr.SetLiteral;
    List<Stmt> stateful = nested ? List.of() : stateful(false);
    Options options = nested ? new Options(null, null, null) : options();
    if (verdictMap && !nested && !context.at(TokenKind.COLON)) {
      throw context.unexpected("colon");
    }
    Expr data = context.accept(TokenKind.COLON) ? data() : null;
    return new Expr.Element(
        context.spanFrom(first),
        key,
        data,
        options.comment,
        stateful.isEmpty() && options.timeout == null && options.expires == null
            ? Expr.ElementOptions.NONE
            : new Expr.ElementOptions(options.timeout, options.expires, stateful));
  }

  private Expr key(Token first) {
    if (context.accept(TokenKind.ASTERISK)) {
      return new Expr.Wildcard(first.span());
    }
    return first.is(TokenKind.OPEN_BRACE) ? literal() : expressions.concat(first, true);
  }

  /** What may follow a key. */
  private record Options(
      @Nullable Long timeout, @Nullable Long expires, @Nullable String comment) {}

  private Options options() {
    Long timeout = null;
    Long expires = null;
    String comment = null;
    while (true) {
      Token option = context.peek();
      if (context.accept("timeout")) {
        timeout = time();
      } else if (context.accept("expires")) {
        expires = time();
      } else if (context.accept("comment")) {
        boolean again = comment != null;
        comment = context.string().text();
        if (again) {
          throw context.error(
              context.spanFrom(option),
              "You can only specify this once. This statement is duplicated.");
        }
      } else {
        return new Options(timeout, expires, comment);
      }
    }
  }

  /**
   * A key with its options, as a rule that changes a set has it.
   *
   * @param more whether state and data may stand behind them
   */
  Expr.Element updated(boolean more) {
    Token first = context.peek();
    context.node(first);
    Expr key = expressions.concat(first, false);
    Options options = options();
    if (options.comment != null) {
      throw context.error(key.span(), "Key expression comments are not supported");
    }
    List<Stmt> stateful = more ? stateful(true) : List.of();
    Expr data = more && context.accept(TokenKind.COLON) ? expressions.left() : null;
    return new Expr.Element(
        context.spanFrom(first),
        key,
        data,
        null,
        new Expr.ElementOptions(options.timeout, null, stateful));
  }

  /** Counters, limits, ... that stand here; {@code all} kinds, or only what elements may have. */
  List<Stmt> stateful(boolean all) {
    List<Stmt> statements = new ArrayList<>();
    while (context.peek().is(TokenKind.WORD)
        && (all ? STATEFUL : OF_ELEMENTS).contains(context.peek().text())) {
      if (context.at("ct") && !context.tokens().peek(1).is("count")) {
        break;
      }
      statements.add(new StatementParser(context, expressions).statement());
    }
    return statements;
  }

  /** A span of time in milliseconds: {@code 1h30m}. */
  Long time() {
    Token token = context.expect(TokenKind.WORD);
    Long millis = RelativeTime.millis(token.text());
    if (millis == null) {
      throw context.error(token.span(), "wrong time format");
    }
    return millis;
  }

  private @Nullable Expr data() {
    Token first = context.peek();
    return VerdictParser.isVerdict(first)
        ? new VerdictParser(context, expressions).verdict()
        : expressions.concat(first, true);
  }
}

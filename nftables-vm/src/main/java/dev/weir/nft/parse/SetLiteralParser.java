package dev.weir.nft.parse;

import dev.weir.nft.ast.Expr;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses <code>{ a, b : c }</code> and {@code @name}. */
final class SetLiteralParser {
  private static final Set<String> STATEFUL =
      Set.of("timeout", "expires", "counter", "limit", "quota", "ct", "last");

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
    Expr key = first.is(TokenKind.OPEN_BRACE) ? literal() : expressions.concat(first, true);
    String comment = null;
    while (context.peek().is(TokenKind.WORD)) {
      if (context.accept("comment")) {
        comment = context.string().text();
      } else if (STATEFUL.contains(context.peek().text())) {
        throw context.notSupported(context.peek().text() + " of a set element");
      } else {
        break;
      }
    }
    boolean nested = key instanceof Expr.SetLiteral;
    if (verdictMap && !nested && !context.at(TokenKind.COLON)) {
      throw context.unexpected("colon");
    }
    Expr data = context.accept(TokenKind.COLON) ? data() : null;
    return new Expr.Element(context.spanFrom(first), key, data, comment);
  }

  private @Nullable Expr data() {
    Token first = context.peek();
    return VerdictParser.isVerdict(first)
        ? new VerdictParser(context, expressions).verdict()
        : expressions.concat(first, true);
  }
}

package dev.weir.nft.parse;

import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.ast.Stmt.SetOperation;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import java.util.List;

/**
 * Parses statements that change a set.
 *
 * <pre>
 * statement := op "@" name "{" key options stateful* [":" data] "}"
 *            | "set" op key options "@" name
 *            | ("meter" | "flow" "table") name ["size" number] "{" key options statement "}"
 * op        := "add" | "update" | "delete"
 * </pre>
 */
final class SetStatementParser {
  private final ParseContext context;
  private final ExpressionParser expressions;

  SetStatementParser(ParseContext context, ExpressionParser expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  /** Whether such a statement begins here. */
  static boolean begins(Token first, Token second) {
    return switch (first.text()) {
      case "add", "update", "delete", "set", "meter" -> true;
      case "flow" -> second.is("table");
      default -> false;
    };
  }

  Stmt.SetUpdate statement() {
    Token first = context.peek();
    if (first.is("meter") || first.is("flow")) {
      return meter();
    }
    boolean old = context.accept("set");
    SetOperation operation =
        switch (context.peek().text()) {
          case "add" -> SetOperation.ADD;
          case "update" -> SetOperation.UPDATE;
          case "delete" -> SetOperation.DELETE;
          default -> throw context.unexpected("add", "update", "delete");
        };
    context.next();
    Expr.Element element;
    Expr.SetReference set;
    if (old) {
      element = expressions.sets().updated(false);
      if (!context.at(TokenKind.AT)) {
        throw context.unexpected("@", "'$'");
      }
      set = expressions.sets().reference();
    } else {
      set = expressions.sets().reference();
      context.expect(TokenKind.OPEN_BRACE);
      element = expressions.sets().updated(true);
      if (!context.accept(TokenKind.CLOSE_BRACE)) {
        throw context.unexpected();
      }
    }
    return new Stmt.SetUpdate(context.spanFrom(first), operation, set, element, false, null);
  }

  private Stmt.SetUpdate meter() {
    Token first = context.next();
    if (first.is("flow")) {
      context.expect("table");
    }
    Token word = context.peek();
    String name = context.identifier().text();
    Long size = context.accept("size") ? context.expect(TokenKind.NUMBER).number() : null;
    context.expect(TokenKind.OPEN_BRACE);
    Expr.Element key = expressions.sets().updated(false);
    Stmt statement = new StatementParser(context, expressions).statement();
    if (!context.at(TokenKind.CLOSE_BRACE)) {
      throw context.unexpected("'}'");
    }
    context.next();
    Expr.ElementOptions options = key.options();
    Expr.Element element =
        new Expr.Element(
            key.span(),
            key.key(),
            null,
            null,
            new Expr.ElementOptions(options.timeoutMillis(), null, List.of(statement)));
    return new Stmt.SetUpdate(
        context.spanFrom(first),
        options.timeoutMillis() == null ? SetOperation.ADD : SetOperation.UPDATE,
        new Expr.SetReference(word.span(), name),
        element,
        true,
        size);
  }
}

package dev.weir.nft.parse;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.diag.SourceText;
import dev.weir.nft.ast.Cmd.Name;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What may stand in every block: {@code include}, {@code define}, {@code redefine}, ... */
final class CommonParser {
  private static final int MAX_INCLUDE_DEPTH = 16;

  private final ParseContext context;
  private final ExpressionParser expressions;

  CommonParser(ParseContext context, ExpressionParser expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  /** Parses one such statement; false if the next token does not begin one. */
  boolean statement() {
    Token first = context.peek();
    if (!first.is(TokenKind.WORD)) {
      return false;
    }
    switch (first.text()) {
      case "include" -> include();
      case "define" -> define(false);
      case "redefine" -> define(true);
      case "undefine" -> undefine();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void include() {
    Token first = context.next();
    Token name = context.expect(TokenKind.QUOTED);
    context.expectSeparator();
    // As in nft, the newline belongs to the statement.
    SourceSpan span = context.spanFrom(first);
    try {
      List<String> found = context.files.resolve(name.text());
      if (found.isEmpty() && !RuleFiles.isPattern(name.text())) {
        throw context.error(span, "File not found: " + name.text());
      }
      for (String file : found.reversed()) {
        if (Files.isDirectory(Path.of(file))) {
          continue;
        }
        if (context.tokens().depth() >= MAX_INCLUDE_DEPTH) {
          throw context.fatal(span, "Include nested too deeply, max 16 levels");
        }
        SourceText text = context.files.read(file, Path.of(file), span);
        context.tokens().include(text);
      }
    } catch (RuleFiles.Unreadable e) {
      throw context.fatal(span, String.valueOf(e.getMessage()));
    }
  }

  private void define(boolean again) {
    Token first = context.next();
    Name name = context.identifier();
    context.expect(TokenKind.ASSIGN);
    Scope.Variable value = context.measure(this::value);
    if (!context.atSeparator()) {
      throw context.unexpected("newline", "semicolon");
    }
    SourceSpan span = name.span().source() == first.source() ? name.span() : first.span();
    if (again) {
      context.scope().redefine(name.text(), value);
    } else if (!context.scope().define(name.text(), value)) {
      throw context.error(span, "redefinition of symbol '" + name.text() + "'");
    }
    context.next();
  }

  private Expr value() {
    Token first = context.peek();
    if (first.is(TokenKind.OPEN_BRACE)) {
      return expressions.sets().literal(true);
    }
    if (first.is(TokenKind.DASH)) {
      context.next();
      Token number = context.expect(TokenKind.NUMBER);
      return new Expr.Number(context.spanFrom(first), -number.number());
    }
    return expressions.right();
  }

  private void undefine() {
    context.next();
    Name name = context.identifier();
    context.expectSeparator();
    // nft 1.0.6 says nothing where there is no such variable.
    context.scope().undefine(name.text());
  }
}

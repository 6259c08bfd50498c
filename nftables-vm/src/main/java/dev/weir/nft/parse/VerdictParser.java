package dev.weir.nft.parse;

import dev.weir.nft.ast.Cmd.Name;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Expr.VerdictKind;
import dev.weir.nft.token.ReservedWords;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import org.jspecify.annotations.Nullable;

/** Parses {@code accept}, {@code jump chain}, ... */
final class VerdictParser {
  private final ParseContext context;
  private final ExpressionParser expressions;

  VerdictParser(ParseContext context, ExpressionParser expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  static boolean isVerdict(Token token) {
    return token.is(TokenKind.WORD) && kindOf(token.text()) != null;
  }

  static @Nullable VerdictKind kindOf(String word) {
    return switch (word) {
      case "accept" -> VerdictKind.ACCEPT;
      case "drop" -> VerdictKind.DROP;
      case "continue" -> VerdictKind.CONTINUE;
      case "return" -> VerdictKind.RETURN;
      case "jump" -> VerdictKind.JUMP;
      case "goto" -> VerdictKind.GOTO;
      default -> null;
    };
  }

  Expr.VerdictExpr verdict() {
    Token first = context.next();
    VerdictKind kind = kindOf(first.text());
    if (kind == null) {
      throw new IllegalStateException("not a verdict: " + first.text());
    }
    Expr chain = kind == VerdictKind.JUMP || kind == VerdictKind.GOTO ? chain() : null;
    return new Expr.VerdictExpr(context.spanFrom(first), kind, chain);
  }

  private Expr chain() {
    if (context.at(TokenKind.OPEN_BRACE)) {
      throw context.unexpected("string", "'$'");
    }
    if (context.at(TokenKind.DOLLAR)) {
      return expressions.variable();
    }
    Token word = context.peek();
    if (!word.is(TokenKind.WORD) || ReservedWords.isReserved(word.text())) {
      throw context.unexpected("'{'");
    }
    Name name = context.identifier();
    return new Expr.Symbol(name.span(), name.text());
  }
}

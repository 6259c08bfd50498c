package dev.weir.nft.parse;

import dev.weir.nft.ast.Cmd;
import dev.weir.nft.ast.Expr.VerdictKind;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import java.util.ArrayList;
import java.util.List;

/** Parses <code>jump { rule; rule; }</code>; rules end with a line or a semicolon, each. */
final class AnonymousChainParser {
  private final ParseContext context;
  private final StatementParser statements;

  AnonymousChainParser(ParseContext context, StatementParser statements) {
    this.context = context;
    this.statements = statements;
  }

  Stmt.AnonymousChain statement() {
    Token first = context.next();
    context.expect(TokenKind.OPEN_BRACE);
    context.nest();
    List<Cmd.Rule> rules = new ArrayList<>();
    RuleParser parser = new RuleParser(context, statements);
    while (true) {
      context.skipSeparators();
      if (context.accept(TokenKind.CLOSE_BRACE)) {
        break;
      }
      rules.add(parser.rule());
      context.expectSeparator();
    }
    context.unnest();
    VerdictKind kind = first.is("jump") ? VerdictKind.JUMP : VerdictKind.GOTO;
    return new Stmt.AnonymousChain(context.spanFrom(first), kind, "", rules);
  }
}

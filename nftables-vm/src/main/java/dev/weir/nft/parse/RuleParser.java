package dev.weir.nft.parse;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.ast.Cmd;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.token.Token;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Parses a rule: statements and a comment. The rule's span is that of its statements. */
final class RuleParser {
  private static final int MAX_COMMENT_BYTES = 128;

  private final ParseContext context;
  private final StatementParser statements;

  RuleParser(ParseContext context, ExpressionParser expressions) {
    this.context = context;
    this.statements = new StatementParser(context, expressions);
  }

  Cmd.Rule rule() {
    Token first = context.peek();
    List<Stmt> parsed = statements.statements();
    SourceSpan span = context.spanFrom(first);
    String comment = context.at("comment") ? comment(context) : null;
    return new Cmd.Rule(span, parsed, comment);
  }

  /** {@code comment "text"}. */
  static String comment(ParseContext context) {
    context.expect("comment");
    Token text = context.string();
    if (text.text().getBytes(StandardCharsets.UTF_8).length > MAX_COMMENT_BYTES) {
      throw context.error(text.span(), "comment too long, 128 characters maximum allowed");
    }
    return text.text();
  }
}

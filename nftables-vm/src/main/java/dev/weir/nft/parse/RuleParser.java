package dev.weir.nft.parse;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.ast.Cmd;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.token.Token;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses a rule: statements and a comment. The rule's span is that of its statements. */
final class RuleParser {
  private static final int MAX_COMMENT_BYTES = 128;

  private final ParseContext context;
  private final StatementParser statements;

  RuleParser(ParseContext context, ExpressionParser expressions) {
    this(context, new StatementParser(context, expressions));
  }

  RuleParser(ParseContext context, StatementParser statements) {
    this.context = context;
    this.statements = statements;
  }

  Cmd.Rule rule() {
    Token first = context.peek();
    context.command(first);
    List<Stmt> parsed = statements.statements();
    SourceSpan span = context.spanFrom(first);
    String comment = context.at("comment") ? comment(context) : null;
    return new Cmd.Rule(span, parsed, comment);
  }

  /** {@code comment "text"} where there may be only one. */
  static String comment(ParseContext context, @Nullable String before) {
    Token first = context.peek();
    String comment = comment(context);
    if (before != null) {
      throw context.error(
          context.spanFrom(first), "You can only specify this once. This statement is duplicated.");
    }
    return comment;
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

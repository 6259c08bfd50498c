package dev.weir.nft.parse;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.ast.Cmd.Devices;
import dev.weir.nft.ast.Cmd.Name;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.token.ReservedWords;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses what a base chain is bound to: {@code device lo}, <code>devices = { lo, eth0 }</code>.
 *
 * <p>As in newer versions of nft a line may end behind a comma.
 */
final class DevicesParser {
  private final ParseContext context;
  private final ExpressionParser expressions;

  DevicesParser(ParseContext context, ExpressionParser expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  /** The devices that stand next, or null. */
  @Nullable Devices parse() {
    Token first = context.peek();
    List<Name> names = new ArrayList<>();
    if (context.accept("device")) {
      if (context.at(TokenKind.WILDCARD_WORD)) {
        throw context.notSupported("wildcard device");
      }
      one(names, "string", "quoted string", "string with a trailing asterisk", "'$'");
    } else if (context.accept("devices")) {
      context.expect(TokenKind.ASSIGN);
      if (context.at(TokenKind.DOLLAR)) {
        variable(names);
      } else if (context.at(TokenKind.OPEN_BRACE)) {
        list(names);
      } else {
        throw context.unexpected("'{'", "'$'");
      }
    } else {
      return null;
    }
    return new Devices(context.spanFrom(first), names);
  }

  private void list(List<Name> names) {
    context.next();
    context.skipNewlines();
    do {
      one(names, "string", "quoted string", "'$'");
      context.skipNewlines();
      if (!context.accept(TokenKind.COMMA)) {
        break;
      }
      context.skipNewlines();
    } while (!context.at(TokenKind.CLOSE_BRACE));
    if (!context.at(TokenKind.CLOSE_BRACE)) {
      throw context.unexpected("comma", "'}'");
    }
    context.next();
  }

  private void one(List<Name> names, String... expected) {
    Token name = context.peek();
    boolean word = name.is(TokenKind.WORD) && !ReservedWords.isReserved(name.text());
    if (name.is(TokenKind.DOLLAR)) {
      variable(names);
    } else if (word || name.is(TokenKind.QUOTED)) {
      context.next();
      names.add(new Name(name.span(), name.text()));
    } else {
      throw context.unexpected(expected);
    }
  }

  private void variable(List<Name> names) {
    Token first = context.peek();
    Expr value = expressions.variable();
    add(names, value, context.spanFrom(first));
  }

  private void add(List<Name> names, Expr value, SourceSpan span) {
    switch (value) {
      case Expr.Symbol symbol -> names.add(new Name(span, symbol.text()));
      case Expr.Text text -> names.add(new Name(span, text.text()));
      case Expr.Number number -> names.add(new Name(span, Long.toUnsignedString(number.value())));
      case Expr.SetLiteral literal -> literal.elements().forEach(e -> add(names, e.key(), span));
      default -> throw context.error(span, "not a device name");
    }
  }
}

package dev.weir.nft.parse;

import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.proto.ExtensionHeaderField;
import dev.weir.nft.proto.ExtensionHeaderField.Kind;
import dev.weir.nft.proto.ExtensionHeaders;
import dev.weir.nft.proto.Protocols;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import dev.weir.nft.type.DataTypes;

/**
 * Parses statements that write to headers.
 *
 * <pre>
 * write := payload "set" value | tcp-option "set" value | "reset" "tcp" "option" (name | number)
 * </pre>
 */
final class HeaderWriteParser {
  private final ParseContext context;
  private final ExpressionParser expressions;

  HeaderWriteParser(ParseContext context, ExpressionParser expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  /** Behind a selector; the next token is {@code set}. */
  Stmt write(Token first, Expr target) {
    boolean payload = target instanceof Expr.Payload || target instanceof Expr.RawPayload;
    if (!payload && !(target instanceof Expr.ExtensionHeader)) {
      throw context.notSupported(context.spanFrom(first), "set");
    }
    if (target instanceof Expr.ExtensionHeader header
        && header.field().kind() == Kind.IPV6_EXTENSION_HEADER) {
      throw context.unexpected();
    }
    context.next();
    if (expressions.selectors().isExtensionHeader(context.peek())) {
      throw context.unexpected(); // nft reads no extension header here
    }
    Expr value = isEtherType(target) ? etherType() : expressions.assigned();
    return target instanceof Expr.ExtensionHeader option
        ? new Stmt.ExtensionHeaderSet(context.spanFrom(first), option, value)
        : new Stmt.PayloadSet(context.spanFrom(first), target, value);
  }

  private static boolean isEtherType(Expr target) {
    return target instanceof Expr.Payload payload
        && payload.field().type().equals(DataTypes.ETHER_TYPE);
  }

  /** {@code ip} alone is the type of IP packets, in front of a field it is their header. */
  private Expr etherType() {
    Token word = context.peek();
    Token next = context.tokens().peek(1);
    boolean field = Protocols.field(word.text(), next.text()) != null || next.is("option");
    if (Protocols.of(word.text()) == null || field) {
      return expressions.assigned();
    }
    context.next();
    return new Expr.Symbol(word.span(), word.text());
  }

  /** {@code reset tcp option NAME}. */
  Stmt.TcpOptionReset reset() {
    Token first = context.next();
    context.expect("tcp");
    context.expect("option");
    Token option = context.peek();
    if (option.is(TokenKind.NUMBER)) {
      int number = expressions.selectors().optionNumber(context.next());
      return new Stmt.TcpOptionReset(context.spanFrom(first), number);
    }
    String name = option.is("sack-permitted") ? "sack-perm" : option.text();
    ExtensionHeaderField row =
        option.is(TokenKind.WORD) ? ExtensionHeaders.field(Kind.TCP_OPTION, name, "") : null;
    if (row == null) {
      if (option.is("mptcp")) {
        throw context.notSupported(option.span(), "tcp option mptcp");
      }
      throw context.unexpected();
    }
    context.next();
    return new Stmt.TcpOptionReset(context.spanFrom(first), row.number());
  }
}

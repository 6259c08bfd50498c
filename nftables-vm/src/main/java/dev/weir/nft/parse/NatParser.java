package dev.weir.nft.parse;

import dev.weir.core.hook.Family;
import dev.weir.core.nat.NatRange;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.ast.Stmt.NatForm;
import dev.weir.nft.ast.Stmt.NatKind;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import org.jspecify.annotations.Nullable;

/**
 * Parses NAT statements. Their span is their first word, as in nft's messages.
 *
 * <pre>
 * nat        := ("snat" | "dnat") target { flags }
 * target     := [ family ] [ form ] [ "to" ] address [ ":" port ] | [ "to" ] ":" port
 * form       := "addr" "." "port" | "interval" | "prefix"
 * masquerade := "masquerade" [ "to" ":" port ] [ flags ]
 * redirect   := "redirect" [ "to" [ ":" ] port ] [ flags ]
 * flags      := flag { "," flag }       flag := "random" | "fully-random" | "persistent"
 * </pre>
 */
final class NatParser {
  private final ParseContext context;
  private final ExpressionParser expressions;

  NatParser(ParseContext context, ExpressionParser expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  /** The statement that begins with the next token, or null if that begins another. */
  @Nullable Stmt statement() {
    return switch (context.peek().text()) {
      case "snat" -> nat(NatKind.SNAT);
      case "dnat" -> nat(NatKind.DNAT);
      case "masquerade" -> masquerade();
      case "redirect" -> redirect();
      default -> null;
    };
  }

  private Stmt nat(NatKind kind) {
    Token first = context.next();
    Family family = family();
    NatForm form = form(family != null);
    boolean to = context.accept("to");
    if (!to && (family != null || form != NatForm.PLAIN)) {
      throw context.unexpected("to");
    }
    Expr address = context.at(TokenKind.COLON) ? null : expressions.left();
    boolean portToo = form == NatForm.PLAIN && context.accept(TokenKind.COLON);
    Expr port = portToo ? expressions.left() : null;
    int flags = 0;
    while (flag(context.peek()) != 0) {
      flags = flags();
    }
    return new Stmt.Nat(first.span(), kind, family, form, address, port, flags);
  }

  /** {@code ip} or {@code ip6}, unless it begins a selector. */
  private @Nullable Family family() {
    Token word = context.peek();
    Family family = word.is("ip") ? Family.IPV4 : word.is("ip6") ? Family.IPV6 : null;
    Token next = context.tokens().peek(1);
    boolean begins = next.is("to") || next.is("addr") || next.is("interval") || next.is("prefix");
    if (family == null || !begins) {
      return null;
    }
    context.next();
    return family;
  }

  private NatForm form(boolean behindFamily) {
    if (behindFamily && context.accept("addr")) {
      context.expect(TokenKind.DOT);
      context.expect("port");
      return NatForm.ADDRESS_AND_PORT;
    }
    if (context.accept("interval")) {
      return NatForm.INTERVAL;
    }
    return context.accept("prefix") ? NatForm.PREFIX : NatForm.PLAIN;
  }

  private Stmt masquerade() {
    Token first = context.next();
    Expr port = null;
    if (context.accept("to")) {
      context.expect(TokenKind.COLON);
      port = expressions.left();
    }
    return own(first, NatKind.MASQUERADE, port);
  }

  private Stmt redirect() {
    Token first = context.next();
    Expr port = null;
    if (context.accept("to")) {
      context.accept(TokenKind.COLON);
      port = expressions.left();
    }
    return own(first, NatKind.REDIRECT, port);
  }

  private Stmt own(Token first, NatKind kind, @Nullable Expr port) {
    int flags = flag(context.peek()) != 0 ? flags() : 0;
    return new Stmt.Nat(first.span(), kind, null, NatForm.PLAIN, null, port, flags);
  }

  private int flags() {
    int flags = 0;
    do {
      int flag = flag(context.peek());
      if (flag == 0) {
        throw context.unexpected("random", "fully-random", "persistent");
      }
      context.next();
      flags |= flag;
    } while (context.accept(TokenKind.COMMA));
    return flags;
  }

  private static int flag(Token token) {
    return switch (token.is(TokenKind.WORD) ? token.text() : "") {
      case "random" -> NatRange.PROTO_RANDOM;
      case "fully-random" -> NatRange.PROTO_RANDOM_FULLY;
      case "persistent" -> NatRange.PERSISTENT;
      default -> 0;
    };
  }
}

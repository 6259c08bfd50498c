package dev.weir.nft.parse;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.ast.ActionStmt;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import org.jspecify.annotations.Nullable;

/**
 * Parses the statements that hand packets to somebody else.
 *
 * <pre>
 * queue    := "queue" { flags | "num" number } | "queue" [ "flags" flags ] "to" number-or-map
 * dup      := "dup" "to" value [ "device" value ]
 * fwd      := "fwd" "to" value | "fwd" ("ip" | "ip6") "to" value "device" value
 * tproxy   := "tproxy" [ "ip" | "ip6" ] "to" ( value [ ":" value ] | ":" value )
 * synproxy := "synproxy" { "mss" n | "wscale" n | "timestamp" | "sack-perm" }
 * flow     := "flow" ( "add" | "offload" ) "@" name
 * </pre>
 */
final class ActionParser {
  private final ParseContext context;
  private final ExpressionParser expressions;
  private boolean bypass;
  private boolean fanout;

  ActionParser(ParseContext context, ExpressionParser expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  /** The statement that begins with the next token, or null if that begins another. */
  @Nullable Stmt statement() {
    return switch (context.peek().text()) {
      case "queue" -> queue();
      case "dup" -> dup();
      case "fwd" -> fwd();
      case "tproxy" -> tproxy();
      case "synproxy" -> synproxy();
      case "flow" -> flow();
      default -> null;
    };
  }

  private Stmt whole(Token first, ActionStmt action) {
    return new Stmt.Action(context.spanFrom(first), action);
  }

  // ---- queue ----

  private Stmt queue() {
    Token first = context.next();
    bypass = false;
    fanout = false;
    if (context.accept("flags")) {
      queueFlags();
      if (!context.at("to") && !context.at("num")) {
        throw context.unexpected("comma", "to", "num");
      }
      Token before = context.next();
      Expr number = before.is("to") ? queueChoice() : queueNumber(context.peek());
      return whole(first, new ActionStmt.Queue(number, bypass, fanout));
    }
    if (context.accept("to")) {
      return whole(first, new ActionStmt.Queue(queueChoice(), bypass, fanout));
    }
    Expr number = null;
    while (context.at("num") || isQueueFlag(context.peek())) {
      Token word = context.peek();
      if (context.accept("num")) {
        number = queueNumber(word);
      } else {
        queueFlags();
      }
    }
    return new Stmt.Action(first.span(), new ActionStmt.Queue(number, bypass, fanout));
  }

  private static boolean isQueueFlag(Token token) {
    return token.is("bypass") || token.is("fanout");
  }

  private void queueFlags() {
    do {
      Token flag = context.peek();
      if (!isQueueFlag(flag)) {
        throw context.unexpected("bypass", "fanout");
      }
      context.next();
      bypass |= flag.is("bypass");
      fanout |= flag.is("fanout");
    } while (context.accept(TokenKind.COMMA));
  }

  /** Behind {@code to}: a number, a range, or a map. */
  private Expr queueChoice() {
    Token first = context.peek();
    if (first.is(TokenKind.NUMBER) || first.is(TokenKind.DOLLAR)) {
      return queueNumber(first);
    }
    if (!first.is(TokenKind.WORD)) {
      throw context.unexpected();
    }
    Expr choice = expressions.left();
    switch (choice) {
      case Expr.Payload ignored -> throw context.unexpected(".", "map");
      case Expr.Meta ignored -> throw context.unexpected(".", "map");
      case Expr.Ct ignored -> throw context.unexpected(".", "map");
      default -> {
        return choice;
      }
    }
  }

  /** A number or a range; with {@code num} nft's messages point at that word too. */
  private Expr queueNumber(Token first) {
    Token token = context.peek();
    if (!token.is(TokenKind.NUMBER) && !token.is(TokenKind.DOLLAR)) {
      throw context.unexpected("number", "'$'");
    }
    Expr low = queueEnd(first);
    if (!context.accept(TokenKind.DASH)) {
      return low;
    }
    Expr high = queueEnd(context.peek());
    return new Expr.Range(context.spanFrom(first), low, high);
  }

  private Expr queueEnd(Token first) {
    if (context.at(TokenKind.DOLLAR)) {
      return expressions.variable();
    }
    long number = context.expect(TokenKind.NUMBER).number();
    return new Expr.Number(context.spanFrom(first), number);
  }

  // ---- dup, fwd, tproxy ----

  private Stmt dup() {
    Token first = context.next();
    context.expect("to");
    Expr to = expressions.left();
    Expr device = context.accept("device") ? expressions.left() : null;
    return whole(first, new ActionStmt.Dup(to, device));
  }

  private Stmt fwd() {
    Token first = context.next();
    String network = network();
    context.expect("to");
    Expr to = expressions.left();
    if (network == null) {
      return whole(first, new ActionStmt.Fwd(null, null, to));
    }
    context.expect("device");
    return whole(first, new ActionStmt.Fwd(network, to, expressions.left()));
  }

  private @Nullable String network() {
    if (context.at("ip") || context.at("ip6")) {
      return context.next().text();
    }
    return null;
  }

  private Stmt tproxy() {
    Token first = context.next();
    String network = network();
    context.expect("to");
    Expr address = context.at(TokenKind.COLON) ? null : ranged();
    Expr port = context.accept(TokenKind.COLON) ? ranged() : null;
    return whole(first, new ActionStmt.Tproxy(network, address, port));
  }

  /** A value; that ranges are not allowed is not for the parser to say. */
  private Expr ranged() {
    Token first = context.peek();
    Expr low = expressions.left();
    return context.accept(TokenKind.DASH)
        ? new Expr.Range(context.spanFrom(first), low, expressions.left())
        : low;
  }

  // ---- synproxy, flow ----

  private Stmt synproxy() {
    Token first = context.next();
    Integer mss = null;
    Integer scale = null;
    boolean timestamp = false;
    boolean selective = false;
    for (boolean more = true; more; ) {
      if (context.accept("mss")) {
        // KERNEL: a 16-bit attribute; nft cuts larger numbers off without a word.
        mss = (int) (context.expect(TokenKind.NUMBER).number() & 0xffff);
      } else if (context.accept("wscale")) {
        scale = (int) (context.expect(TokenKind.NUMBER).number() & 0xff);
      } else if (context.accept("timestamp")) {
        timestamp = true;
      } else if (context.accept("sack-perm")) {
        selective = true;
      } else {
        more = false;
      }
    }
    return new Stmt.Action(first.span(), new ActionStmt.Synproxy(mss, scale, timestamp, selective));
  }

  private Stmt flow() {
    Token first = context.next();
    if (!context.accept("offload")) {
      context.expect("add");
    }
    context.expect(TokenKind.AT);
    SourceSpan span = context.peek().span();
    String name = context.identifier().text();
    return whole(first, new ActionStmt.Flow(span, name));
  }
}

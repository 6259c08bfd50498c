package dev.weir.nft.parse;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Expr.BinaryOperator;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.ast.Stmt.RejectWith;
import dev.weir.nft.ast.Stmt.RelationalOperator;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import dev.weir.nft.vm.CtKey;
import dev.weir.nft.vm.MetaKey;
import dev.weir.nft.vm.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses one statement of a rule. The span of counter, log and reject is that of their first word,
 * as in nft's messages.
 */
final class StatementParser {
  /** Statements nft has and weir not yet, by their first word. */
  private static final Map<String, String> UNSUPPORTED = Map.of("xt", "xt");

  private final ParseContext context;
  private final ExpressionParser expressions;
  private final VerdictParser verdicts;
  private final LogParser logs;
  private final HeaderWriteParser writes;
  private final ActionParser actions;

  StatementParser(ParseContext context, ExpressionParser expressions) {
    this.context = context;
    this.expressions = expressions;
    this.verdicts = new VerdictParser(context, expressions);
    this.logs = new LogParser(context, expressions);
    this.writes = new HeaderWriteParser(context, expressions);
    this.actions = new ActionParser(context, expressions);
  }

  Stmt statement() {
    Token first = context.peek();
    context.node(first);
    if ((first.is("jump") || first.is("goto"))
        && context.tokens().peek(1).is(TokenKind.OPEN_BRACE)) {
      return new AnonymousChainParser(context, this).statement();
    }
    if (VerdictParser.isVerdict(first)) {
      Expr.VerdictExpr verdict = verdicts.verdict();
      return new Stmt.Verdict(verdict.span(), verdict);
    }
    if (first.is(TokenKind.WORD)) {
      if (SetStatementParser.begins(first, context.tokens().peek(1))) {
        return new SetStatementParser(context, expressions).statement();
      }
      if (context.tokens().peek(1).is("name") && ObjectKind.ofWord(first.text()) != null) {
        return objectReference(first);
      }
      switch (first.text()) {
        case "counter" -> {
          return counter();
        }
        case "log" -> {
          return logs.log();
        }
        case "reject" -> {
          return reject();
        }
        case "limit" -> {
          return new LimitParser(context).limit();
        }
        case "quota" -> {
          return new LimitParser(context).quota();
        }
        case "reset" -> {
          return writes.reset();
        }
        case "snat", "dnat", "masquerade", "redirect" -> {
          Stmt nat = new NatParser(context, expressions).statement();
          return nat != null ? nat : match(first);
        }
        case "last" -> {
          return new LimitParser(context).last();
        }
        case "notrack" -> {
          return new Stmt.Notrack(context.next().span());
        }
        case "ct" -> {
          Stmt set = expressions.selectors().connections().statement(expressions);
          return set != null ? set : match(first);
        }
        default -> {}
      }
      Stmt action = actions.statement();
      if (action != null) {
        return action;
      }
      String unsupported = UNSUPPORTED.get(first.text());
      if (unsupported != null) {
        throw context.notSupported(unsupported);
      }
    }
    @Nullable Stmt set = metaSet(first);
    return set != null ? set : match(first);
  }

  /** {@code counter name "c"}. */
  private Stmt.ObjectReference objectReference(Token first) {
    ObjectKind kind = ObjectKind.ofWord(context.next().text());
    if (kind == null || kind == ObjectKind.SECMARK) {
      throw context.unexpected();
    }
    context.expect("name");
    Expr value = expressions.left();
    return new Stmt.ObjectReference(context.spanFrom(first), kind, value);
  }

  private Stmt.Counter counter() {
    Token first = context.next();
    long packets = 0;
    long bytes = 0;
    while (context.at("packets") || context.at("bytes")) {
      boolean ofPackets = context.next().is("packets");
      long value = context.expect(TokenKind.NUMBER).number();
      packets = ofPackets ? value : packets;
      bytes = ofPackets ? bytes : value;
    }
    return new Stmt.Counter(first.span(), packets, bytes);
  }

  private Stmt.Reject reject() {
    Token first = context.next();
    if (!context.accept("with")) {
      return new Stmt.Reject(first.span(), RejectWith.DEFAULT, null);
    }
    Token kind = context.peek();
    RejectWith with =
        switch (kind.text()) {
          case "icmp" -> RejectWith.ICMP;
          case "icmpv6" -> RejectWith.ICMPV6;
          case "icmpx" -> RejectWith.ICMPX;
          case "tcp" -> RejectWith.TCP_RESET;
          default -> throw context.unexpected("icmp", "icmpv6", "tcp", "icmpx");
        };
    context.next();
    if (with == RejectWith.TCP_RESET) {
      context.expect("reset");
      return new Stmt.Reject(first.span(), with, null);
    }
    context.accept("type");
    Expr code = rejectCode();
    return new Stmt.Reject(first.span(), with, code);
  }

  private Expr rejectCode() {
    Token token = context.peek();
    if (token.is(TokenKind.NUMBER)) {
      context.next();
      return new Expr.Number(token.span(), token.number());
    }
    if (!token.is(TokenKind.WORD)) {
      throw context.unexpected();
    }
    context.next();
    return new Expr.Symbol(token.span(), token.text());
  }

  /** {@code [meta] KEY set value}, or null if this is something else. */
  private @Nullable Stmt metaSet(Token first) {
    boolean meta = first.is("meta");
    int word = meta ? 1 : 0;
    boolean key = meta || expressions.selectors().isBareMetaKey(first);
    if (!key || !context.tokens().peek(word + 1).is("set")) {
      return null;
    }
    if (meta) {
      context.next();
    }
    MetaKey target = expressions.selectors().metaKey(first);
    if (!target.isSettable()) {
      throw context.notSupported(context.spanFrom(first), "meta " + target.word() + " set");
    }
    context.expect("set");
    Token source = context.peek();
    if (expressions.selectors().isExtensionHeader(source)) {
      throw context.unexpected(); // nft reads no extension header here
    }
    Expr value = expressions.assigned();
    if (target == MetaKey.SECMARK && !(value instanceof Expr.Ct)) {
      return new Stmt.ObjectReference(context.spanFrom(first), ObjectKind.SECMARK, value);
    }
    return new Stmt.MetaSet(context.spanFrom(first), target, value);
  }

  private Stmt match(Token first) {
    Expr left = expressions.left();
    if (context.accept("vmap")) {
      Expr map = expressions.sets().verdictMap();
      return new Stmt.Vmap(context.spanFrom(first), left, map);
    }
    if (context.at("set")) {
      return writes.write(first, left);
    }
    if (context.accept(TokenKind.NOT)) {
      return withoutFlags(first, left);
    }
    RelationalOperator operator = RelationalOperator.IMPLICIT;
    RelationalOperator written = relation(context.peek());
    if (written != null) {
      operator = written;
      context.next();
    }
    Expr right = expressions.right();
    if (context.at(TokenKind.SLASH)) {
      return maskedMatch(first, left, operator, right);
    }
    return new Stmt.Match(context.spanFrom(first), left, operator, right);
  }

  /** {@code tcp flags ! syn}: none of the flags. */
  private Stmt withoutFlags(Token first, Expr left) {
    Expr mask = or(expressions.right());
    SourceSpan span = context.spanFrom(first);
    return new Stmt.Match(
        span,
        new Expr.Binary(span, BinaryOperator.AND, left, mask),
        RelationalOperator.EQUAL,
        none(left, mask));
  }

  /** No flag at all; as a label, the number 0 is a flag. */
  private static Expr none(Expr left, Expr mask) {
    return left instanceof Expr.Ct ct && ct.key() == CtKey.LABEL
        ? new Expr.Binary(mask.span(), BinaryOperator.XOR, mask, mask)
        : new Expr.Number(mask.span(), 0);
  }

  /** {@code tcp flags syn / syn,ack}: the flags behind the slash are the mask. */
  private Stmt maskedMatch(Token first, Expr left, RelationalOperator operator, Expr right) {
    context.next();
    Expr mask = or(expressions.right());
    SourceSpan span = context.spanFrom(first);
    RelationalOperator compare =
        operator == RelationalOperator.IMPLICIT ? RelationalOperator.EQUAL : operator;
    Expr masked = new Expr.Binary(span, BinaryOperator.AND, left, mask);
    return new Stmt.Match(span, masked, compare, or(right));
  }

  /** A list of flags as one expression. */
  private Expr or(Expr value) {
    if (!(value instanceof Expr.Flags flags)) {
      return value;
    }
    context.deepen(flags.parts().size());
    Expr all = flags.parts().getFirst();
    for (Expr flag : flags.parts().subList(1, flags.parts().size())) {
      all = new Expr.Binary(flags.span(), BinaryOperator.OR, all, flag);
    }
    return all;
  }

  private static @Nullable RelationalOperator relation(Token token) {
    return switch (token.kind()) {
      case EQUAL -> RelationalOperator.EQUAL;
      case NOT_EQUAL -> RelationalOperator.NOT_EQUAL;
      case LESS -> RelationalOperator.LESS;
      case LESS_OR_EQUAL -> RelationalOperator.LESS_OR_EQUAL;
      case GREATER -> RelationalOperator.GREATER;
      case GREATER_OR_EQUAL -> RelationalOperator.GREATER_OR_EQUAL;
      default -> null;
    };
  }

  /** Statements up to the end of the rule; at least one. */
  List<Stmt> statements() {
    List<Stmt> statements = new ArrayList<>();
    do {
      if (!statements.isEmpty() && relation(context.peek()) != null) {
        throw context.unexpected("newline", "semicolon");
      }
      statements.add(statement());
    } while (!context.atStatementEnd() && !context.at("comment"));
    return List.copyOf(statements);
  }
}

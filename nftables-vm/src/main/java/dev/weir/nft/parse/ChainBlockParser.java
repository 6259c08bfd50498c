package dev.weir.nft.parse;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.hook.Hook;
import dev.weir.nft.ast.Cmd;
import dev.weir.nft.ast.Cmd.AddMode;
import dev.weir.nft.ast.Cmd.BaseChain;
import dev.weir.nft.ast.Cmd.Devices;
import dev.weir.nft.ast.Cmd.Name;
import dev.weir.nft.ast.Cmd.Priority;
import dev.weir.nft.ast.Cmd.TableRef;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Expr.VerdictKind;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses {@code chain c { type filter hook input priority 0; policy drop; rules }}. */
final class ChainBlockParser {
  private final ParseContext context;
  private final ExpressionParser expressions;
  private final CommonParser common;
  private final RuleParser rules;
  private final DevicesParser devices;

  ChainBlockParser(
      ParseContext context, ExpressionParser expressions, CommonParser common, RuleParser rules) {
    this.context = context;
    this.expressions = expressions;
    this.common = common;
    this.rules = rules;
    this.devices = new DevicesParser(context, expressions);
  }

  private static final class Content {
    @Nullable BaseChain base;
    @Nullable VerdictKind policy;
    @Nullable String comment;
  }

  /**
   * Behind {@code chain}: the chain goes to {@code chains}, the rules of its block to the other.
   */
  void chain(
      Token first,
      AddMode mode,
      TableRef table,
      List<Cmd> chains,
      List<Cmd> ruleCommands,
      boolean command) {
    Name name = context.identifier();
    SourceSpan span = context.spanFrom(first);
    Content content = new Content();
    int place = chains.size();
    if (context.at(TokenKind.OPEN_BRACE)) {
      block(table, name, content, ruleCommands);
    }
    if (command) {
      span = context.commandSpan(first);
    }
    Cmd chain =
        new Cmd.AddChain(span, mode, table, name, content.base, content.policy, content.comment);
    // Its rules may have gone to the same list: the chain comes first.
    chains.add(place, chain);
  }

  private void block(TableRef table, Name chain, Content content, List<Cmd> ruleCommands) {
    context.next();
    Scope outer = context.scope();
    context.enterScope();
    Scope own = context.scope();
    while (true) {
      context.skipSeparators();
      if (context.at(TokenKind.CLOSE_BRACE) || context.at(TokenKind.END)) {
        break;
      }
      int depth = context.braceDepth();
      try {
        if (!common.statement()) {
          item(table, chain, content, ruleCommands);
          context.expectSeparator();
        }
      } catch (SyntaxError error) {
        if (error.fatal) {
          throw error;
        }
        context.leaveScope(own);
        context.recover(depth);
      }
    }
    context.leaveScope(outer);
    if (!context.accept(TokenKind.CLOSE_BRACE)) {
      throw context.unexpected();
    }
  }

  private void item(TableRef table, Name chain, Content content, List<Cmd> ruleCommands) {
    Token first = context.peek();
    switch (first.is(TokenKind.WORD) ? first.text() : "") {
      case "type" -> content.base = hook();
      case "policy" -> {
        VerdictKind policy = policy();
        if (content.policy != null) {
          throw context.error(context.spanFrom(first), "you cannot set chain policy twice");
        }
        content.policy = policy;
      }
      case "comment" -> content.comment = RuleParser.comment(context, content.comment);
      case "flags" -> {
        context.next();
        throw context.at("offload")
            ? context.notSupported("flags offload")
            : context.unexpected("offload");
      }
      default -> {
        Cmd.Rule rule = rules.rule();
        ruleCommands.add(
            new Cmd.AddRule(rule.span(), AddMode.ADD, false, table, chain, null, rule));
      }
    }
  }

  private BaseChain hook() {
    Token first = context.next();
    Name type = context.word();
    switch (type.text()) {
      case "filter", "nat" -> {}
      case "route" -> throw context.notSupported(type.span(), "chain type " + type.text());
      default -> throw context.error(type.span(), "unknown chain type");
    }
    context.expect("hook");
    Name hook = context.word();
    Hook known = Hook.ofWord(hook.text());
    if (known == null) {
      throw context.error(hook.span(), "unknown chain hook");
    }
    Devices bound = devices.parse();
    Priority priority = priority();
    return new BaseChain(context.spanFrom(first), type, hook, priority, bound);
  }

  private Priority priority() {
    Token word = context.peek();
    context.expect("priority");
    Token token = context.peek();
    Name name = null;
    int offset = 0;
    if (token.is(TokenKind.DOLLAR)) {
      Expr value = expressions.variable();
      switch (value) {
        case Expr.Number number -> offset = (int) number.value();
        case Expr.Symbol symbol -> name = new Name(token.span(), symbol.text());
        case Expr.Text text -> name = new Name(token.span(), text.text());
        default ->
            throw context.error(
                context.spanFrom(word), "invalid priority expression value in this context.");
      }
    } else if (token.is(TokenKind.DASH)) {
      context.next();
      offset = (int) -context.expect(TokenKind.NUMBER).number();
    } else if (token.is(TokenKind.NUMBER)) {
      offset = (int) context.next().number();
    } else {
      if (!token.is(TokenKind.WORD)) {
        throw context.unexpected();
      }
      name = context.word();
      offset = offset();
    }
    return new Priority(context.spanFrom(word), name, offset);
  }

  /** {@code + 5}, {@code - 5} or nothing behind a priority's name. */
  private int offset() {
    if (context.accept(TokenKind.PLUS)) {
      return (int) context.expect(TokenKind.NUMBER).number();
    }
    if (context.accept(TokenKind.DASH)) {
      return (int) -context.expect(TokenKind.NUMBER).number();
    }
    return 0;
  }

  private VerdictKind policy() {
    context.next();
    Token token = context.peek();
    String word = token.is(TokenKind.WORD) ? token.text() : "";
    if (token.is(TokenKind.DOLLAR)) {
      Expr value = expressions.variable();
      word =
          switch (value) {
            case Expr.Symbol symbol -> symbol.text();
            case Expr.Text text -> text.text();
            default -> "";
          };
      if (!word.equals("accept") && !word.equals("drop")) {
        throw context.error(
            context.spanFrom(token), "invalid policy expression value in this context.");
      }
    } else if (word.equals("accept") || word.equals("drop")) {
      context.next();
    } else {
      throw context.unexpected("accept", "drop", "'$'");
    }
    return word.equals("accept") ? VerdictKind.ACCEPT : VerdictKind.DROP;
  }
}

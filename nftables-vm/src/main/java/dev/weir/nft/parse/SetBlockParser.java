package dev.weir.nft.parse;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.ast.Cmd;
import dev.weir.nft.ast.Cmd.AddMode;
import dev.weir.nft.ast.Cmd.Name;
import dev.weir.nft.ast.Cmd.SetDeclaration;
import dev.weir.nft.ast.Cmd.TableRef;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import dev.weir.nft.vm.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses {@code set s { type ipv4_addr; flags interval; elements = { ... } }} and maps. */
final class SetBlockParser {
  private static final Set<String> FLAGS = Set.of("constant", "interval", "dynamic", "timeout");

  private final ParseContext context;
  private final ExpressionParser expressions;
  private final CommonParser common;

  SetBlockParser(ParseContext context, ExpressionParser expressions, CommonParser common) {
    this.context = context;
    this.expressions = expressions;
    this.common = common;
  }

  private static final class Content {
    @Nullable List<Name> typeNames;
    @Nullable Expr typeof;
    @Nullable List<Name> dataTypeNames;
    @Nullable Expr dataTypeof;
    boolean dataIntervals;
    @Nullable ObjectKind objects;
    final List<Name> flags = new ArrayList<>();
    @Nullable Long sizeElements;
    @Nullable Long timeoutMillis;
    @Nullable Long gcIntervalMillis;
    final List<Stmt> stateful = new ArrayList<>();
    @Nullable Name policy;
    boolean autoMerge;
    @Nullable String comment;
    Expr.@Nullable SetLiteral elements;
  }

  /** Behind {@code set} or {@code map} (and the table, in a command). */
  Cmd set(Token first, AddMode mode, TableRef table, boolean map, boolean command) {
    Name name = context.identifier();
    SourceSpan span = context.spanFrom(first);
    if (!context.at(TokenKind.OPEN_BRACE)) {
      throw context.unexpected("'{'");
    }
    Content content = new Content();
    block(map, content);
    if (content.typeNames == null && content.typeof == null) {
      throw context.error(
          command ? span : name.span(), (map ? "map" : "set") + " definition does not specify key");
    }
    SetDeclaration declaration =
        new SetDeclaration(
            span,
            name,
            map,
            content.typeNames,
            content.typeof,
            content.dataTypeNames,
            content.dataTypeof,
            content.dataIntervals,
            content.objects,
            List.copyOf(content.flags),
            content.sizeElements,
            content.timeoutMillis,
            content.gcIntervalMillis,
            content.stateful,
            content.policy,
            content.autoMerge,
            content.comment,
            content.elements);
    return new Cmd.AddSet(span, mode, table, declaration);
  }

  private void block(boolean map, Content content) {
    context.next();
    SyntaxError wrong = null;
    while (true) {
      context.skipSeparators();
      if (context.at(TokenKind.CLOSE_BRACE) || context.at(TokenKind.END)) {
        break;
      }
      int depth = context.braceDepth();
      try {
        if (!common.statement()) {
          boolean closesItself = context.at("elements") || context.at("auto-merge");
          item(map, content);
          if (!closesItself) {
            context.expectSeparator();
          }
        }
      } catch (SyntaxError error) {
        if (error.fatal) {
          throw error;
        }
        wrong = error;
        context.recover(depth);
      }
    }
    if (!context.accept(TokenKind.CLOSE_BRACE)) {
      throw context.unexpected();
    }
    if (wrong != null) {
      throw wrong;
    }
  }

  private void item(boolean map, Content content) {
    Token first = context.peek();
    switch (first.is(TokenKind.WORD) ? first.text() : "") {
      case "type" -> type(map, content);
      case "typeof" -> typeof(map, content);
      case "flags" -> flags(content);
      case "elements" -> elements(content);
      case "auto-merge" -> {
        if (map) {
          throw context.unexpected();
        }
        context.next();
        content.autoMerge = true;
      }
      case "comment" -> content.comment = RuleParser.comment(context, content.comment);
      case "size" -> {
        context.next();
        content.sizeElements = context.expect(TokenKind.NUMBER).number();
      }
      case "policy" -> {
        context.next();
        if (!context.at("performance") && !context.at("memory")) {
          throw context.unexpected("memory", "performance");
        }
        content.policy = context.word();
      }
      case "timeout" -> {
        context.next();
        content.timeoutMillis = expressions.sets().time();
      }
      case "gc-interval" -> {
        if (map) {
          throw context.unexpected();
        }
        context.next();
        content.gcIntervalMillis = expressions.sets().time();
      }
      case "counter", "limit", "quota", "ct", "last" ->
          content.stateful.addAll(expressions.sets().stateful(true));
      default -> throw context.unexpected();
    }
  }

  private void type(boolean map, Content content) {
    context.next();
    content.typeNames = typeNames();
    if (map) {
      if (!context.accept(TokenKind.COLON)) {
        throw context.unexpected("colon", ".");
      }
      if (context.at("ct")) {
        throw context.unexpected();
      }
      if (ObjectParser.begins(context.peek())) {
        content.objects = new ObjectParser(context, common).kind();
      } else {
        content.dataIntervals = context.accept("interval");
        content.dataTypeNames = typeNames();
      }
    }
    if (!context.atSeparator()) {
      throw context.unexpected("newline", "semicolon", ".");
    }
  }

  private List<Name> typeNames() {
    List<Name> names = new ArrayList<>();
    do {
      names.add(context.word());
    } while (context.accept(TokenKind.DOT));
    return List.copyOf(names);
  }

  private void typeof(boolean map, Content content) {
    context.next();
    content.typeof = selector();
    if (map) {
      if (!context.accept(TokenKind.COLON)) {
        throw context.unexpected("colon", ".");
      }
      content.dataIntervals = context.accept("interval");
      Token data = context.peek();
      if (ObjectParser.begins(data) && !data.is("ct")) {
        content.objects = new ObjectParser(context, common).kind(); // nft 1.0.6 has no such form
      } else if (data.is("verdict")) {
        content.dataTypeNames = List.of(context.word());
      } else {
        content.dataTypeof = selector();
      }
    }
    if (!context.atSeparator()) {
      throw context.unexpected("newline", "semicolon", ".");
    }
  }

  /** What {@code typeof} takes its type from. */
  private Expr selector() {
    Token first = context.peek();
    context.node(first);
    List<Expr> parts = new ArrayList<>();
    do {
      parts.add(expressions.primary(false));
    } while (context.accept(TokenKind.DOT));
    Expr expr =
        parts.size() == 1 ? parts.getFirst() : new Expr.Concat(context.spanFrom(first), parts);
    for (Expr part : parts) {
      if (part instanceof Expr.Symbol) {
        throw context.error(
            part.span(), "primary expression type 'symbol' lacks typeof serialization");
      }
    }
    return expr;
  }

  private void flags(Content content) {
    context.next();
    do {
      Token flag = context.peek();
      if (!flag.is(TokenKind.WORD) || !FLAGS.contains(flag.text())) {
        throw context.unexpected("constant", "interval", "dynamic", "timeout");
      }
      content.flags.add(context.word());
    } while (context.accept(TokenKind.COMMA));
  }

  private void elements(Content content) {
    context.next();
    context.expect(TokenKind.ASSIGN);
    Token first = context.peek();
    if (!first.is(TokenKind.DOLLAR) && !first.is(TokenKind.OPEN_BRACE)) {
      throw context.unexpected("'{'", "'$'");
    }
    Expr value = first.is(TokenKind.DOLLAR) ? expressions.variable() : expressions.sets().literal();
    content.elements =
        value instanceof Expr.SetLiteral literal
            ? literal
            : new Expr.SetLiteral(
                value.span(), List.of(new Expr.Element(value.span(), value, null, null)));
  }
}

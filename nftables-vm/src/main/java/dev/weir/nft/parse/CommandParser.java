package dev.weir.nft.parse;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.hook.Family;
import dev.weir.nft.ast.Cmd;
import dev.weir.nft.ast.Cmd.AddMode;
import dev.weir.nft.ast.Cmd.Name;
import dev.weir.nft.ast.Cmd.TableRef;
import dev.weir.nft.ast.Cmd.Target;
import dev.weir.nft.ast.Cmd.TargetKind;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses the commands of a file: {@code add ...}, {@code delete ...}, {@code table t { ... }}. */
final class CommandParser {
  /** Verbs nft has and weir not yet. */
  private static final Set<String> UNSUPPORTED_VERBS =
      Set.of("list", "monitor", "export", "import", "describe", "get");

  /** Objects nft has and weir not yet. */
  static final Set<String> UNSUPPORTED_OBJECTS = Set.of("meter");

  private final ParseContext context;
  private final ExpressionParser expressions;
  private final CommonParser common;
  private final RuleParser rules;
  private final TableBlockParser tables;
  private final ChainBlockParser chains;
  private final SetBlockParser sets;
  private final ObjectParser objects;
  private final List<Cmd> commands;

  CommandParser(ParseContext context, List<Cmd> commands) {
    this.context = context;
    this.commands = commands;
    this.expressions = new ExpressionParser(context);
    this.common = new CommonParser(context, expressions);
    this.rules = new RuleParser(context, expressions);
    this.chains = new ChainBlockParser(context, expressions, common, rules);
    this.sets = new SetBlockParser(context, expressions, common);
    this.objects = new ObjectParser(context, common);
    this.tables = new TableBlockParser(context, common, chains, sets);
  }

  /** Parses one line: separators, a common statement or a command. */
  void line() {
    context.skipSeparators();
    if (context.at(TokenKind.END) || common.statement()) {
      return;
    }
    command();
    if (!context.atSeparator() && !context.at(TokenKind.END)) {
      throw context.unexpected("end of file", "newline", "semicolon");
    }
  }

  private void command() {
    Token first = context.peek();
    if (first.is(TokenKind.OPEN_BRACE) && first.start() == firstCharacter(first)) {
      throw context.fatal(first.span(), "not supported yet: JSON rule set");
    }
    context.command(first);
    if (!first.is(TokenKind.WORD)) {
      throw context.unexpected();
    }
    if (UNSUPPORTED_VERBS.contains(first.text())) {
      throw context.notSupported(first.text());
    }
    switch (first.text()) {
      case "add" -> {
        context.next();
        add(first, AddMode.ADD);
      }
      case "create" -> {
        context.next();
        add(first, AddMode.CREATE);
      }
      case "insert" -> {
        context.next();
        if (!context.at(TokenKind.WORD)) {
          throw context.unexpected("rule");
        }
        context.accept("rule");
        rule(first, AddMode.ADD, true);
      }
      case "replace" -> replace();
      case "delete" -> delete();
      case "destroy" -> destroy(first);
      case "rename" -> rename();
      case "flush" -> flush();
      case "reset" -> commands.add(objects.reset());
      default -> add(first, AddMode.ADD);
    }
  }

  private static int firstCharacter(Token token) {
    String text = token.source().text();
    int at = 0;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private void add(Token first, AddMode mode) {
    Token object = context.peek();
    if (UNSUPPORTED_OBJECTS.contains(object.text()) && object.is(TokenKind.WORD)) {
      throw context.notSupported(object.text());
    }
    if (ObjectParser.begins(object)) {
      commands.add(objects.command(first, mode));
      return;
    }
    switch (object.is(TokenKind.WORD) ? object.text() : "") {
      case "table" -> {
        context.next();
        tables.table(first, mode, commands);
      }
      case "chain" -> {
        context.next();
        TableRef table = tableRef();
        chains.chain(first, mode, table, commands, commands, true);
      }
      case "set", "map" -> {
        context.next();
        TableRef table = tableRef();
        commands.add(sets.set(first, mode, table, object.is("map"), true));
      }
      case "element" -> {
        context.next();
        TableRef table = tableRef();
        Name set = context.identifier();
        Expr.SetLiteral elements = elements();
        commands.add(new Cmd.AddElements(context.commandSpan(first), mode, table, set, elements));
      }
      case "rule" -> {
        context.next();
        rule(first, mode, false);
      }
      default -> rule(first, mode, false);
    }
  }

  /** The elements of {@code add element}: a literal or a variable that holds one. */
  private Expr.SetLiteral elements() {
    Token first = context.peek();
    Expr value = first.is(TokenKind.DOLLAR) ? expressions.variable() : expressions.sets().literal();
    return value instanceof Expr.SetLiteral literal
        ? literal
        : new Expr.SetLiteral(
            value.span(), List.of(new Expr.Element(value.span(), value, null, null)));
  }

  /** Behind {@code add rule}, {@code insert rule}, or at a rule without those words. */
  private void rule(Token first, AddMode mode, boolean insert) {
    TableRef table = tableRef();
    Name chain = context.identifier();
    Token place = context.peek();
    Cmd.Position position = null;
    if (place.is("handle") || place.is("position") || place.is("index")) {
      context.next();
      Token number = context.expect(TokenKind.NUMBER);
      boolean index = place.is("index");
      SourceSpan span = index ? context.spanFrom(place) : number.span();
      position = new Cmd.Position(span, !index, number.number());
    }
    Cmd.Rule rule = rules.rule();
    commands.add(
        new Cmd.AddRule(context.commandSpan(first), mode, insert, table, chain, position, rule));
  }

  private void replace() {
    Token first = context.next();
    context.expect("rule");
    TableRef table = tableRef();
    Name chain = context.identifier();
    context.expect("handle");
    long handle = context.expect(TokenKind.NUMBER).number();
    Cmd.Rule rule = rules.rule();
    commands.add(new Cmd.ReplaceRule(context.commandSpan(first), table, chain, handle, rule));
  }

  private void rename() {
    Token first = context.next();
    context.expect("chain");
    TableRef table = tableRef();
    Name chain = context.identifier();
    Name newName = context.identifier();
    commands.add(new Cmd.RenameChain(context.commandSpan(first), table, chain, newName));
  }

  private void destroy(Token first) {
    if (context.tokens().peek(1).is("element")) {
      throw context.notSupported("destroy element");
    }
    delete();
    Cmd delete = commands.removeLast();
    commands.add(new Cmd.Destroy(context.spanFrom(first), delete));
  }

  private void delete() {
    Token first = context.next();
    Token kind = context.peek();
    switch (kind.is(TokenKind.WORD) ? kind.text() : "") {
      case "table" -> deleteTable(first);
      case "chain" -> deleteNamed(first, TargetKind.CHAIN);
      case "set" -> deleteNamed(first, TargetKind.SET);
      case "map" -> deleteNamed(first, TargetKind.MAP);
      case "element" -> {
        context.next();
        TableRef table = tableRef();
        Name set = context.identifier();
        Expr.SetLiteral elements = elements();
        commands.add(new Cmd.DeleteElements(context.commandSpan(first), table, set, elements));
      }
      case "rule" -> deleteRule(first);
      default -> {
        if (kind.is(TokenKind.WORD) && UNSUPPORTED_OBJECTS.contains(kind.text())) {
          throw context.notSupported(kind.text());
        }
        if (ObjectParser.begins(kind)) {
          commands.add(objects.delete(first));
          return;
        }
        throw context.unexpected();
      }
    }
  }

  private void deleteTable(Token first) {
    context.next();
    Family family = FamilyParser.family(context);
    if (context.at("handle")) {
      long handle = handle();
      commands.add(delete(first, TargetKind.TABLE, family, null, null, handle));
      return;
    }
    Name name = context.identifier();
    TableRef table = new TableRef(name.span(), family, name.text());
    commands.add(delete(first, TargetKind.TABLE, family, table, null, null));
  }

  private void deleteNamed(Token first, TargetKind kind) {
    context.next();
    TableRef table = tableRef();
    if (context.at("handle")) {
      long handle = handle();
      commands.add(delete(first, kind, table.family(), table, null, handle));
      return;
    }
    Name name = context.identifier();
    commands.add(delete(first, kind, table.family(), table, name, null));
  }

  private void deleteRule(Token first) {
    context.next();
    TableRef table = tableRef();
    Name chain = context.identifier();
    if (!context.at("handle")) {
      throw context.unexpected("handle");
    }
    long handle = handle();
    commands.add(delete(first, TargetKind.RULE, table.family(), table, chain, handle));
  }

  private long handle() {
    context.next();
    return context.expect(TokenKind.NUMBER).number();
  }

  private Cmd delete(
      Token first,
      TargetKind kind,
      @Nullable Family family,
      @Nullable TableRef table,
      @Nullable Name name,
      @Nullable Long handle) {
    SourceSpan span = context.spanFrom(first);
    return new Cmd.Delete(span, new Target(span, kind, family, table, name, handle));
  }

  private void flush() {
    Token first = context.next();
    Token kind = context.peek();
    Family family = null;
    TableRef table = null;
    Name name = null;
    TargetKind target;
    switch (kind.is(TokenKind.WORD) ? kind.text() : "") {
      case "ruleset" -> {
        context.next();
        target = TargetKind.RULESET;
        family = context.atStatementEnd() ? null : FamilyParser.family(context);
      }
      case "table" -> {
        context.next();
        target = TargetKind.TABLE;
        table = tableRef();
      }
      case "chain", "set", "map" -> {
        context.next();
        target =
            kind.is("chain") ? TargetKind.CHAIN : kind.is("set") ? TargetKind.SET : TargetKind.MAP;
        table = tableRef();
        name = context.identifier();
      }
      default -> throw context.unexpected();
    }
    SourceSpan span = context.spanFrom(first);
    commands.add(
        new Cmd.Flush(
            span,
            new Target(span, target, table == null ? family : table.family(), table, name, null)));
  }

  private TableRef tableRef() {
    return FamilyParser.tableRef(context);
  }
}

package dev.weir.nft.parse;

import dev.weir.core.diag.Diagnostics;
import dev.weir.core.diag.SourceSpan;
import dev.weir.core.diag.SourceText;
import dev.weir.nft.ast.Cmd.Name;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.token.ReservedWords;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import dev.weir.nft.token.TokenStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What all parts of the parser share: tokens, scopes, diagnostics, limits. */
final class ParseContext {
  /** Expressions nested deeper are refused. */
  private static final int MAX_NESTING = 64;

  /** Tree nodes of one load; about 400 MB. */
  private static final int MAX_NODES = 4_000_000;

  final Diagnostics diagnostics;
  final RuleFiles files;

  /** A text of nothing but braces must not fill the memory either. */
  private static final int MAX_BRACES_REMEMBERED = 1_000;

  private final TokenStream tokens;
  private final List<SourceSpan> openBraces = new ArrayList<>();
  private int furtherBraces;
  private Scope scope;
  private int nesting;
  private int deepest;
  private int nodes;

  ParseContext(SourceText text, Scope scope, RuleFiles files, Diagnostics diagnostics) {
    this.tokens = new TokenStream(text);
    this.scope = scope;
    this.files = files;
    this.diagnostics = diagnostics;
  }

  Scope scope() {
    return scope;
  }

  void enterScope() {
    scope = new Scope(scope);
  }

  void leaveScope(Scope outer) {
    scope = outer;
  }

  TokenStream tokens() {
    return tokens;
  }

  Token peek() {
    return tokens.peek();
  }

  Token next() {
    Token token = tokens.next();
    if (token.is(TokenKind.OPEN_BRACE)) {
      openBrace(token);
    } else if (token.is(TokenKind.CLOSE_BRACE)) {
      closeBrace();
    }
    return token;
  }

  private void openBrace(Token token) {
    if (openBraces.size() < MAX_BRACES_REMEMBERED) {
      openBraces.add(token.span());
    } else {
      furtherBraces++;
    }
  }

  private void closeBrace() {
    if (furtherBraces > 0) {
      furtherBraces--;
    } else if (!openBraces.isEmpty()) {
      openBraces.removeLast();
    }
  }

  boolean at(TokenKind kind) {
    return peek().is(kind);
  }

  boolean at(String word) {
    return peek().is(word);
  }

  boolean accept(TokenKind kind) {
    if (!at(kind)) {
      return false;
    }
    next();
    return true;
  }

  boolean accept(String word) {
    if (!at(word)) {
      return false;
    }
    next();
    return true;
  }

  Token expect(TokenKind kind) {
    if (!at(kind)) {
      throw unexpected(kind.word());
    }
    return next();
  }

  void expect(String word) {
    if (!accept(word)) {
      throw unexpected(word);
    }
  }

  /** A table's, chain's, set's or variable's name. */
  Name identifier() {
    Token token = peek();
    if (!token.is(TokenKind.WORD) || ReservedWords.isReserved(token.text())) {
      throw unexpected("string");
    }
    next();
    return new Name(token.span(), token.text());
  }

  /** Text with or without quotes. */
  Token string() {
    Token token = peek();
    boolean word = token.is(TokenKind.WORD) && !ReservedWords.isReserved(token.text());
    if (!word && !token.is(TokenKind.QUOTED) && !token.is(TokenKind.WILDCARD_WORD)) {
      throw unexpected("string", "quoted string", "string with a trailing asterisk");
    }
    return next();
  }

  /** A keyword that is one only here: any word will do. */
  Name word() {
    Token token = expect(TokenKind.WORD);
    return new Name(token.span(), token.text());
  }

  /** Reports the next token as a syntax error, in nft's words. */
  SyntaxError unexpected(String... expected) {
    Token token = peek();
    StringBuilder message = new StringBuilder("syntax error, unexpected ");
    message.append(token.describe());
    for (int i = 0; i < expected.length; i++) {
      message.append(i == 0 ? ", expecting " : " or ").append(expected[i]);
    }
    return error(placeOf(token), message.toString());
  }

  private static SourceSpan placeOf(Token token) {
    return token.is(TokenKind.END)
        ? new SourceSpan(token.source(), token.start(), token.start() + 1)
        : token.span();
  }

  SyntaxError error(SourceSpan span, String message) {
    diagnostics.error(span, message);
    return new SyntaxError(false);
  }

  SyntaxError fatal(SourceSpan span, String message) {
    diagnostics.error(span, message);
    return new SyntaxError(true);
  }

  /** Reports the next token as the start of something nft knows and weir does not. */
  SyntaxError notSupported(String construct) {
    return notSupported(peek().span(), construct);
  }

  SyntaxError notSupported(SourceSpan span, String construct) {
    diagnostics.notSupported(span, construct);
    return new SyntaxError(false);
  }

  SourceSpan spanFrom(Token first) {
    return tokens.spanFrom(first);
  }

  /** The same for a command of its own: as in nft, what ends the command belongs to it. */
  SourceSpan commandSpan(Token first) {
    SourceSpan span = spanFrom(first);
    Token end = peek();
    boolean here = atSeparator() && end.source() == span.source() && end.start() >= span.end();
    return here ? new SourceSpan(span.source(), span.start(), end.end()) : span;
  }

  /** Counts a tree node; a hostile file must not fill the memory. */
  void node(Token at) {
    nodes(at.span(), 1);
  }

  private void nodes(SourceSpan span, int count) {
    nodes += count;
    if (nodes > MAX_NODES) {
      throw fatal(span, "too many expressions, weir accepts at most " + MAX_NODES);
    }
  }

  /** Counts a command; each takes about as much memory as five tree nodes. */
  void command(Token at) {
    nodes(at.span(), 5);
  }

  void nest() {
    deepen(1);
    nesting++;
  }

  /** Checks that something {@code levels} deep may stand here. */
  void deepen(int levels) {
    deepest = Math.max(deepest, nesting + levels);
    if (deepest > MAX_NESTING) {
      deepest = 0;
      throw error(peek().span(), "expression nested too deeply, weir accepts at most 64 levels");
    }
  }

  /** The value of a variable that is used at {@code span}. */
  Expr use(SourceSpan span, Scope.Variable variable) {
    nodes(span, variable.weight());
    deepen(variable.depth());
    return variable.value();
  }

  /** Parses a variable's value and measures it. */
  Scope.Variable measure(Supplier<Expr> parser) {
    int nodesBefore = nodes;
    int deepestBefore = deepest;
    deepest = nesting;
    Expr value = parser.get();
    Scope.Variable variable =
        new Scope.Variable(value, Math.max(1, nodes - nodesBefore), deepest - nesting);
    deepest = deepestBefore;
    return variable;
  }

  void unnest() {
    nesting--;
  }

  void skipNewlines() {
    while (at(TokenKind.NEWLINE)) {
      next();
    }
  }

  boolean atSeparator() {
    return at(TokenKind.NEWLINE) || at(TokenKind.SEMICOLON);
  }

  boolean atStatementEnd() {
    return atSeparator() || at(TokenKind.CLOSE_BRACE) || at(TokenKind.END);
  }

  void skipSeparators() {
    while (atSeparator()) {
      next();
    }
  }

  void expectSeparator() {
    if (!atSeparator()) {
      throw unexpected("newline", "semicolon");
    }
    next();
  }

  /** How many braces are open. */
  int braceDepth() {
    return openBraces.size() + furtherBraces;
  }

  /**
   * After an error: skips to the end of the statement that began with {@code depth} open braces.
   *
   * <p>A brace the statement opened on the very line of the error does not make the statement go on
   * behind that line: its closing brace is what is most likely missing.
   */
  void recover(int depth) {
    nesting = 0;
    deepest = 0;
    int lines = 0;
    while (!at(TokenKind.END)) {
      if (braceDepth() <= depth) {
        if (at(TokenKind.CLOSE_BRACE)) {
          return;
        }
        if (atSeparator()) {
          next();
          return;
        }
      } else if (at(TokenKind.NEWLINE) && lines == 0 && allOnThisLine(depth)) {
        furtherBraces = 0;
        while (openBraces.size() > depth) {
          openBraces.removeLast();
        }
        next();
        return;
      }
      lines += at(TokenKind.NEWLINE) ? 1 : 0;
      next();
    }
  }

  private boolean allOnThisLine(int depth) {
    if (depth >= openBraces.size()) {
      return false;
    }
    Token newline = peek();
    SourceSpan brace = openBraces.get(depth);
    return brace.source() == newline.source()
        && brace.line() == newline.source().line(newline.start());
  }
}

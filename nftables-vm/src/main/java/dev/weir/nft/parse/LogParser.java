package dev.weir.nft.parse;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses {@code log prefix "x" level info flags all group 2 snaplen 80 queue-threshold 4}. */
final class LogParser {
  private static final Set<String> LEVELS =
      Set.of("emerg", "alert", "crit", "err", "warn", "notice", "info", "debug", "audit");

  private final ParseContext context;
  private final ExpressionParser expressions;
  private @Nullable String prefix;
  private @Nullable String level;
  private List<String> flags = new ArrayList<>();
  private @Nullable Integer group;
  private @Nullable Long snapLengthBytes;
  private @Nullable Integer queueThreshold;

  LogParser(ParseContext context, ExpressionParser expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  Stmt.Log log() {
    prefix = null;
    level = null;
    flags = new ArrayList<>();
    group = null;
    snapLengthBytes = null;
    queueThreshold = null;
    Token first = context.next();
    boolean more = true;
    while (more) {
      more = argument();
    }
    return new Stmt.Log(
        first.span(), prefix, level, List.copyOf(flags), group, snapLengthBytes, queueThreshold);
  }

  private boolean argument() {
    Token word = context.peek();
    if (!word.is(TokenKind.WORD)) {
      return false;
    }
    switch (word.text()) {
      case "prefix" -> {
        context.next();
        prefix = prefix(context.string());
      }
      case "level" -> {
        context.next();
        level = level();
      }
      case "group" -> {
        context.next();
        // KERNEL: a 16-bit attribute; nft cuts larger numbers off without a word.
        group = (int) (number() & 0xffff);
      }
      case "snaplen" -> {
        context.next();
        snapLengthBytes = number() & 0xffff_ffffL;
      }
      case "queue-threshold" -> {
        context.next();
        queueThreshold = (int) (number() & 0xffff);
      }
      case "flags" -> {
        context.next();
        flags();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private String level() {
    Token token = context.peek();
    String word = context.word().text();
    if (!LEVELS.contains(word)) {
      throw context.error(token.span(), "invalid log level");
    }
    return word;
  }

  private long number() {
    return context.expect(TokenKind.NUMBER).number();
  }

  private void flags() {
    Token kind = context.peek();
    switch (kind.text()) {
      case "all", "skuid", "ether" -> {
        context.next();
        flags.add(kind.text());
      }
      case "ip" -> {
        context.next();
        context.expect("options");
        flags.add("ip options");
      }
      case "tcp" -> {
        context.next();
        do {
          Token flag = context.peek();
          if (!flag.is("sequence") && !flag.is("options")) {
            throw context.unexpected("sequence", "options");
          }
          context.next();
          flags.add("tcp " + flag.text());
        } while (context.accept(TokenKind.COMMA));
      }
      default -> throw context.unexpected();
    }
  }

  /** The prefix, with {@code $name} replaced by what it stands for. */
  private String prefix(Token token) {
    String text = token.text();
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (true) {
      int dollar = text.indexOf('$', at);
      if (dollar < 0) {
        return out.append(text, at, text.length()).toString();
      }
      int end = dollar + 1;
      while (end < text.length() && isNamePart(text.charAt(end))) {
        end++;
      }
      out.append(text, at, dollar);
      SourceSpan span = token.span();
      Expr value = expressions.lookUp(span, text.substring(dollar + 1, end));
      switch (value) {
        case Expr.Text string -> out.append(string.text());
        case Expr.Symbol symbol -> out.append(symbol.text());
        case Expr.Number number -> out.append(Long.toUnsignedString(number.value()));
        default -> throw context.error(span, "log prefix variable must be a string");
      }
      at = end;
    }
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '/';
  }
}

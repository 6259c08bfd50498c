package dev.weir.nft.parse;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.state.TokenRate;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import dev.weir.nft.type.RelativeTime;

/**
 * Parses limits and quotas.
 *
 * <pre>
 * limit := "limit" "rate" ["over"] number "/" time ["burst" number "packets"]
 *        | "limit" "rate" ["over"] number unit "/" time ["burst" number unit]
 * quota := "quota" ["over" | "until"] number unit ["used" number unit]
 * </pre>
 */
final class LimitParser {
  private static final long MAX_BURST = 0xffff_ffffL;

  private final ParseContext context;

  LimitParser(ParseContext context) {
    this.context = context;
  }

  /** A limit; the next token is {@code limit}. */
  Stmt.Limit limit() {
    Token first = context.next();
    if (!context.at("rate")) {
      throw context.unexpected("name", "rate");
    }
    return rate(first, true);
  }

  /** What a limit object's block says, from {@code rate} on; any burst will do. */
  Stmt.Limit objectRate(Token first) {
    return rate(first, false);
  }

  private Stmt.Limit rate(Token first, boolean needsBurst) {
    context.next();
    boolean over = context.accept("over");
    TokenRate rate = rate(needsBurst);
    return new Stmt.Limit(context.spanFrom(first), rate, over);
  }

  /** A quota; the next token is {@code quota}. */
  Stmt.Quota quota() {
    return quotaOf(context.next());
  }

  /** The same from behind {@code quota} on; {@code first} is where it begins. */
  Stmt.Quota quotaOf(Token first) {
    boolean over = context.accept("over");
    if (!over) {
      context.accept("until");
    }
    long quota = bytes(first);
    long used = context.accept("used") ? bytes(first) : 0;
    return new Stmt.Quota(context.spanFrom(first), quota, used, over);
  }

  /** A number of bytes; {@code first} is where the statement begins. */
  private long bytes(Token first) {
    Token number = context.expect(TokenKind.NUMBER);
    Token unit = context.peek();
    if (!unit.is(TokenKind.WORD)) {
      throw context.unexpected("string", "bytes");
    }
    context.next();
    return number.number() * factor(unit.text(), context.spanFrom(first));
  }

  private TokenRate rate(boolean needsBurst) {
    Token number = context.expect(TokenKind.NUMBER);
    if (context.accept(TokenKind.SLASH)) {
      return new TokenRate(number.number(), seconds(), packets(needsBurst), false);
    }
    Token unit = context.peek();
    if (!unit.is(TokenKind.WORD)) {
      throw context.unexpected("/", "string", "bytes");
    }
    context.next();
    int slash = unit.text().indexOf('/');
    SourceSpan place = context.spanFrom(number);
    long bytes = number.number() * factor(slash < 0 ? unit.text() : prefix(unit, slash), place);
    long time;
    if (slash >= 0) {
      time = unitSeconds(unit.text().substring(slash + 1));
    } else if (context.accept(TokenKind.SLASH)) {
      time = seconds();
    } else {
      time = 0;
    }
    if (time == 0) {
      throw context.error(place, slash >= 0 ? "Wrong rate format" : "wrong rate format");
    }
    return new TokenRate(bytes, time, bytes(), true);
  }

  private static String prefix(Token unit, int slash) {
    return unit.text().substring(0, slash);
  }

  private long factor(String unit, SourceSpan place) {
    return switch (unit) {
      case "bytes" -> 1;
      case "kbytes" -> 1L << 10;
      case "mbytes" -> 1L << 20;
      default -> throw context.error(place, "Wrong rate format");
    };
  }

  private long seconds() {
    long seconds = unitSeconds(context.peek().text());
    if (seconds == 0) {
      throw context.unexpected();
    }
    context.next();
    return seconds;
  }

  /** The seconds of a word, 0 where it is none. */
  private static long unitSeconds(String word) {
    return switch (word) {
      case "second" -> 1;
      case "minute" -> 60;
      case "hour" -> 3_600;
      case "day" -> 86_400;
      case "week" -> 604_800;
      default -> 0;
    };
  }

  private long packets(boolean needsBurst) {
    Token first = context.peek();
    if (!context.accept("burst")) {
      return TokenRate.DEFAULT_BURST_PACKETS;
    }
    long burst = context.expect(TokenKind.NUMBER).number();
    if (context.at("bytes")) {
      throw context.error(
          context.peek().span(), "syntax error, unexpected bytes, expecting packets");
    }
    context.expect("packets");
    if (burst == 0 && needsBurst) {
      throw context.error(context.spanFrom(first), "packet limit burst must be > 0");
    }
    return burst & MAX_BURST; // nft cuts larger numbers off without a word
  }

  private long bytes() {
    if (!context.accept("burst")) {
      return 0;
    }
    Token number = context.expect(TokenKind.NUMBER);
    Token unit = context.peek();
    if (!unit.is(TokenKind.WORD) || unit.is("packets")) {
      throw context.unexpected("string", "bytes");
    }
    context.next();
    return number.number() * factor(unit.text(), context.spanFrom(number)) & MAX_BURST;
  }

  /** {@code last}, {@code last used never}, {@code last used 3s}. */
  Stmt.Last last() {
    Token first = context.next();
    if (!context.accept("used")) {
      return new Stmt.Last(first.span(), -1);
    }
    if (context.accept("never")) {
      return new Stmt.Last(context.spanFrom(first), -1);
    }
    Token time = context.expect(TokenKind.WORD);
    Long millis = RelativeTime.millis(time.text());
    if (millis == null) {
      throw context.error(time.span(), "wrong time format");
    }
    return new Stmt.Last(context.spanFrom(first), millis);
  }
}

package dev.weir.nft.token;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.diag.SourceText;

/**
 * One token.
 *
 * @param start offset of the first character in {@code source}
 * @param end offset behind the last character
 * @param text the token's text; without the quotes for {@link TokenKind#QUOTED}
 * @param number the value of a {@link TokenKind#NUMBER}, unsigned
 */
public record Token(
    TokenKind kind, SourceText source, int start, int end, String text, long number) {

  /** Whether this is the unquoted word {@code word}. */
  public boolean is(String word) {
    return kind == TokenKind.WORD && text.equals(word);
  }

  public boolean is(TokenKind other) {
    return kind == other;
  }

  public SourceSpan span() {
    return new SourceSpan(source, start, end);
  }

  /** What a syntax error calls this token: a keyword by itself, anything else by its kind. */
  public String describe() {
    return kind == TokenKind.WORD && ReservedWords.isReserved(text) ? text : kind.word();
  }
}

package dev.weir.nft.token;

import dev.weir.core.diag.SourceText;
import java.util.List;

/**
 * Cuts one text into tokens, longest match first, as nft's scanner does.
 *
 * <p>Blanks, comments and {@code \} before a newline separate tokens and are not returned; newlines
 * are, because they end statements.
 */
public final class Lexer {
  private static final List<String> TIME_UNITS = List.of("d", "h", "m", "s", "ms");

  private final SourceText source;
  private final String text;
  private final int lastNewline;
  private int at;

  public Lexer(SourceText source) {
    this.source = source;
    this.text = source.text();
    this.lastNewline = text.lastIndexOf('\n');
  }

  /** The next token; END for ever once the text is used up. */
  public Token next() {
    skipBlanks();
    if (at >= text.length()) {
      return new Token(TokenKind.END, source, text.length(), text.length(), "", 0);
    }
    char c = text.charAt(at);
    if (c == '"') {
      return quoted();
    }
    int address = AddressScan.length(text, at);
    int word = wordLength();
    int number = numberLength();
    if (address > 0 && address >= word && address >= number) {
      return take(TokenKind.WORD, address);
    }
    if (number > 0 && number >= word) {
      return number(number);
    }
    if (word > 0 && !(word == 1 && c == '.')) {
      return take(isWildcard(word) ? TokenKind.WILDCARD_WORD : wordKind(word), word);
    }
    return sign(c);
  }

  private void skipBlanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t') {
        at++;
      } else if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
        at += 2;
      } else if (c == '#' && at < lastNewline) {
        // Up to the newline, which ends a statement, comment or not.
        at = text.indexOf('\n', at);
      } else {
        return;
      }
    }
  }

  private Token take(TokenKind kind, int length) {
    String word = text.substring(at, at + length);
    Token token = new Token(kind, source, at, at + length, word, 0);
    at += length;
    return token;
  }

  private Token quoted() {
    int close = text.indexOf('"', at + 1);
    if (close < 0) {
      return take(TokenKind.JUNK, 1);
    }
    String inner = text.substring(at + 1, close);
    Token token = new Token(TokenKind.QUOTED, source, at, close + 1, inner, 0);
    at = close + 1;
    return token;
  }

  /** Length of the word at the current place, wildcard forms included; 0 if there is none. */
  private int wordLength() {
    int end = plainWordEnd(at);
    if (end < text.length()) {
      char c = text.charAt(end);
      if (c == '*' && end > at) {
        end++;
      } else if (c == '\\' && end + 1 < text.length() && text.charAt(end + 1) == '*') {
        int tail = end > at ? plainWordEnd(end + 2) : end + 2;
        end = Math.max(end + 2, tail);
      }
    }
    return end - at;
  }

  private int plainWordEnd(int from) {
    if (from >= text.length() || !isWordStart(text.charAt(from))) {
      return from;
    }
    int end = from + 1;
    while (end < text.length() && isWordPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** A word holds no asterisk or backslash but in its wildcard forms. */
  private boolean isWildcard(int length) {
    for (int i = at; i < at + length; i++) {
      char c = text.charAt(i);
      if (c == '*' || c == '\\') {
        return true;
      }
    }
    return false;
  }

  /** Length of a decimal, octal or hexadecimal number or of a time span such as {@code 1h30m}. */
  private int numberLength() {
    int digits = digitsEnd(at);
    if (digits == at) {
      return 0;
    }
    for (String vlan : List.of("8021ad", "8021q")) {
      if (text.startsWith(vlan, at)) {
        return vlan.length(); // Ethernet types, the only words that begin with a digit
      }
    }
    if (digits == at + 1 && text.charAt(at) == '0' && charAt(digits) == 'x') {
      int end = digits + 1;
      while (AddressScan.isHexDigit(charAt(end))) {
        end++;
      }
      if (end > digits + 1) {
        return end - at;
      }
    }
    return Math.max(digits, timeEnd()) - at;
  }

  private int timeEnd() {
    int end = at;
    for (String unit : TIME_UNITS) {
      int digits = digitsEnd(end);
      boolean milliseconds = unit.equals("m") && charAt(digits + 1) == 's';
      if (digits > end && text.startsWith(unit, digits) && !milliseconds) {
        end = digits + unit.length();
      }
    }
    return end;
  }

  private int digitsEnd(int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private Token number(int length) {
    String word = text.substring(at, at + length);
    Token token = new Token(TokenKind.WORD, source, at, at + length, word, 0);
    at += length;
    try {
      long value;
      if (word.startsWith("0x")) {
        value = Long.parseUnsignedLong(word, 2, word.length(), 16);
      } else {
        boolean octal = word.length() > 1 && word.charAt(0) == '0';
        value = Long.parseUnsignedLong(word, octal ? 8 : 10);
      }
      return new Token(TokenKind.NUMBER, source, token.start(), token.end(), word, value);
    } catch (NumberFormatException tooLargeOrNotOctalOrTime) {
      return token;
    }
  }

  private TokenKind wordKind(int length) {
    return switch (length) {
      case 2 -> shortOperator(text.charAt(at), text.charAt(at + 1));
      case 3 -> logicalOperator();
      case 6 ->
          text.startsWith("lshift", at)
              ? TokenKind.SHIFT_LEFT
              : text.startsWith("rshift", at) ? TokenKind.SHIFT_RIGHT : TokenKind.WORD;
      default -> TokenKind.WORD;
    };
  }

  private static TokenKind shortOperator(char first, char second) {
    return switch (first) {
      case 'e' -> second == 'q' ? TokenKind.EQUAL : TokenKind.WORD;
      case 'n' -> second == 'e' ? TokenKind.NOT_EQUAL : TokenKind.WORD;
      case 'l' ->
          second == 't' ? TokenKind.LESS : second == 'e' ? TokenKind.LESS_OR_EQUAL : TokenKind.WORD;
      case 'g' ->
          second == 't'
              ? TokenKind.GREATER
              : second == 'e' ? TokenKind.GREATER_OR_EQUAL : TokenKind.WORD;
      case 'o' -> second == 'r' ? TokenKind.OR : TokenKind.WORD;
      default -> TokenKind.WORD;
    };
  }

  private TokenKind logicalOperator() {
    if (text.startsWith("and", at)) {
      return TokenKind.AND;
    }
    if (text.startsWith("xor", at)) {
      return TokenKind.XOR;
    }
    return text.startsWith("not", at) ? TokenKind.NOT : TokenKind.WORD;
  }

  private Token sign(char c) {
    char following = charAt(at + 1);
    TokenKind two = twoCharacterSign(c, following);
    if (two != TokenKind.JUNK) {
      return take(two, 2);
    }
    return take(oneCharacterSign(c), 1);
  }

  private static TokenKind twoCharacterSign(char c, char following) {
    return switch (c) {
      case '=' -> following == '=' ? TokenKind.EQUAL : TokenKind.JUNK;
      case '!' -> following == '=' ? TokenKind.NOT_EQUAL : TokenKind.JUNK;
      case '<' ->
          following == '='
              ? TokenKind.LESS_OR_EQUAL
              : following == '<' ? TokenKind.SHIFT_LEFT : TokenKind.JUNK;
      case '>' ->
          following == '='
              ? TokenKind.GREATER_OR_EQUAL
              : following == '>' ? TokenKind.SHIFT_RIGHT : TokenKind.JUNK;
      default -> TokenKind.JUNK;
    };
  }

  private static TokenKind oneCharacterSign(char c) {
    return switch (c) {
      case '\n' -> TokenKind.NEWLINE;
      case ';' -> TokenKind.SEMICOLON;
      case ',' -> TokenKind.COMMA;
      case ':' -> TokenKind.COLON;
      case '.' -> TokenKind.DOT;
      case '{' -> TokenKind.OPEN_BRACE;
      case '}' -> TokenKind.CLOSE_BRACE;
      case '[' -> TokenKind.OPEN_BRACKET;
      case ']' -> TokenKind.CLOSE_BRACKET;
      case '(' -> TokenKind.OPEN_PAREN;
      case ')' -> TokenKind.CLOSE_PAREN;
      case '<' -> TokenKind.LESS;
      case '>' -> TokenKind.GREATER;
      case '=' -> TokenKind.ASSIGN;
      case '&' -> TokenKind.AND;
      case '|' -> TokenKind.OR;
      case '^' -> TokenKind.XOR;
      case '!' -> TokenKind.NOT;
      case '/' -> TokenKind.SLASH;
      case '-' -> TokenKind.DASH;
      case '+' -> TokenKind.PLUS;
      case '*' -> TokenKind.ASTERISK;
      case '@' -> TokenKind.AT;
      case '$' -> TokenKind.DOLLAR;
      default -> TokenKind.JUNK;
    };
  }

  /** The character at {@code index}, or NUL behind the end. */
  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private static boolean isWordStart(char c) {
    return isLetter(c) || c == '_' || c == '.';
  }

  private static boolean isWordPart(char c) {
    return isLetter(c) || isDigit(c) || c == '/' || c == '-' || c == '_' || c == '.';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}

package dev.weir.nft.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.diag.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cuts are those of {@code nft --debug=scanner} 1.0.6. */
class LexerTest {
  private static List<Token> tokens(String text) {
    Lexer lexer = new Lexer(new SourceText("t", text));
    List<Token> tokens = new ArrayList<>();
    for (Token token = lexer.next(); !token.is(TokenKind.END); token = lexer.next()) {
      tokens.add(token);
    }
    return tokens;
  }

  private static String cut(String text) {
    StringBuilder out = new StringBuilder();
    for (Token token : tokens(text)) {
      out.append(out.isEmpty() ? "" : "|");
      out.append(token.span().text());
    }
    return out.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "aa:bb:cc:dd:ee:ff ! aa:bb:cc:dd:ee:ff",
        "1:2:3 ! 1:2|:|3",
        "`22:80,` ! `22:80|,`",
        "22:accept ! 22|:|accept",
        "fe80::/10 ! fe80::|/|10",
        "::ffff:1.2.3.4 ! ::ffff:1.2.3.4",
        "1::2 ! 1::2",
        "1d2h3m4s ! 1d2h3m4s",
        "10mbytes ! 10m|bytes",
        "eth* ! eth*",
        "eth\\* ! eth\\*",
        ". .. .a a.b ! .|..|.a|a.b",
        "1.2.3.4.5 ! 1.2.3.4|.5",
        "3com ! 3|com",
        "a*b ! a*|b",
        "1:2:3:4:5:6:7 ! 1:2:3:4:5:6|:|7",
        "1:2:3:4:5:6:7:8 ! 1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:8:9 ! 1:2:3:4:5:6:7:8|:|9",
        "abcd:ef01 x ! abcd:ef01|x",
        "10.0.0.0-10.0.0.255 ! 10.0.0.0|-|10.0.0.255",
        "eth0-eth1 ! eth0-eth1",
        "`@nh,8,16` ! `@|nh|,|8|,|16`",
        "sack0 sack 0 ! sack0|sack|0",
        "fe80::1:2:3:4:5:6:7:8 x ! fe80::1:2:3:4:5:6|:|7:8|x",
        "0x ! 0|x",
        "1e:2 x ! 1e:2|x",
        "ab\\*cd ! ab\\*cd",
        "00:11:22:33:44:5 ! 00:11:22:33:44:5",
        "a&b|c^d ! a|&|b|||c|^|d",
        "12ab ! 12|ab",
        "1234::5 12345::1 ! 1234::5|12345|::1",
        "10ms 5s 1w ! 10ms|5s|1|w",
      })
  void cutsAsNftDoes(String text, String expected) {
    assertEquals(expected, cut(text));
  }

  @Test
  void readsNumbersInThreeBases() {
    List<Token> tokens = tokens("22 0x1F 0777 08 18446744073709551615 18446744073709551616");
    assertEquals(22, tokens.get(0).number());
    assertEquals(31, tokens.get(1).number());
    assertEquals(511, tokens.get(2).number());
    assertEquals(TokenKind.WORD, tokens.get(3).kind());
    assertEquals(-1, tokens.get(4).number());
    assertEquals(TokenKind.WORD, tokens.get(5).kind());
  }

  @Test
  void joinsLinesBehindABackslash() {
    assertEquals("table|x|y", cut("table x\\\ny"));
  }

  @Test
  void endsACommentBeforeItsNewline() {
    assertEquals("a|\n|b", cut("a # c; d\nb"));
  }

  @Test
  void takesACommentWithoutANewlineAsJunk() {
    assertEquals(TokenKind.JUNK, tokens("a # c").get(1).kind());
  }

  @Test
  void readsWordOperators() {
    List<Token> tokens = tokens("eq ne lt le gt ge and or xor not lshift rshift == != ! <<");
    List<TokenKind> kinds = tokens.stream().map(Token::kind).toList();
    assertEquals(
        List.of(
            TokenKind.EQUAL,
            TokenKind.NOT_EQUAL,
            TokenKind.LESS,
            TokenKind.LESS_OR_EQUAL,
            TokenKind.GREATER,
            TokenKind.GREATER_OR_EQUAL,
            TokenKind.AND,
            TokenKind.OR,
            TokenKind.XOR,
            TokenKind.NOT,
            TokenKind.SHIFT_LEFT,
            TokenKind.SHIFT_RIGHT,
            TokenKind.EQUAL,
            TokenKind.NOT_EQUAL,
            TokenKind.NOT,
            TokenKind.SHIFT_LEFT),
        kinds);
  }

  @Test
  void keepsQuotedTextWithItsBlanks() {
    Token token = tokens("\"a b # c\"").getFirst();
    assertEquals(TokenKind.QUOTED, token.kind());
    assertEquals("a b # c", token.text());
  }

  @Test
  void takesAnOpenQuoteAsJunk() {
    assertEquals("\"|abc", cut("\"abc"));
  }
}

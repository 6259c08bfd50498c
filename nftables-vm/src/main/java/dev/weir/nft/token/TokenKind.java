package dev.weir.nft.token;

/** Kinds of tokens. The words are those of nft's syntax errors. */
public enum TokenKind {
  /** A keyword, name, address or anything else without quotes. */
  WORD("string"),
  /** A word with a trailing or inner {@code *}, or an escaped one: {@code eth*}. */
  WILDCARD_WORD("string with a trailing asterisk"),
  /** Text in double quotes. */
  QUOTED("quoted string"),
  NUMBER("number"),
  NEWLINE("newline"),
  SEMICOLON("semicolon"),
  COMMA("comma"),
  COLON("colon"),
  DOT("."),
  OPEN_BRACE("'{'"),
  CLOSE_BRACE("'}'"),
  OPEN_BRACKET("'['"),
  CLOSE_BRACKET("']'"),
  OPEN_PAREN("'('"),
  CLOSE_PAREN("')'"),
  EQUAL("=="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  ASSIGN("'='"),
  SHIFT_LEFT("<<"),
  SHIFT_RIGHT(">>"),
  AND("&"),
  OR("|"),
  XOR("^"),
  NOT("!"),
  SLASH("/"),
  DASH("-"),
  PLUS("+"),
  ASTERISK("*"),
  AT("@"),
  DOLLAR("$"),
  JUNK("junk"),
  END("end of file");

  private final String word;

  TokenKind(String word) {
    this.word = word;
  }

  /** What syntax errors call it. */
  public String word() {
    return word;
  }
}

package dev.weir.nft.parse;

import dev.weir.core.hook.Family;
import dev.weir.nft.ast.Cmd.Name;
import dev.weir.nft.ast.Cmd.TableRef;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;

/** Parses {@code [family] table}. */
final class FamilyParser {
  private FamilyParser() {}

  /** The family that stands next, ip where none does. */
  static Family family(ParseContext context) {
    Token word = context.peek();
    Family family = word.is(TokenKind.WORD) ? Family.ofWord(word.text()) : null;
    if (family == null) {
      return Family.IPV4;
    }
    context.next();
    return family;
  }

  static TableRef tableRef(ParseContext context) {
    Family family = family(context);
    Name name = context.identifier();
    return new TableRef(name.span(), family, name.text());
  }
}

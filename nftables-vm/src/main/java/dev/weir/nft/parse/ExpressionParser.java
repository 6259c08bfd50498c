package dev.weir.nft.parse;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Expr.BinaryOperator;
import dev.weir.nft.token.ReservedWords;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses expressions.
 *
 * <pre>
 * left      := concat [ "map" map ]                 what a rule looks at
 * right     := set | "@" name | concat { "," value }     what it compares with
 * concat    := part { "." part }
 * part      := or [ "/" number | "-" or ] | "*"
 * or        := xor { "|" xor }      xor := and { "^" and }      and := shift { "&" shift }
 * shift     := primary { ("<<" | ">>") primary }
 * primary   := number | word | text | "$" name | "(" or ")" | selector
 * </pre>
 *
 * <p>Left and right differ in what words mean: {@code tcp} starts a selector on the left and is a
 * value on the right.
 */
final class ExpressionParser {
  /** Keywords that are also values. */
  private static final Set<String> VALUE_KEYWORDS =
      Set.of(
          "exists",
          "missing",
          "ether",
          "ip",
          "ip6",
          "vlan",
          "arp",
          "dnat",
          "snat",
          "ecn",
          "reset",
          "tcp",
          "udp",
          "udplite",
          "esp",
          "ah",
          "icmp",
          "icmpv6",
          "igmp",
          "comp",
          "dccp",
          "sctp",
          "redirect");

  private final ParseContext context;
  private final SelectorParser selectors;
  private final SetLiteralParser sets;

  ExpressionParser(ParseContext context) {
    this.context = context;
    this.selectors = new SelectorParser(context);
    this.sets = new SetLiteralParser(context, this);
  }

  SelectorParser selectors() {
    return selectors;
  }

  SetLiteralParser sets() {
    return sets;
  }

  /** Left side of a match, key of a map, or the value of {@code meta KEY set}. */
  Expr left() {
    Token first = context.peek();
    Expr key = concat(first, false);
    if (!context.accept("map")) {
      return key;
    }
    Expr map = sets.literalOrReference();
    context.node(first);
    return new Expr.MapLookup(context.spanFrom(first), key, map);
  }

  /** Right side of a match. */
  Expr right() {
    if (context.at(TokenKind.OPEN_BRACE)) {
      return sets.literal();
    }
    if (context.at(TokenKind.AT)) {
      return sets.reference();
    }
    Token first = context.peek();
    Expr value = concat(first, true);
    return context.at(TokenKind.COMMA) ? list(first, value, true) : value;
  }

  /** The value of {@code meta KEY set}: selectors, constants, maps, lists of flags. */
  Expr assigned() {
    Token first = context.peek();
    Expr value = left();
    return context.at(TokenKind.COMMA) ? list(first, value, false) : value;
  }

  /** Flags without braces: {@code a,b,c}. */
  private Expr list(Token first, Expr value, boolean constant) {
    List<Expr> parts = new ArrayList<>();
    parts.add(value);
    while (context.accept(TokenKind.COMMA)) {
      context.node(first);
      parts.add(concat(context.peek(), constant));
    }
    return new Expr.Flags(context.spanFrom(first), List.copyOf(parts));
  }

  /** Parts with dots between them; {@code first} is the token it starts with. */
  Expr concat(Token first, boolean constant) {
    context.nest();
    Expr part = part(constant);
    if (context.at(TokenKind.DOT)) {
      List<Expr> parts = new ArrayList<>();
      parts.add(part);
      while (context.accept(TokenKind.DOT)) {
        parts.add(part(constant));
      }
      part = new Expr.Concat(context.spanFrom(first), List.copyOf(parts));
    }
    context.unnest();
    return part;
  }

  private Expr part(boolean constant) {
    Token first = context.peek();
    context.node(first);
    if (constant && context.accept(TokenKind.ASTERISK)) {
      return new Expr.Wildcard(first.span());
    }
    Expr value = binary(0, constant);
    if (context.at(TokenKind.SLASH) && context.tokens().peek(1).is(TokenKind.NUMBER)) {
      context.next();
      long length = context.next().number();
      SourceSpan span = context.spanFrom(first);
      if (Long.compareUnsigned(length, Integer.MAX_VALUE) > 0) {
        length = Integer.MAX_VALUE;
      }
      return new Expr.Prefix(span, value, (int) length);
    }
    if (context.accept(TokenKind.DASH)) {
      Expr high = binary(0, constant);
      return new Expr.Range(context.spanFrom(first), value, high);
    }
    return value;
  }

  /** Precedence climbing: level 0 is {@code |}, then {@code ^}, {@code &}, the shifts. */
  Expr binary(int level, boolean constant) {
    if (level == 4) {
      return primary(constant);
    }
    Token first = context.peek();
    Expr left = binary(level + 1, constant);
    int levels = 0;
    for (BinaryOperator operator = operator(level); operator != null; operator = operator(level)) {
      context.next();
      context.deepen(++levels);
      context.node(first);
      Expr right = binary(level + 1, constant);
      left = new Expr.Binary(context.spanFrom(first), operator, left, right);
    }
    return left;
  }

  private @Nullable BinaryOperator operator(int level) {
    BinaryOperator operator =
        switch (context.peek().kind()) {
          case OR -> BinaryOperator.OR;
          case XOR -> BinaryOperator.XOR;
          case AND -> BinaryOperator.AND;
          case SHIFT_LEFT -> BinaryOperator.SHIFT_LEFT;
          case SHIFT_RIGHT -> BinaryOperator.SHIFT_RIGHT;
          default -> null;
        };
    return operator != null && levelOf(operator) == level ? operator : null;
  }

  private static int levelOf(BinaryOperator operator) {
    return switch (operator) {
      case OR -> 0;
      case XOR -> 1;
      case AND -> 2;
      case SHIFT_LEFT, SHIFT_RIGHT -> 3;
    };
  }

  Expr primary(boolean constant) {
    Token token = context.peek();
    return switch (token.kind()) {
      case NUMBER -> {
        context.next();
        yield new Expr.Number(token.span(), token.number());
      }
      case QUOTED, WILDCARD_WORD -> {
        context.next();
        yield new Expr.Text(token.span(), token.text());
      }
      case DOLLAR -> variable();
      case OPEN_PAREN -> parenthesis(constant);
      case OPEN_BRACKET -> bracketed();
      case WORD -> word(token, constant);
      case OPEN_BRACE -> {
        sets.literal();
        throw context.unexpected();
      }
      case AT -> {
        if (constant) {
          throw context.unexpected();
        }
        yield selectors.rawPayload();
      }
      default -> throw context.unexpected();
    };
  }

  private Expr word(Token token, boolean constant) {
    if (!constant && token.is("jhash")) {
      return new GeneratorParser(context).jhash(this);
    }
    if (!constant && selectors.isSelector(token)) {
      return selectors.selector();
    }
    String word = token.text();
    boolean keyword = ReservedWords.isReserved(word);
    if (keyword && !(VALUE_KEYWORDS.contains(word))) {
      throw context.unexpected();
    }
    context.next();
    return new Expr.Symbol(token.span(), word);
  }

  /** {@code [fd00::1]}: an address that a port may follow. */
  private Expr bracketed() {
    Token open = context.next();
    Token address = context.peek();
    if (!address.is(TokenKind.WORD) || address.text().indexOf(':') < 0) {
      throw context.unexpected();
    }
    context.next();
    context.expect(TokenKind.CLOSE_BRACKET);
    return new Expr.Symbol(context.spanFrom(open), address.text());
  }

  private Expr parenthesis(boolean constant) {
    context.next();
    context.nest();
    Expr inner = binary(0, constant);
    context.unnest();
    context.expect(TokenKind.CLOSE_PAREN);
    return inner;
  }

  /** {@code $name}: the value it stands for. */
  Expr variable() {
    context.expect(TokenKind.DOLLAR);
    Token name = context.peek();
    context.identifier();
    return lookUp(name.span(), name.text());
  }

  Expr lookUp(SourceSpan span, String name) {
    Scope.Variable variable = context.scope().find(name);
    if (variable != null) {
      return context.use(span, variable);
    }
    String near =
        context.diagnostics.isFull() ? null : NearNames.nearest(name, context.scope().names());
    throw context.error(
        span,
        "unknown identifier '"
            + name
            + "'"
            + (near == null ? "" : "; did you mean identifier ‘" + near + "’?"));
  }
}

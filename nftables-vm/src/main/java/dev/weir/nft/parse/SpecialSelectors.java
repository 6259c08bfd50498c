package dev.weir.nft.parse;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.selector.IpsecSelector;
import dev.weir.nft.selector.OsfSelector;
import dev.weir.nft.selector.RoutingSelector;
import dev.weir.nft.selector.Selector;
import dev.weir.nft.selector.SocketSelector;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import java.util.Set;

/**
 * Parses the selectors that are neither header fields nor keys, by their first word.
 *
 * <pre>
 * "fib" ... | "numgen" ... | "symhash" ...
 * "socket" ("transparent" | "mark" | "wildcard")
 * "osf" [ "ttl" ("loose" | "skip") ] ("name" | "version")
 * "rt" [ "ip" | "ip6" ] ("classid" | "nexthop" | "mtu" | "ipsec")
 * "ipsec" ("in" | "out") [ "spnum" N ] ("reqid" | "spi" | ("ip" | "ip6") ("saddr" | "daddr"))
 * </pre>
 */
final class SpecialSelectors {
  private static final Set<String> WORDS = Set.of("fib", "socket", "osf", "numgen", "symhash");

  /** Second words of routing selectors, which share {@code rt} with the extension header. */
  private static final Set<String> ROUTING_KEYS =
      Set.of("classid", "nexthop", "mtu", "ipsec", "ip", "ip6");

  private static final int MAX_ASSOCIATION = 255;

  private final ParseContext context;
  private final FibParser fib;
  private final GeneratorParser generators;

  SpecialSelectors(ParseContext context) {
    this.context = context;
    fib = new FibParser(context);
    generators = new GeneratorParser(context);
  }

  /** Whether a token, followed by another, begins one of them. */
  static boolean begins(Token token, Token following) {
    if (WORDS.contains(token.text())) {
      return true;
    }
    return switch (token.text()) {
      case "rt" -> following.is(TokenKind.WORD) && ROUTING_KEYS.contains(following.text());
      case "ipsec" -> following.is("in") || following.is("out");
      default -> false;
    };
  }

  /** A selector; its first word is the next token. */
  Expr selector() {
    Token first = context.next();
    Selector selector =
        switch (first.text()) {
          case "fib" -> fib.selector();
          case "socket" -> socket();
          case "osf" -> osf();
          case "rt" -> routing();
          case "ipsec" -> ipsec();
          case "numgen" -> generators.numgen();
          case "symhash" -> generators.symhash();
          default -> throw context.notSupported(first.text());
        };
    return new Expr.Selected(context.spanFrom(first), selector);
  }

  private Selector socket() {
    Token token = context.peek();
    for (SocketSelector.Key key : SocketSelector.Key.values()) {
      if (token.is(key.word())) {
        context.next();
        return new SocketSelector(key);
      }
    }
    if (token.is("cgroupv2")) {
      throw context.notSupported(token.span(), "socket cgroupv2");
    }
    throw context.unexpected("transparent", "wildcard", "cgroupv2", "mark");
  }

  private Selector osf() {
    String timeToLive = "";
    if (context.accept("ttl")) {
      Token word = context.peek();
      timeToLive = context.string().text();
      if (!timeToLive.equals("loose") && !timeToLive.equals("skip")) {
        throw context.error(word.span(), "invalid ttl option");
      }
    }
    if (context.accept("version")) {
      return new OsfSelector(timeToLive, true);
    }
    if (context.accept("name")) {
      return new OsfSelector(timeToLive, false);
    }
    throw context.unexpected("version", "name");
  }

  private Selector routing() {
    boolean four = context.accept("ip");
    boolean six = !four && context.accept("ip6");
    Token token = context.peek();
    RoutingSelector.Key key =
        switch (token.text()) {
          case "classid" -> RoutingSelector.Key.CLASSID;
          case "nexthop" ->
              four
                  ? RoutingSelector.Key.NEXTHOP4
                  : six ? RoutingSelector.Key.NEXTHOP6 : RoutingSelector.Key.NEXTHOP;
          case "mtu" -> RoutingSelector.Key.MTU;
          case "ipsec" -> RoutingSelector.Key.IPSEC;
          default -> throw context.unexpected("mtu", "classid", "nexthop", "ipsec");
        };
    context.next();
    return new RoutingSelector(key);
  }

  private Selector ipsec() {
    boolean out = context.next().is("out");
    int number = 0;
    Token word = context.peek();
    if (context.accept("spnum")) {
      long given = context.expect(TokenKind.NUMBER).number();
      SourceSpan span = context.spanFrom(word);
      if (Long.compareUnsigned(given, MAX_ASSOCIATION) > 0) {
        throw context.error(span, "value too large");
      }
      number = (int) given;
    }
    Token token = context.peek();
    String words = token.text();
    if (token.is("ip") || token.is("ip6")) {
      context.next();
      words = words + " " + context.peek().text();
    }
    for (IpsecSelector.Key key : IpsecSelector.Key.values()) {
      if (key.words().equals(words)) {
        context.next();
        return new IpsecSelector(out, number, key);
      }
    }
    throw token.is("ip") || token.is("ip6")
        ? context.unexpected("saddr", "daddr")
        : context.unexpected("ip", "ip6", "spi", "reqid");
  }
}

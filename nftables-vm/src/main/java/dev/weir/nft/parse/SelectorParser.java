package dev.weir.nft.parse;

import dev.weir.nft.ast.Cmd.Name;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Expr.PayloadBase;
import dev.weir.nft.proto.ExtensionHeaderField;
import dev.weir.nft.proto.ExtensionHeaderField.Kind;
import dev.weir.nft.proto.ExtensionHeaders;
import dev.weir.nft.proto.ProtoField;
import dev.weir.nft.proto.Protocols;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import dev.weir.nft.vm.MetaKey;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Parses selectors: {@code tcp dport}, {@code meta mark}, {@code frag id}, {@code @nh,8,16}. */
final class SelectorParser {
  /** Keys that may stand without {@code meta}. */
  private static final Set<String> BARE_META_KEYS =
      Set.of(
          "mark",
          "iif",
          "iifname",
          "iiftype",
          "oif",
          "oifname",
          "oiftype",
          "skuid",
          "skgid",
          "nftrace",
          "rtclassid",
          "ibriport",
          "obriport",
          "ibrname",
          "obrname",
          "pkttype",
          "cpu",
          "iifgroup",
          "oifgroup",
          "cgroup",
          "ipsec",
          "time",
          "day",
          "hour");

  private static final Set<String> ALL_META_KEYS =
      Set.of(
          "length",
          "protocol",
          "priority",
          "random",
          "secmark",
          "nfproto",
          "l4proto",
          "sdif",
          "sdifname",
          "ibrpvid",
          "ibrvproto",
          "iifkind",
          "oifkind",
          "bri_iifname",
          "bri_oifname",
          "broute");

  /** Words of old that nft still reads. */
  private static final Map<String, String> META_ALIASES =
      Map.of("secpath", "ipsec", "ibriport", "ibrname", "obriport", "obrname");

  private static final Set<String> EXTENSION_HEADERS =
      Set.of("hbh", "rt", "rt0", "rt2", "rt4", "srh", "frag", "dst", "mh");

  /** Selectors nft has and weir not yet. */
  private static final Set<String> UNSUPPORTED = Set.of("xfrm", "vxlan", "geneve", "gre", "gretap");

  private final ParseContext context;
  private final CtParser connections;
  private final SpecialSelectors special;

  SelectorParser(ParseContext context) {
    this.context = context;
    connections = new CtParser(context);
    special = new SpecialSelectors(context);
  }

  boolean isSelector(Token token) {
    String word = token.text();
    return word.equals("meta")
        || word.equals("ct")
        || word.equals("exthdr")
        || BARE_META_KEYS.contains(word)
        || EXTENSION_HEADERS.contains(word)
        || Protocols.of(word) != null
        || SpecialSelectors.begins(token, context.tokens().peek(1))
        || UNSUPPORTED.contains(word);
  }

  Expr selector() {
    Token first = context.peek();
    context.node(first);
    if (SpecialSelectors.begins(first, context.tokens().peek(1))) {
      return special.selector();
    }
    String word = first.text();
    if (word.equals("meta")) {
      context.next();
      return meta(first);
    }
    if (BARE_META_KEYS.contains(word)) {
      return meta(first);
    }
    if (word.equals("ct")) {
      return connections.selector();
    }
    if (word.equals("exthdr")) {
      return extensionHeaderPresence();
    }
    if (EXTENSION_HEADERS.contains(word)) {
      return extensionHeader();
    }
    if (Protocols.of(word) == null) {
      throw context.notSupported(word);
    }
    return payload();
  }

  /** A meta selector whose key is the next token; {@code first} is where it begins. */
  private Expr.Meta meta(Token first) {
    MetaKey key = metaKey(first);
    return new Expr.Meta(context.spanFrom(first), key);
  }

  /** The next token as a meta key that weir knows; {@code first} is where the selector begins. */
  MetaKey metaKey(Token first) {
    Token token = context.peek();
    if (!token.is(TokenKind.WORD)) {
      throw context.unexpected();
    }
    String word = token.text();
    context.next();
    MetaKey key = MetaKey.ofWord(META_ALIASES.getOrDefault(word, word));
    if (key == null) {
      boolean known = BARE_META_KEYS.contains(word) || ALL_META_KEYS.contains(word);
      throw known
          ? context.notSupported(token.span(), "meta " + word)
          : context.error(
              context.spanFrom(first),
              "syntax error, unexpected " + word + ", known keys are " + knownMetaKeys());
    }
    return key;
  }

  private static String knownMetaKeys() {
    return Arrays.stream(MetaKey.values()).map(MetaKey::word).collect(Collectors.joining(", "));
  }

  /** The parser of what begins with {@code ct}. */
  CtParser connections() {
    return connections;
  }

  /** Whether a token begins the selector of an IPv6 extension header. */
  boolean isExtensionHeader(Token token) {
    boolean header = token.is("exthdr") || EXTENSION_HEADERS.contains(token.text());
    return token.is(TokenKind.WORD)
        && header
        && !SpecialSelectors.begins(token, context.tokens().peek(1));
  }

  boolean isBareMetaKey(Token token) {
    return token.is(TokenKind.WORD) && BARE_META_KEYS.contains(token.text());
  }

  private Expr payload() {
    Token protocol = context.next();
    Token name = context.peek();
    if (protocol.is("tcp") && name.is("option")) {
      context.next();
      return tcpOption(protocol);
    }
    if (protocol.is("ip") && name.is("option")) {
      context.next();
      return ipOption(protocol);
    }
    if (protocol.is("sctp") && name.is("chunk")) {
      context.next();
      Token chunk = context.peek();
      return optionField(Kind.SCTP_CHUNK, protocol, chunk, context.word().text());
    }
    if (protocol.is("arp") && (name.is("saddr") || name.is("daddr"))) {
      return arpAddress(protocol);
    }
    ProtoField field =
        name.is(TokenKind.WORD) ? Protocols.field(protocol.text(), name.text()) : null;
    if (field == null) {
      throw context.unexpected();
    }
    context.next();
    return new Expr.Payload(context.spanFrom(protocol), field);
  }

  /** {@code arp saddr ip}, {@code arp daddr ether}: the only fields of two words. */
  private Expr arpAddress(Token protocol) {
    Token name = context.next();
    Token kind = context.peek();
    ProtoField field = Protocols.field("arp", name.text() + " " + kind.text());
    if (!kind.is(TokenKind.WORD) || field == null) {
      throw context.unexpected("ip", "ether");
    }
    context.next();
    return new Expr.Payload(context.spanFrom(protocol), field);
  }

  private Expr extensionHeader() {
    Token header = context.next();
    Token name = context.peek();
    if (!name.is(TokenKind.WORD)) {
      throw context.unexpected();
    }
    context.next();
    String word = name.text();
    if (context.accept(TokenKind.OPEN_BRACKET)) {
      // An array of addresses: rt0 addr[1], srh sid[1].
      word = word + "[" + context.expect(TokenKind.NUMBER).number() + "]";
      context.expect(TokenKind.CLOSE_BRACKET);
    }
    return extension(Kind.IPV6_EXTENSION_HEADER, header, header.text(), name, word);
  }

  /** {@code exthdr frag exists}. */
  private Expr extensionHeaderPresence() {
    Token first = context.next();
    Token header = context.peek();
    if (!EXTENSION_HEADERS.contains(header.text())) {
      throw context.unexpected();
    }
    context.next();
    return extension(Kind.IPV6_EXTENSION_HEADER, first, header.text(), header, "");
  }

  /** Behind {@code tcp option}. */
  private Expr tcpOption(Token first) {
    Token option = context.peek();
    if (option.is(TokenKind.AT)) {
      return rawTcpOption(first);
    }
    if (option.is(TokenKind.NUMBER)) {
      ExtensionHeaderField presence = ExtensionHeaders.tcpOption(optionNumber(context.next()));
      ExtensionHeaderField length =
          ExtensionHeaders.field(Kind.TCP_OPTION, presence.header(), "length");
      ExtensionHeaderField field = length != null && context.accept("length") ? length : presence;
      return new Expr.ExtensionHeader(context.spanFrom(first), field);
    }
    String header = context.word().text();
    boolean numbered = context.at(TokenKind.NUMBER) && context.peek().start() == option.end();
    if (header.equals("sack") && numbered) {
      header = "sack" + context.next().number();
    }
    return optionField(Kind.TCP_OPTION, first, option, header);
  }

  /** {@code tcp option @kind,offset,length}. */
  private Expr rawTcpOption(Token first) {
    context.next();
    int number = optionNumber(context.expect(TokenKind.NUMBER));
    context.expect(TokenKind.COMMA);
    int offset = bits(context.expect(TokenKind.NUMBER));
    context.expect(TokenKind.COMMA);
    int length = bits(context.expect(TokenKind.NUMBER));
    return new Expr.ExtensionHeader(
        context.spanFrom(first), ExtensionHeaders.rawTcpOption(number, offset, length));
  }

  /** The kind of a TCP option. */
  int optionNumber(Token token) {
    if (Long.compareUnsigned(token.number(), 255) > 0) {
      throw context.error(
          token.span(), "value " + Long.toUnsignedString(token.number()) + " too large");
    }
    return (int) token.number();
  }

  /** Behind {@code ip option}. */
  private Expr ipOption(Token first) {
    Token option = context.peek();
    String header = context.word().text();
    return optionField(Kind.IPV4_OPTION, first, option, header);
  }

  private Expr optionField(Kind kind, Token first, Token option, String header) {
    Token name = context.peek();
    boolean field =
        name.is(TokenKind.WORD) && ExtensionHeaders.field(kind, header, name.text()) != null;
    if (field) {
      context.next();
      return extension(kind, first, header, name, name.text());
    }
    if (ExtensionHeaders.field(kind, header, "") == null) {
      throw context.error(option.span(), "syntax error, unexpected " + option.describe());
    }
    return extension(kind, first, header, option, "");
  }

  private Expr extension(Kind kind, Token first, String header, Token place, String name) {
    ExtensionHeaderField field = ExtensionHeaders.field(kind, header, name);
    if (field == null) {
      throw context.error(place.span(), "syntax error, unexpected " + place.describe());
    }
    return new Expr.ExtensionHeader(context.spanFrom(first), field);
  }

  /** {@code @nh,64,32}. */
  Expr rawPayload() {
    Token at = context.next();
    Name word = context.word();
    PayloadBase base = null;
    for (PayloadBase candidate : PayloadBase.values()) {
      if (candidate.word().equals(word.text())) {
        base = candidate;
      }
    }
    if (base == null) {
      throw context.error(word.span(), "unknown raw payload base");
    }
    context.expect(TokenKind.COMMA);
    int offset = bits(context.expect(TokenKind.NUMBER));
    context.expect(TokenKind.COMMA);
    Token lengthToken = context.expect(TokenKind.NUMBER);
    int length = bits(lengthToken);
    context.node(at);
    return new Expr.RawPayload(context.spanFrom(at), base, offset, length);
  }

  private static int bits(Token number) {
    boolean huge = Long.compareUnsigned(number.number(), Integer.MAX_VALUE) > 0;
    return huge ? Integer.MAX_VALUE : (int) number.number();
  }
}

package dev.weir.nft.parse;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.hook.Family;
import dev.weir.nft.ast.ObjectSpec;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import dev.weir.nft.type.Parsed;
import dev.weir.nft.type.RelativeTime;
import dev.weir.nft.vm.ObjectKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Parses what stands in the blocks of {@code ct helper}, {@code ct timeout} and {@code ct
 * expectation}; one block at a time.
 */
final class CtObjectParser {
  private static final int TCP = 6;
  private static final int UDP = 17;

  /** The kernel's order; nft lists them so. */
  private static final List<String> TCP_STATES =
      List.of(
          "syn_sent",
          "syn_recv",
          "established",
          "fin_wait",
          "close_wait",
          "last_ack",
          "time_wait",
          "close",
          "syn_sent2",
          "retrans",
          "unack");

  private static final List<String> UDP_STATES = List.of("unreplied", "replied");

  private final ParseContext context;
  private int protocol;
  private @Nullable Family family;
  private String type = "";
  private final SequencedMap<Token, Long> policy = new LinkedHashMap<>();
  private @Nullable Integer port;
  private @Nullable Long timeoutMillis;
  private @Nullable Integer size;

  CtObjectParser(ParseContext context) {
    this.context = context;
  }

  /** Forgets the block before. */
  void begin() {
    protocol = 0;
    family = null;
    type = "";
    policy.clear();
    port = null;
    timeoutMillis = null;
    size = null;
  }

  /** One item with the separator behind it. */
  void item(ObjectKind kind) {
    Token first = context.peek();
    boolean expectation = kind == ObjectKind.CT_EXPECTATION;
    boolean good =
        switch (first.is(TokenKind.WORD) ? first.text() : "") {
          case "l3proto" -> true;
          case "protocol" -> kind != ObjectKind.CT_HELPER;
          case "type" -> kind == ObjectKind.CT_HELPER;
          case "policy" -> kind == ObjectKind.CT_TIMEOUT;
          case "dport", "timeout", "size" -> expectation;
          default -> false;
        };
    if (!good) {
      throw context.unexpected();
    }
    context.next();
    switch (first.text()) {
      case "l3proto" -> family = family();
      case "protocol" -> protocol = protocol();
      case "type" -> {
        type = context.expect(TokenKind.QUOTED).text();
        context.expect("protocol");
        protocol = protocol();
      }
      case "policy" -> policy();
      case "dport" -> port = (int) context.expect(TokenKind.NUMBER).number() & 0xffff;
      case "size" -> size = (int) context.expect(TokenKind.NUMBER).number() & 0xff;
      default -> timeoutMillis = time();
    }
    context.expectSeparator();
  }

  private Family family() {
    Token word = context.peek();
    Family named = word.is(TokenKind.WORD) ? Family.ofWord(word.text()) : null;
    if (named == null) {
      throw context.unexpected();
    }
    context.next();
    return named;
  }

  private int protocol() {
    if (context.accept("tcp")) {
      return TCP;
    }
    if (context.accept("udp")) {
      return UDP;
    }
    throw context.unexpected("udp", "tcp");
  }

  private void policy() {
    context.expect(TokenKind.ASSIGN);
    context.expect(TokenKind.OPEN_BRACE);
    policy.clear();
    while (true) {
      context.skipNewlines();
      Token state = context.expect(TokenKind.WORD);
      context.expect(TokenKind.COLON);
      policy.put(state, context.expect(TokenKind.NUMBER).number());
      context.skipNewlines();
      if (!context.accept(TokenKind.COMMA)) {
        break;
      }
    }
    if (!context.accept(TokenKind.CLOSE_BRACE)) {
      throw context.unexpected("comma", "'}'");
    }
  }

  private long time() {
    Token token = context.expect(TokenKind.WORD);
    Parsed parsed = RelativeTime.parse(token.text());
    if (parsed.number() == null) {
      throw context.error(token.span(), "bad time value");
    }
    return parsed.number().longValue();
  }

  /** What the items of the block come to. */
  ObjectSpec.Body complete(ObjectKind kind, SourceSpan span) {
    if (kind == ObjectKind.CT_HELPER) {
      return new ObjectSpec.CtHelper(type, protocol, family);
    }
    if (kind == ObjectKind.CT_TIMEOUT) {
      return new ObjectSpec.CtTimeout(protocol, family, sortedPolicy());
    }
    Integer destination = port;
    Long timeout = timeoutMillis;
    Integer most = size;
    if (protocol == 0 || destination == null || timeout == null || most == null) {
      throw context.error(span, "missing options");
    }
    return new ObjectSpec.CtExpectation(protocol, family, destination, timeout, most);
  }

  private SequencedMap<String, Long> sortedPolicy() {
    List<String> states = protocol == UDP ? UDP_STATES : TCP_STATES;
    TreeMap<Integer, Long> byState = new TreeMap<>();
    policy.forEach((state, seconds) -> {
      int number = states.indexOf(state.text());
      if (number < 0) {
        throw context.error(state.span(), "invalid state for this protocol");
      }
      byState.put(number, seconds);
    });
    SequencedMap<String, Long> sorted = new LinkedHashMap<>();
    byState.forEach((state, seconds) -> sorted.put(states.get(state), seconds));
    return sorted;
  }
}

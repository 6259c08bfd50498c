package dev.weir.nft.parse;

import dev.weir.nft.ast.ObjectSpec;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses what stands in a flowtable: {@code hook ingress priority filter}, <code>devices = { eth0,
 * eth1 }</code>, {@code flags offload}, {@code counter}.
 */
final class FlowtableParser {
  private final ParseContext context;
  private int priority;
  private List<String> devices = new ArrayList<>();
  private boolean offload;
  private boolean counter;

  FlowtableParser(ParseContext context) {
    this.context = context;
  }

  /** Forgets the block before. */
  void begin() {
    priority = 0;
    devices = new ArrayList<>();
    offload = false;
    counter = false;
  }

  /** One item. */
  void item() {
    Token first = context.peek();
    switch (first.is(TokenKind.WORD) ? first.text() : "") {
      case "hook" -> hook();
      case "devices" -> devices();
      case "counter" -> {
        context.next();
        counter = true;
      }
      case "flags" -> {
        context.next();
        context.expect("offload");
        offload = true;
      }
      default -> throw context.unexpected();
    }
    context.expectSeparator();
  }

  private void hook() {
    context.next();
    Token hook = context.peek();
    context.word();
    if (!hook.is("ingress")) {
      // KERNEL: nft_flowtable_parse_hook
      throw context.error(hook.span(), "Could not process rule: Operation not supported");
    }
    Token word = context.peek();
    context.expect("priority");
    boolean named = context.at("filter");
    if (named) {
      context.next();
    }
    int sign = 1;
    if (context.accept(TokenKind.DASH)) {
      sign = -1;
    } else if (named && !context.accept(TokenKind.PLUS)) {
      sign = 0;
    }
    if (context.at(TokenKind.WORD)) {
      context.next();
      throw context.error(context.spanFrom(word), "invalid priority expression value.");
    }
    priority = sign == 0 ? 0 : sign * (int) context.expect(TokenKind.NUMBER).number();
  }

  private void devices() {
    context.next();
    context.expect(TokenKind.ASSIGN);
    if (!context.accept(TokenKind.OPEN_BRACE)) {
      throw context.unexpected("'{'", "'$'");
    }
    context.skipNewlines();
    do {
      context.skipNewlines();
      if (!context.at(TokenKind.WORD) && !context.at(TokenKind.QUOTED)) {
        throw context.unexpected("string", "quoted string", "'$'");
      }
      devices.add(context.next().text());
      context.skipNewlines();
    } while (context.accept(TokenKind.COMMA));
    if (!context.accept(TokenKind.CLOSE_BRACE)) {
      throw context.unexpected("comma", "'}'");
    }
  }

  ObjectSpec.Body complete() {
    return new ObjectSpec.Flowtable(priority, devices, offload, counter);
  }
}

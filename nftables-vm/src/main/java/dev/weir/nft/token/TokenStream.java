package dev.weir.nft.token;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.diag.SourceText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tokens of a text and of the texts it includes, with as much lookahead as is asked for. */
public final class TokenStream {
  private static final class Frame {
    final Lexer lexer;
    final Deque<Token> ahead = new ArrayDeque<>(4);

    Frame(SourceText text) {
      lexer = new Lexer(text);
    }

    Token next() {
      Token token = ahead.poll();
      return token != null ? token : lexer.next();
    }
  }

  private final Deque<Frame> frames = new ArrayDeque<>();
  private final List<Token> ahead = new ArrayList<>(4);
  private @Nullable Token last;

  public TokenStream(SourceText text) {
    frames.push(new Frame(text));
  }

  /** The token that {@link #next} will return. */
  public Token peek() {
    return peek(0);
  }

  /** The token {@code distance} tokens behind the next one. */
  public Token peek(int distance) {
    while (ahead.size() <= distance) {
      ahead.add(pull());
    }
    return ahead.get(distance);
  }

  /** Takes the next token; at the end of the text END, again and again. */
  public Token next() {
    Token token = ahead.isEmpty() ? pull() : ahead.removeFirst();
    last = token;
    return token;
  }

  /** The span from {@code first} to the token taken last. */
  public SourceSpan spanFrom(Token first) {
    Token end = last;
    if (end == null || end.source() != first.source() || end.end() < first.end()) {
      return first.span();
    }
    return new SourceSpan(first.source(), first.start(), end.end());
  }

  /** How many texts are open, the top-level one included. */
  public int depth() {
    return frames.size();
  }

  /** Reads {@code text} before anything that was not taken yet. */
  public void include(SourceText text) {
    Frame current = frames.getFirst();
    for (int i = ahead.size() - 1; i >= 0; i--) {
      current.ahead.addFirst(ahead.get(i));
    }
    ahead.clear();
    frames.push(new Frame(text));
  }

  private Token pull() {
    while (true) {
      Token token = frames.getFirst().next();
      if (token.kind() != TokenKind.END || frames.size() == 1) {
        return token;
      }
      frames.pop();
    }
  }
}

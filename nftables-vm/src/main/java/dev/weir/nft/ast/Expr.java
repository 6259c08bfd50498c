package dev.weir.nft.ast;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.proto.ExtensionHeaderField;
import dev.weir.nft.proto.ProtoField;
import dev.weir.nft.selector.Selector;
import dev.weir.nft.vm.CtKey;
import dev.weir.nft.vm.MetaKey;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An expression: a selector (what to look at), a value (what to compare with), or a combination.
 */
public sealed interface Expr {
  SourceSpan span();

  /**
   * A bare word whose meaning depends on the type it is compared with: {@code ssh}, {@code
   * 10.0.0.1}, {@code new}.
   */
  record Symbol(SourceSpan span, String text) implements Expr {}

  /** An unsigned 64-bit number, decimal, octal or hexadecimal in the text. */
  record Number(SourceSpan span, long value) implements Expr {}

  /** A quoted string; {@code text} is without the quotes. A trailing {@code *} is kept. */
  record Text(SourceSpan span, String text) implements Expr {}

  /** {@code *}, the catch-all element. */
  record Wildcard(SourceSpan span) implements Expr {}

  /** {@code @name}. */
  record SetReference(SourceSpan span, String name) implements Expr {}

  /**
   * {@code accept}, {@code jump chain}, ...; {@code chain} is null unless {@code kind} is JUMP or
   * GOTO.
   */
  record VerdictExpr(SourceSpan span, VerdictKind kind, @Nullable Expr chain) implements Expr {}

  /** A field of a header known by name: {@code tcp dport}. */
  record Payload(SourceSpan span, ProtoField field) implements Expr {}

  /** {@code @nh,64,32}: bits of a header named by base, offset and length. */
  record RawPayload(SourceSpan span, PayloadBase base, int offsetBits, int lengthBits)
      implements Expr {}

  /** {@code meta mark}, or one of the keys that may stand without {@code meta}. */
  record Meta(SourceSpan span, MetaKey key) implements Expr {}

  /** {@code ct mark}, {@code ct original ip saddr}. */
  record Ct(SourceSpan span, CtKey key, CtKey.Direction direction) implements Expr {}

  /**
   * A field of an IPv6 extension header, a TCP option or an IPv4 option. Without a field name the
   * expression is a boolean, compared with {@code exists} or {@code missing}; {@code
   * field.isPresence()} says so.
   */
  record ExtensionHeader(SourceSpan span, ExtensionHeaderField field) implements Expr {}

  /** A selector that is neither a header field nor a key: {@code fib daddr type}. */
  record Selected(SourceSpan span, Selector selector) implements Expr {}

  /** {@code jhash key mod N seed S offset O}; the seed is null where it is not given. */
  record Hash(SourceSpan span, Expr key, long modulus, @Nullable Long seed, long offset)
      implements Expr {}

  /** {@code base/length}. */
  record Prefix(SourceSpan span, Expr base, int length) implements Expr {}

  /** {@code low-high}, both ends included. */
  record Range(SourceSpan span, Expr low, Expr high) implements Expr {}

  /** {@code a . b . c}; at least two parts. */
  record Concat(SourceSpan span, List<Expr> parts) implements Expr {}

  /** {@code a,b,c} without braces: a list of flags (or of values on a right-hand side). */
  record Flags(SourceSpan span, List<Expr> parts) implements Expr {}

  /** <code>{ a, b : c }</code>. */
  record SetLiteral(SourceSpan span, List<Element> elements) implements Expr {}

  /** {@code key map { ... }} or {@code key map @name}. */
  record MapLookup(SourceSpan span, Expr key, Expr map) implements Expr {}

  /** {@code left & right}, {@code left << right}, ... */
  record Binary(SourceSpan span, BinaryOperator operator, Expr left, Expr right) implements Expr {}

  /**
   * One element of a set or map literal. In a nested literal (a {@code define} inside braces)
   * {@code key} is a {@link SetLiteral}.
   *
   * @param data the value a map element maps to, or null in a set
   * @param options what else is said of it
   */
  record Element(
      SourceSpan span,
      Expr key,
      @Nullable Expr data,
      @Nullable String comment,
      ElementOptions options) {
    /** An element that says nothing of its life or state. */
    public Element(SourceSpan span, Expr key, @Nullable Expr data, @Nullable String comment) {
      this(span, key, data, comment, ElementOptions.NONE);
    }
  }

  /**
   * {@code timeout 1h expires 30m counter packets 3 bytes 4} of an element.
   *
   * @param timeoutMillis null where not given
   * @param expiresMillis null where not given
   * @param stateful its own counter, limit, ...
   */
  record ElementOptions(
      @Nullable Long timeoutMillis, @Nullable Long expiresMillis, List<Stmt> stateful) {
    /** Nothing said. */
    public static final ElementOptions NONE = new ElementOptions(null, null, List.of());

    public ElementOptions {
      stateful = List.copyOf(stateful);
    }
  }

  /** Operators between two expressions. */
  enum BinaryOperator {
    AND("&"),
    OR("|"),
    XOR("^"),
    SHIFT_LEFT("<<"),
    SHIFT_RIGHT(">>");

    private final String sign;

    BinaryOperator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  /** What a raw payload offset counts from. */
  enum PayloadBase {
    LINK("ll"),
    NETWORK("nh"),
    TRANSPORT("th"),
    INNER("ih");

    private final String word;

    PayloadBase(String word) {
      this.word = word;
    }

    /** The word behind {@code @}. */
    public String word() {
      return word;
    }
  }

  /** The verdicts a rule or a verdict map may name. */
  enum VerdictKind {
    ACCEPT,
    DROP,
    CONTINUE,
    RETURN,
    JUMP,
    GOTO;

    /** The word in rule text. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}

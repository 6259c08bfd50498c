package dev.weir.nft.ast;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.hook.Family;
import dev.weir.core.state.TokenRate;
import dev.weir.nft.vm.CtKey;
import dev.weir.nft.vm.MetaKey;
import dev.weir.nft.vm.ObjectKind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A statement of a rule. */
public sealed interface Stmt {
  SourceSpan span();

  /** Whether each element of a set can have one of these. */
  default boolean isStateful() {
    return switch (this) {
      case Counter ignored -> true;
      case Limit ignored -> true;
      case Quota ignored -> true;
      case ConnLimit ignored -> true;
      case Last ignored -> true;
      default -> false;
    };
  }

  /** {@code left operator right}; {@code IMPLICIT} when no operator was written. */
  record Match(SourceSpan span, Expr left, RelationalOperator operator, Expr right)
      implements Stmt {}

  /** {@code accept}, {@code jump chain}, ... */
  record Verdict(SourceSpan span, Expr.VerdictExpr verdict) implements Stmt {}

  /** {@code key vmap { ... }} or {@code key vmap @name}. */
  record Vmap(SourceSpan span, Expr key, Expr map) implements Stmt {}

  /** {@code counter}, {@code counter packets 3 bytes 180}. */
  record Counter(SourceSpan span, long packets, long bytes) implements Stmt {}

  /** {@code meta mark set 1}. */
  record MetaSet(SourceSpan span, MetaKey key, Expr value) implements Stmt {}

  /** {@code ct mark set 1}. */
  record CtSet(SourceSpan span, CtKey key, CtKey.Direction direction, Expr value) implements Stmt {}

  /** {@code ct count over 3}. */
  record ConnLimit(SourceSpan span, long count, boolean over) implements Stmt {}

  /** {@code last}, {@code last used 3s}, {@code last used never} (-1). */
  record Last(SourceSpan span, long usedMillis) implements Stmt {}

  /** {@code ip ttl set 3}; {@code target} is a Payload or RawPayload. */
  record PayloadSet(SourceSpan span, Expr target, Expr value) implements Stmt {}

  /** {@code tcp option maxseg size set 1400}. */
  record ExtensionHeaderSet(SourceSpan span, Expr.ExtensionHeader target, Expr value)
      implements Stmt {}

  /** {@code reset tcp option timestamp}. */
  record TcpOptionReset(SourceSpan span, int kind) implements Stmt {}

  /** {@code limit rate over 10/second burst 5 packets}. */
  record Limit(SourceSpan span, TokenRate rate, boolean over) implements Stmt {}

  /** {@code quota over 10 mbytes used 5 kbytes}; numbers of bytes, unsigned. */
  record Quota(SourceSpan span, long quotaBytes, long usedBytes, boolean over) implements Stmt {}

  /**
   * {@code add @s { ip saddr timeout 1m limit rate 1/second : 5 }}, {@code update}, {@code delete},
   * or a {@code meter}, which brings a set of its own.
   *
   * @param set the set's name, or the meter's
   * @param element the key, its timeout and state; the data of a map
   * @param meter whether it is one
   * @param sizeElements of a meter, or null
   */
  record SetUpdate(
      SourceSpan span,
      SetOperation operation,
      Expr.SetReference set,
      Expr.Element element,
      boolean meter,
      @Nullable Long sizeElements)
      implements Stmt {}

  /** What {@link SetUpdate} does. */
  enum SetOperation {
    ADD,
    UPDATE,
    DELETE;

    /** The word in rules and listings. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** {@code counter name "c"}, {@code ct helper set "h"}; {@code value} may be a map lookup. */
  record ObjectReference(SourceSpan span, ObjectKind kind, Expr value) implements Stmt {}

  /** {@code queue}, {@code dup}, {@code tproxy} and their like. */
  record Action(SourceSpan span, ActionStmt action) implements Stmt {}

  /**
   * <code>jump { ... }</code>: a chain of the rule's own.
   *
   * @param name what the transaction calls the chain, "" before
   */
  record AnonymousChain(SourceSpan span, Expr.VerdictKind kind, String name, List<Cmd.Rule> rules)
      implements Stmt {
    public AnonymousChain {
      rules = List.copyOf(rules);
    }
  }

  /** {@code notrack}. */
  record Notrack(SourceSpan span) implements Stmt {}

  /** {@code log prefix "x" level info flags all group 2 ...}; null or empty where not given. */
  record Log(
      SourceSpan span,
      @Nullable String prefix,
      @Nullable String level,
      List<String> flags,
      @Nullable Integer group,
      @Nullable Long snapLengthBytes,
      @Nullable Integer queueThreshold)
      implements Stmt {}

  /**
   * {@code reject}, {@code reject with icmpx admin-prohibited}, {@code reject with tcp reset}.
   *
   * @param with what follows {@code with}
   * @param code the ICMP code as written (a symbol or a number), or null
   */
  record Reject(SourceSpan span, RejectWith with, @Nullable Expr code) implements Stmt {}

  /** What {@code reject} answers with. */
  enum RejectWith {
    DEFAULT,
    ICMP,
    ICMPV6,
    ICMPX,
    TCP_RESET
  }

  /**
   * {@code snat ip to 10.0.0.1:1024-2047 random}, {@code masquerade}, {@code redirect to :80}.
   *
   * @param family what {@code ip} or {@code ip6} says, else null
   * @param form what the address is
   * @param flags NF_NAT_RANGE_* bits of the words behind
   */
  record Nat(
      SourceSpan span,
      NatKind kind,
      @Nullable Family family,
      NatForm form,
      @Nullable Expr address,
      @Nullable Expr port,
      int flags)
      implements Stmt {}

  /** Which side of a connection a NAT statement changes, and to what. */
  enum NatKind {
    SNAT,
    DNAT,
    MASQUERADE,
    REDIRECT;

    /** The word in rule text. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What stands between the family of a NAT statement and {@code to}. */
  enum NatForm {
    PLAIN,
    /** {@code addr . port}. */
    ADDRESS_AND_PORT,
    INTERVAL,
    PREFIX
  }

  /** How {@link Match} compares. */
  enum RelationalOperator {
    IMPLICIT(""),
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String sign;

    RelationalOperator(String sign) {
      this.sign = sign;
    }

    /** The sign in rule text; empty for IMPLICIT. */
    public String sign() {
      return sign;
    }
  }
}

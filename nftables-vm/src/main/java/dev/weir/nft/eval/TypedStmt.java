package dev.weir.nft.eval;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.hook.Family;
import dev.weir.core.state.TokenRate;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Stmt.NatKind;
import dev.weir.nft.ast.Stmt.RejectWith;
import dev.weir.nft.ast.Stmt.SetOperation;
import dev.weir.nft.vm.CtKey;
import dev.weir.nft.vm.MetaKey;
import dev.weir.nft.vm.ObjectKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement whose expressions are typed and whose defaults are filled in. */
public sealed interface TypedStmt {
  SourceSpan span();

  /** The word nft's messages name a statement by that elements of sets can have. */
  default String statefulName() {
    return switch (this) {
      case Counter ignored -> "counter";
      case Limit ignored -> "limit";
      case Quota ignored -> "quota";
      case ConnLimit ignored -> "connlimit";
      case Last ignored -> "last";
      default -> "";
    };
  }

  /**
   * {@code left operator right}.
   *
   * <p>{@code right} is a Value, Prefix, Range, AnonymousSet or SetReference; with the orderings
   * and ANY_OF a Value.
   *
   * @param implicit inserted by the evaluator, not shown in listings
   * @param joined one load tests this field together with that of the statement before
   */
  record Match(
      SourceSpan span,
      boolean implicit,
      TypedExpr left,
      MatchOperator operator,
      TypedExpr right,
      boolean joined)
      implements TypedStmt {
    /** A match with a load of its own. */
    public Match(
        SourceSpan span,
        boolean implicit,
        TypedExpr left,
        MatchOperator operator,
        TypedExpr right) {
      this(span, implicit, left, operator, right, false);
    }
  }

  /** {@code accept}, {@code jump chain}. */
  record Verdict(SourceSpan span, TypedExpr.VerdictValue verdict) implements TypedStmt {}

  /** {@code key vmap map}; {@code map} is an AnonymousSet or a SetReference. */
  record Vmap(SourceSpan span, TypedExpr key, TypedExpr map) implements TypedStmt {}

  /** {@code counter}, with the values it starts from. */
  record Counter(SourceSpan span, long packets, long bytes) implements TypedStmt {}

  /** {@code meta mark set value}. */
  record MetaSet(SourceSpan span, MetaKey key, TypedExpr value) implements TypedStmt {}

  /** {@code ct mark set value}. */
  record CtSet(SourceSpan span, CtKey key, CtKey.Direction direction, TypedExpr value)
      implements TypedStmt {}

  /** {@code ct count over 3}. */
  record ConnLimit(SourceSpan span, long count, boolean over) implements TypedStmt {}

  /** {@code last used 3s}; -1 for never. */
  record Last(SourceSpan span, long usedMillis) implements TypedStmt {}

  /** {@code ip ttl set value}; {@code target} is a PayloadField or RawPayload. */
  record PayloadSet(SourceSpan span, TypedExpr target, TypedExpr value) implements TypedStmt {}

  /** {@code tcp option maxseg size set value}. */
  record ExtensionHeaderSet(SourceSpan span, TypedExpr.ExtensionHeaderLoad target, TypedExpr value)
      implements TypedStmt {}

  /** {@code reset tcp option}, by the option's kind. */
  record TcpOptionReset(SourceSpan span, int kind) implements TypedStmt {}

  /** {@code limit rate over 10/second burst 5 packets}. */
  record Limit(SourceSpan span, TokenRate rate, boolean over) implements TypedStmt {}

  /** {@code quota over 10 mbytes used 5 kbytes}. */
  record Quota(SourceSpan span, long quotaBytes, long usedBytes, boolean over)
      implements TypedStmt {}

  /**
   * {@code add @s { key timeout 1m limit rate 1/second : data }} and its like.
   *
   * @param set a SetReference, or a meter's AnonymousSet
   * @param data what a map's new element leads to, or null
   * @param timeoutMillis 0: as the set says
   * @param stateful what a new element gets one of each
   */
  record SetUpdate(
      SourceSpan span,
      SetOperation operation,
      TypedExpr set,
      TypedExpr key,
      @Nullable TypedExpr data,
      long timeoutMillis,
      List<TypedStmt> stateful)
      implements TypedStmt {
    public SetUpdate {
      stateful = List.copyOf(stateful);
    }

    /** Whether the set is the rule's own. */
    public boolean isMeter() {
      return set instanceof TypedExpr.AnonymousSet;
    }

    /** The same with key and data in another form. */
    public SetUpdate withKey(TypedExpr otherKey, @Nullable TypedExpr otherData) {
      return new SetUpdate(span, operation, set, otherKey, otherData, timeoutMillis, stateful);
    }

    /** The set as the rule found it. */
    public TypedSet declared() {
      return switch (set) {
        case TypedExpr.AnonymousSet own -> own.set();
        case TypedExpr.SetReference reference -> reference.declaration();
        default -> throw new IllegalStateException("not a set: " + set);
      };
    }

    /** Whether the data lies in host byte order. */
    public boolean hostOrderData() {
      TypedSet.Data mapped = declared().data();
      return mapped != null && mapped.parts().getFirst().hostOrder();
    }
  }

  /** {@code counter name "c"}; the span is that of the name. */
  record ObjectReference(SourceSpan span, ObjectKind kind, String name) implements TypedStmt {}

  /**
   * {@code counter name tcp dport map @m}; {@code map} is an AnonymousSet or a SetReference.
   *
   * @param kind what the map holds
   */
  record ObjectMap(SourceSpan span, ObjectKind kind, TypedExpr key, TypedExpr map)
      implements TypedStmt {}

  /** {@code queue}, {@code dup}, {@code tproxy} and their like. */
  record Action(SourceSpan span, TypedAction action) implements TypedStmt {}

  /** <code>jump { ... }</code>: a chain of the rule's own, with its rules. */
  record AnonymousChain(SourceSpan span, Expr.VerdictKind kind, String chain, List<TypedRule> rules)
      implements TypedStmt {
    public AnonymousChain {
      rules = List.copyOf(rules);
    }
  }

  /** {@code notrack}. */
  record Notrack(SourceSpan span) implements TypedStmt {}

  /**
   * {@code log}.
   *
   * @param level 0 (emerg) to 7 (debug), 8 (audit), or null where not given (the kernel's 4)
   * @param flags NF_LOG_* bits of {@code flags}
   */
  record Log(
      SourceSpan span,
      @Nullable String prefix,
      @Nullable Integer level,
      int flags,
      @Nullable Integer group,
      @Nullable Long snapLengthBytes,
      @Nullable Integer queueThreshold)
      implements TypedStmt {}

  /**
   * {@code reject}; never DEFAULT: the family's default is filled in.
   *
   * @param code the ICMP code, an icmpx code, or null with TCP_RESET
   */
  record Reject(SourceSpan span, RejectWith with, TypedExpr.@Nullable Value code)
      implements TypedStmt {}

  /**
   * {@code snat ip to 10.0.0.1:80}.
   *
   * @param family whose address it is; INET where it says none
   * @param address a Value, Range, Prefix, load or MapLookup, or null
   * @param port the same, or null
   * @param flags NF_NAT_RANGE_* as nft sends them
   */
  record Nat(
      SourceSpan span,
      NatKind kind,
      Family family,
      @Nullable TypedExpr address,
      @Nullable TypedExpr port,
      int flags)
      implements TypedStmt {}

  /** How {@link Match} compares. */
  enum MatchOperator {
    /** Is the value, or is in the prefix, range or set. */
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    /** Has at least one of the bits of the value: {@code tcp flags syn,ack}. */
    ANY_OF("");

    private final String sign;

    MatchOperator(String sign) {
      this.sign = sign;
    }

    /** The sign in rule text; empty for ANY_OF, which has none. */
    public String sign() {
      return sign;
    }
  }

  /** Chains this statement may go to, directly or through a verdict map of its own. */
  default List<Jump> jumps() {
    return switch (this) {
      case Verdict verdict -> Jump.of(verdict.verdict(), verdict.span());
      case AnonymousChain own ->
          List.of(new Jump(own.span(), own.chain(), own.kind() == Expr.VerdictKind.GOTO));
      case Vmap vmap when vmap.map() instanceof TypedExpr.AnonymousSet map -> map.set().jumps();
      default -> List.of();
    };
  }

  /** One way to another chain. */
  record Jump(SourceSpan span, String chain, boolean isGoto) {
    static List<Jump> of(TypedExpr.VerdictValue verdict, SourceSpan span) {
      String chain = verdict.chain();
      return chain == null
          ? List.of()
          : List.of(new Jump(span, chain, verdict.kind() == Expr.VerdictKind.GOTO));
    }
  }
}

package dev.weir.nft.print;

import dev.weir.core.hook.Family;
import dev.weir.nft.ast.Expr.BinaryOperator;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedRule;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.eval.TypedStmt.MatchOperator;
import dev.weir.nft.type.DataTypes;
import dev.weir.nft.type.RelativeTime;
import dev.weir.nft.type.Symbols;
import dev.weir.nft.vm.CtKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one rule. */
final class RuleText {
  private static final int ICMP_PORT_UNREACHABLE = 3;
  private static final int ICMPV6_PORT_UNREACHABLE = 4;
  private static final int ICMPX_PORT_UNREACHABLE = 1;
  private static final int DEFAULT_LOG_LEVEL = 4;
  private static final int ALL_LOG_FLAGS = 0x2f;
  private static final List<String> LOG_LEVELS =
      List.of("emerg", "alert", "crit", "err", "warn", "notice", "info", "debug", "audit");

  private final ExpressionText expressions;

  RuleText(ExpressionText expressions) {
    this.expressions = expressions;
  }

  /** The rule without its comment's handle, as in a chain. */
  String text(TypedRule rule) {
    List<String> words = new ArrayList<>();
    for (TypedStmt statement : ListedRule.of(rule)) {
      words.add(statement(rule.family(), statement));
    }
    if (rule.comment() != null) {
      words.add("comment \"" + rule.comment() + '"');
    }
    return String.join(" ", words);
  }

  /** One statement. */
  String statement(Family family, TypedStmt statement) {
    return switch (statement) {
      case TypedStmt.Match match -> match(match);
      case TypedStmt.Verdict verdict -> ExpressionText.verdict(verdict.verdict());
      case TypedStmt.Vmap vmap ->
          expressions.text(vmap.key()) + " vmap " + expressions.text(vmap.map());
      case TypedStmt.Counter counter -> StatefulText.of(counter);
      case TypedStmt.MetaSet set ->
          "meta " + set.key().word() + " set " + expressions.text(set.value());
      case TypedStmt.CtSet set ->
          "ct "
              + (set.direction() == CtKey.Direction.BOTH ? "" : set.direction().word() + " ")
              + set.key().word()
              + " set "
              + assigned(set.value());
      case TypedStmt.Limit limit -> StatefulText.of(limit);
      case TypedStmt.Quota quota -> StatefulText.of(quota);
      case TypedStmt.ConnLimit count -> StatefulText.of(count);
      case TypedStmt.Last last -> StatefulText.of(last);
      case TypedStmt.SetUpdate update -> setUpdate(update);
      case TypedStmt.AnonymousChain own -> anonymousChain(own);
      case TypedStmt.ObjectReference object ->
          object.kind().statement() + '"' + object.name() + '"';
      case TypedStmt.ObjectMap map ->
          map.kind().statement()
              + expressions.text(map.key())
              + " map "
              + expressions.text(map.map());
      case TypedStmt.PayloadSet set -> written(set.target(), set.value());
      case TypedStmt.ExtensionHeaderSet set -> written(set.target(), set.value());
      case TypedStmt.TcpOptionReset reset ->
          "reset tcp option " + WrittenFields.optionName(reset.kind());
      case TypedStmt.Action action -> new ActionText(expressions).of(family, action.action());
      case TypedStmt.Nat nat -> new NatText(expressions).text(family, nat);
      case TypedStmt.Notrack ignored -> "notrack";
      case TypedStmt.Log log -> log(log);
      case TypedStmt.Reject reject -> reject(family, reject);
    };
  }

  private String setUpdate(TypedStmt.SetUpdate update) {
    TypedSet set = update.declared();
    StringBuilder out = new StringBuilder();
    if (update.isMeter()) {
      out.append("meter ").append(set.name()).append(" size ").append(set.sizeElements());
    } else {
      out.append(update.operation().word()).append(" @").append(set.name());
    }
    out.append(" { ").append(expressions.text(update.key()));
    if (update.timeoutMillis() != 0) {
      out.append(" timeout ").append(RelativeTime.format(update.timeoutMillis()));
    }
    if (set.life().stateful().isEmpty()) {
      for (TypedStmt stateful : update.stateful()) {
        out.append(' ').append(StatefulText.withoutState(stateful));
      }
    }
    TypedExpr data = update.data();
    if (data != null) {
      out.append(" : ").append(expressions.text(data));
    }
    return out.append(" }").toString();
  }

  private String written(TypedExpr target, TypedExpr value) {
    String text =
        value instanceof TypedExpr.Value constant
            ? ExpressionText.isRaw(target)
                ? ExpressionText.hex(constant.number())
                : DataTypes.isBitmask(constant.type())
                    ? expressions.alternatives(constant)
                    : expressions.value(constant)
            : expressions.text(value);
    return expressions.text(target) + " set " + text;
  }

  /** Lines of its own, indented for a rule of a chain. */
  private String anonymousChain(TypedStmt.AnonymousChain own) {
    StringBuilder lines = new StringBuilder(own.kind().word()).append(" {\n");
    for (TypedRule rule : own.rules()) {
      lines.append("\t\t\t").append(text(rule)).append('\n');
    }
    return lines.append("\t\t}").toString();
  }

  private String assigned(TypedExpr value) {
    if (value instanceof TypedExpr.Value labels && labels.type().equals(DataTypes.CT_LABEL)) {
      return expressions.alternatives(labels);
    }
    return value instanceof TypedExpr.Value flags && DataTypes.isBitmask(flags.type())
        ? commas(flags)
        : expressions.text(value);
  }

  private String match(TypedStmt.Match match) {
    if (DataTypes.isBitmask(match.left().type())
        && (match.left().type().equals(DataTypes.CT_LABEL)
            || Symbols.words(match.left().type()).size() > 1)) {
      String flags = flags(match);
      if (flags != null) {
        return flags;
      }
    }
    String left = expressions.text(match.left());
    if (match.left() instanceof TypedExpr.CtLoad
        && match.right() instanceof TypedExpr.Value value
        && DataTypes.isBitmask(value.type())) {
      return left + connectionFlags(match.operator(), value);
    }
    return left + operator(match) + right(match);
  }

  /** Flags of a connection compared as a whole: {@code ct state != established | new}. */
  private String connectionFlags(MatchOperator operator, TypedExpr.Value value) {
    boolean several = value.number().bitCount() > 1;
    return switch (operator) {
      case EQUAL ->
          several ? " " + expressions.alternatives(value) : " == " + expressions.value(value);
      case NOT_EQUAL -> " != " + expressions.alternatives(value);
      default -> " " + operator.sign() + " " + expressions.numeric(value);
    };
  }

  private String right(TypedStmt.Match match) {
    boolean raw = ExpressionText.isRaw(match.left());
    if (raw && match.right() instanceof TypedExpr.Value value) {
      return ExpressionText.hex(value.number());
    }
    if (raw && match.right() instanceof TypedExpr.Range range) {
      return ExpressionText.hex(range.low().number())
          + "-"
          + ExpressionText.hex(range.high().number());
    }
    if (isOrdering(match.operator())
        && match.left() instanceof TypedExpr.SelectorLoad load
        && !Symbols.words(load.type()).isEmpty()
        && match.right() instanceof TypedExpr.Value value) {
      return expressions.numeric(value); // nft finds no word for a value in network order
    }
    return expressions.text(match.right());
  }

  private static boolean isOrdering(MatchOperator operator) {
    return switch (operator) {
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
      case EQUAL, NOT_EQUAL, ANY_OF -> false;
    };
  }

  private static String operator(TypedStmt.Match match) {
    if (match.operator() != MatchOperator.EQUAL) {
      return match.operator() == MatchOperator.ANY_OF ? " " : " " + match.operator().sign() + " ";
    }
    boolean value = match.right() instanceof TypedExpr.Value;
    boolean set =
        match.right() instanceof TypedExpr.AnonymousSet
            || match.right() instanceof TypedExpr.SetReference;
    boolean written =
        match.left() instanceof TypedExpr.Binary
            ? value || set || ExpressionText.isRaw(match.left())
            : value && DataTypes.BITMASK.equals(match.left().type().base());
    return written ? " == " : " ";
  }

  /** The forms only flags have, or null where the general form is right. */
  private @Nullable String flags(TypedStmt.Match match) {
    if (!(match.right() instanceof TypedExpr.Value value)) {
      return null;
    }
    boolean equal = match.operator() == MatchOperator.EQUAL;
    if (match.operator() == MatchOperator.ANY_OF) {
      String left = expressions.text(match.left());
      boolean all = value.number().equals(Symbols.maximum(value.lengthBits()));
      return all ? left + " != 0x0" : left + " " + commas(value);
    }
    if ((!equal && match.operator() != MatchOperator.NOT_EQUAL)
        || !(match.left() instanceof TypedExpr.Binary binary)
        || binary.operator() != BinaryOperator.AND
        || !(binary.right() instanceof TypedExpr.Value mask)) {
      return null;
    }
    String left = expressions.text(binary.left());
    if (equal && value.number().signum() == 0) {
      return left + " ! " + commas(mask);
    }
    if (mask.number().bitCount() == 1 && mask.number().equals(value.number())) {
      return null;
    }
    return left + (equal ? " " : " != ") + commas(value) + " / " + commas(mask);
  }

  private String commas(TypedExpr.Value value) {
    List<String> words = expressions.flagWords(value);
    return words == null || value.number().equals(BigInteger.ZERO)
        ? expressions.value(value)
        : String.join(",", words);
  }

  private String reject(Family family, TypedStmt.Reject reject) {
    TypedExpr.Value code = reject.code();
    if (code == null) {
      return "reject with tcp reset";
    }
    int number = code.number().intValue();
    String word = expressions.value(code);
    return switch (reject.with()) {
      case ICMP ->
          family == Family.IPV4 && number == ICMP_PORT_UNREACHABLE
              ? "reject"
              : "reject with icmp " + word;
      case ICMPV6 ->
          family == Family.IPV6 && number == ICMPV6_PORT_UNREACHABLE
              ? "reject"
              : "reject with icmpv6 " + word;
      case ICMPX -> number == ICMPX_PORT_UNREACHABLE ? "reject" : "reject with icmpx " + word;
      case DEFAULT, TCP_RESET -> "reject";
    };
  }

  private static String log(TypedStmt.Log log) {
    StringBuilder out = new StringBuilder("log");
    if (log.prefix() != null) {
      out.append(" prefix \"").append(log.prefix()).append('"');
    }
    if (log.group() != null) {
      out.append(" group ").append(log.group());
    }
    if (log.snapLengthBytes() != null) {
      out.append(" snaplen ").append(log.snapLengthBytes());
    }
    if (log.queueThreshold() != null) {
      out.append(" queue-threshold ").append(log.queueThreshold());
    }
    Integer level = log.level();
    if (level != null && level != DEFAULT_LOG_LEVEL) {
      out.append(" level ").append(LOG_LEVELS.get(level));
    }
    logFlags(out, log.flags());
    return out.toString();
  }

  private static void logFlags(StringBuilder out, int flags) {
    if ((flags & ALL_LOG_FLAGS) == ALL_LOG_FLAGS) {
      out.append(" flags all");
      return;
    }
    if ((flags & 3) != 0) {
      out.append(" flags tcp ")
          .append((flags & 1) != 0 ? "sequence" : "")
          .append((flags & 3) == 3 ? "," : "")
          .append((flags & 2) != 0 ? "options" : "");
    }
    if ((flags & 4) != 0) {
      out.append(" flags ip options");
    }
    if ((flags & 8) != 0) {
      out.append(" flags skuid");
    }
    if ((flags & 0x20) != 0) {
      out.append(" flags ether");
    }
  }
}

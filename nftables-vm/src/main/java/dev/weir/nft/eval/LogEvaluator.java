package dev.weir.nft.eval;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.ast.Stmt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Log levels and flags.
 *
 * <p>Source: include/uapi/linux/netfilter/nf_log.h, nf_tables.h (enum nft_log_level).
 */
final class LogEvaluator {
  private static final List<String> LEVELS =
      List.of("emerg", "alert", "crit", "err", "warn", "notice", "info", "debug", "audit");
  private static final int MAX_PREFIX_BYTES = 127;
  private static final int TCP_SEQUENCE = 0x01;
  private static final int TCP_OPTIONS = 0x02;
  private static final int IP_OPTIONS = 0x04;
  private static final int SKUID = 0x08;
  private static final int ETHER = 0x20;
  private static final int ALL = 0x2f;

  private LogEvaluator() {}

  static TypedStmt.Log evaluate(Stmt.Log log) {
    String prefix = log.prefix();
    if (prefix != null && prefix.length() > MAX_PREFIX_BYTES) {
      throw new Refusal(
          log.span(),
          "log prefix of " + prefix.length() + " characters: at most " + MAX_PREFIX_BYTES);
    }
    boolean toKernelLog = log.level() != null || !log.flags().isEmpty();
    if (log.group() != null && toKernelLog) {
      throw new Refusal(word(log, "log", 0), "level and group are mutually exclusive");
    }
    int flags = 0;
    for (String flag : log.flags()) {
      flags |= flag(log, flag);
    }
    return new TypedStmt.Log(
        log.span(),
        prefix,
        level(log),
        flags,
        log.group(),
        log.snapLengthBytes(),
        log.queueThreshold());
  }

  private static @Nullable Integer level(Stmt.Log log) {
    String level = log.level();
    if (level == null) {
      return null;
    }
    int number = LEVELS.indexOf(level);
    if (number < 0) {
      throw new Refusal(word(log, level, log.span().text().indexOf("level")), "invalid log level");
    }
    return number;
  }

  /** A word of the statement, searched from an offset; the tree does not keep its place. */
  private static SourceSpan word(Stmt.Log log, String word, int from) {
    SourceSpan span = log.span();
    int at = span.text().indexOf(word, Math.max(from, 0));
    int start = span.start() + Math.max(at, 0);
    return new SourceSpan(span.source(), start, start + word.length());
  }

  private static int flag(Stmt.Log log, String flag) {
    return switch (flag) {
      case "tcp sequence" -> TCP_SEQUENCE;
      case "tcp options" -> TCP_OPTIONS;
      case "ip options" -> IP_OPTIONS;
      case "skuid" -> SKUID;
      case "ether" -> ETHER;
      case "all" -> ALL;
      default -> throw new Refusal(log.span(), "unknown log flag " + flag);
    };
  }
}

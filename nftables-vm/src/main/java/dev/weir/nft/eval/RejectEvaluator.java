package dev.weir.nft.eval;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.hook.Family;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.ast.Stmt.RejectWith;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code reject} answers with, and what a packet must be to be answered so.
 *
 * <p>The test that the answer needs goes to the front of the rule, unlike other dependencies: it
 * decides before every other statement.
 */
final class RejectEvaluator {
  private static final int ICMP_PORT_UNREACHABLE = 3;
  private static final int ICMPV6_PORT_UNREACHABLE = 4;
  private static final int ICMPX_PORT_UNREACHABLE = 1;
  private static final BigInteger ICMPX_HIGHEST = BigInteger.valueOf(3);

  private final Stmt.Reject reject;
  private final ConstantEvaluator constants;
  private final Dependencies dependencies;
  private final RuleProtocols protocols;
  private final List<TypedStmt> out;

  private RejectEvaluator(
      Stmt.Reject reject,
      ConstantEvaluator constants,
      Dependencies dependencies,
      List<TypedStmt> out) {
    this.reject = reject;
    this.constants = constants;
    this.dependencies = dependencies;
    this.protocols = dependencies.protocols();
    this.out = out;
  }

  /** Appends the statement to {@code out}, and its dependency in front. */
  static void evaluate(
      Stmt.Reject reject,
      ConstantEvaluator constants,
      Dependencies dependencies,
      List<TypedStmt> out) {
    RejectEvaluator evaluator = new RejectEvaluator(reject, constants, dependencies, out);
    evaluator.checkFamily();
    out.add(
        switch (reject.with()) {
          case DEFAULT -> evaluator.byDefault();
          case ICMP -> evaluator.icmp("ip", RejectWith.ICMP, "icmp_code");
          case ICMPV6 -> evaluator.icmp("ip6", RejectWith.ICMPV6, "icmpv6_code");
          case ICMPX -> evaluator.icmpx();
          case TCP_RESET -> evaluator.tcpReset();
        });
  }

  private void checkFamily() {
    if (protocols.family() == Family.ARP) {
      throw new Refusal(orWord(null), "cannot use reject with arp");
    }
  }

  /** The network header that decides the answer: the family's, else the one the rule knows. */
  private @Nullable String network() {
    return switch (protocols.family()) {
      case IPV4 -> "ip";
      case IPV6 -> "ip6";
      default -> Dependencies.known(protocols.network());
    };
  }

  private TypedStmt.Reject byDefault() {
    String network = network();
    if (network == null) {
      return reject(RejectWith.ICMPX, value("icmpx_code", ICMPX_PORT_UNREACHABLE));
    }
    return switch (network) {
      case "ip" -> reject(RejectWith.ICMP, value("icmp_code", ICMP_PORT_UNREACHABLE));
      case "ip6" -> reject(RejectWith.ICMPV6, value("icmpv6_code", ICMPV6_PORT_UNREACHABLE));
      default ->
          throw new Refusal(
              orWord(null), "cannot reject this network family", orWord(protocols.networkSpan()));
    };
  }

  private TypedStmt.Reject icmp(String wanted, RejectWith with, String type) {
    TypedExpr.Value code = code(type);
    String network = network();
    if (network == null) {
      dependencies.requireNetworkInFront(wanted, reject.span(), true);
    } else if (!network.equals(wanted)) {
      throw new Refusal(
          codeSpan(),
          "conflicting protocols specified: ip vs ip6",
          orWord(protocols.networkSpan()));
    }
    return reject(with, code);
  }

  private TypedStmt.Reject icmpx() {
    TypedExpr.Value code = code("icmpx_code");
    if (code.number().compareTo(ICMPX_HIGHEST) > 0) {
      throw new Refusal(reject.span(), "Could not process rule: Invalid argument");
    }
    boolean oneProtocol = protocols.family() == Family.IPV4 || protocols.family() == Family.IPV6;
    if (oneProtocol) {
      throw new Refusal(codeSpan(), "abstracted ICMP unreachable not supported", orWord(null));
    }
    return reject(RejectWith.ICMPX, code);
  }

  /**
   * KERNEL: nft 1.0.6 asks only what the rule said last: {@code udp sport 1 meta l4proto tcp} and
   * {@code meta l4proto { udp, tcp }} may be reset, {@code { tcp, udp }} may not.
   */
  private TypedStmt.Reject tcpReset() {
    String last = protocols.lastTransport();
    if (last != null && !last.equals("tcp")) {
      throw new Refusal(
          orWord(null),
          "you cannot use tcp reset with this protocol",
          orWord(protocols.transportSpan()));
    }
    if (protocols.transport().isEmpty()) {
      out.addFirst(Dependencies.transportDependency("tcp", reject.span()));
      protocols.learnTransport("tcp", reject.span());
    }
    return reject(RejectWith.TCP_RESET, null);
  }

  private TypedExpr.Value code(String type) {
    Expr code = reject.code();
    if (code == null) {
      throw new IllegalStateException("reject with icmp without a code");
    }
    return constants.value(code, Vocabulary.type(type), 8);
  }

  /** A place, or the word {@code reject} where the rule has none. */
  private SourceSpan orWord(@Nullable SourceSpan span) {
    SourceSpan whole = reject.span();
    return span != null
        ? span
        : new SourceSpan(whole.source(), whole.start(), whole.start() + "reject".length());
  }

  private SourceSpan codeSpan() {
    Expr code = reject.code();
    return code == null ? reject.span() : code.span();
  }

  private TypedStmt.Reject reject(RejectWith with, TypedExpr.@Nullable Value code) {
    return new TypedStmt.Reject(reject.span(), with, code);
  }

  private static TypedExpr.Value value(String type, int number) {
    return new TypedExpr.Value(Vocabulary.type(type), 8, BigInteger.valueOf(number));
  }
}

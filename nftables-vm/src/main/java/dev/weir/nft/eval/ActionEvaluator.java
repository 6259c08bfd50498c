package dev.weir.nft.eval;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.hook.Family;
import dev.weir.core.packet.Packet;
import dev.weir.nft.ast.ActionStmt;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.type.DataTypes;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Types the statements that hand packets to somebody else, and refuses what nft refuses. */
final class ActionEvaluator {
  private static final int PORT_BITS = 16;
  private static final TypedSet.Part DEVICE = new TypedSet.Part(DataTypes.IFACE_INDEX, 32, true);

  /** Types the value of a statement. */
  interface Assigner {
    TypedExpr assigned(Expr value, TypedSet.Part target, SourceSpan statement);
  }

  private final Stmt.Action statement;
  private final SourceSpan span;
  private final RuleProtocols protocols;
  private final ConstantEvaluator constants;
  private final Assigner values;

  private ActionEvaluator(
      Stmt.Action statement,
      RuleProtocols protocols,
      ConstantEvaluator constants,
      Assigner values) {
    this.statement = statement;
    this.span = statement.span();
    this.protocols = protocols;
    this.constants = constants;
    this.values = values;
  }

  static TypedStmt.Action evaluate(
      Stmt.Action statement,
      RuleProtocols protocols,
      ConstantEvaluator constants,
      Assigner values) {
    ActionEvaluator evaluator = new ActionEvaluator(statement, protocols, constants, values);
    return new TypedStmt.Action(statement.span(), evaluator.typed());
  }

  /** Whether nothing can follow. */
  static boolean isTerminal(ActionStmt action) {
    return action instanceof ActionStmt.Queue || action instanceof ActionStmt.Fwd;
  }

  private TypedAction typed() {
    return switch (statement.action()) {
      case ActionStmt.Queue queue -> queue(queue);
      case ActionStmt.Dup dup -> dup(dup);
      case ActionStmt.Fwd fwd -> fwd(fwd);
      case ActionStmt.Tproxy tproxy -> tproxy(tproxy);
      case ActionStmt.Synproxy synproxy -> synproxy(synproxy);
      case ActionStmt.Flow flow -> new TypedAction.Flow(flow.name());
    };
  }

  private TypedAction queue(ActionStmt.Queue queue) {
    Expr number = queue.number();
    TypedSet.Part part = new TypedSet.Part(DataTypes.INET_SERVICE, PORT_BITS, true);
    TypedExpr typed;
    if (number == null) {
      typed = new TypedExpr.Value(DataTypes.INET_SERVICE, PORT_BITS, BigInteger.ZERO);
    } else if (number instanceof Expr.Number || number instanceof Expr.Range) {
      typed = constants.evaluate(number, part.type(), PORT_BITS);
    } else {
      typed = values.assigned(number, part, span);
    }
    if (queue.fanout() && number != null && typed instanceof TypedExpr.Value) {
      throw new Refusal(number.span(), "fanout requires a range to be specified");
    }
    return new TypedAction.Queue(typed, queue.bypass(), queue.fanout());
  }

  private TypedAction dup(ActionStmt.Dup dup) {
    Expr device = dup.device();
    switch (protocols.family()) {
      case IPV4, IPV6 -> {
        TypedExpr address = address(dup.to(), protocols.family() == Family.IPV6);
        return new TypedAction.Dup(
            address, device == null ? null : values.assigned(device, DEVICE, span));
      }
      case NETDEV -> {
        if (device != null) {
          throw new Refusal(span, "cannot specify device");
        }
        return new TypedAction.Dup(null, values.assigned(dup.to(), DEVICE, span));
      }
      default -> throw new Refusal(span, "unsupported family");
    }
  }

  private TypedExpr address(Expr address, boolean six) {
    TypedSet.Part part =
        six
            ? new TypedSet.Part(DataTypes.IPV6_ADDR, 128, false)
            : new TypedSet.Part(DataTypes.IPV4_ADDR, 32, false);
    return values.assigned(address, part, span);
  }

  private TypedAction fwd(ActionStmt.Fwd fwd) {
    if (protocols.family() != Family.NETDEV) {
      throw new Refusal(span, "unsupported family");
    }
    TypedExpr device = values.assigned(fwd.device(), DEVICE, span);
    Expr to = fwd.address();
    if (to == null) {
      return new TypedAction.Fwd(device, null, 0);
    }
    boolean six = "ip6".equals(fwd.network());
    int nfproto = six ? Packet.NFPROTO_IPV6 : Packet.NFPROTO_IPV4;
    return new TypedAction.Fwd(device, address(to, six), nfproto);
  }

  private TypedAction tproxy(ActionStmt.Tproxy tproxy) {
    int nfproto = proxied(tproxy.network());
    Expr address = tproxy.address();
    Expr port = tproxy.port();
    if (protocols.transport().isEmpty()) {
      throw new Refusal(span, "Transparent proxy support requires transport protocol match");
    }
    if (nfproto == 0 && address != null) {
      throw new Refusal(span, "ip or ip6 must be specified with address for inet tables.");
    }
    if (address instanceof Expr.Range) {
      throw new Refusal(span, "Address ranges are not supported for tproxy.");
    }
    TypedExpr to = address == null ? null : address(address, nfproto == Packet.NFPROTO_IPV6);
    if (port instanceof Expr.Range) {
      throw new Refusal(span, "Port ranges are not supported for tproxy.");
    }
    TypedSet.Part part = new TypedSet.Part(DataTypes.INET_SERVICE, PORT_BITS, false);
    TypedExpr by = port == null ? null : values.assigned(port, part, span);
    return new TypedAction.Tproxy(nfproto, to, by);
  }

  /** The protocol that is proxied, 0 for both. */
  private int proxied(@Nullable String network) {
    int written =
        network == null ? 0 : network.equals("ip") ? Packet.NFPROTO_IPV4 : Packet.NFPROTO_IPV6;
    int own =
        switch (protocols.family()) {
          case IPV4 -> Packet.NFPROTO_IPV4;
          case IPV6 -> Packet.NFPROTO_IPV6;
          case INET -> 0;
          default -> throw new Refusal(span, "tproxy is only supported for IPv4/IPv6/INET");
        };
    if (own == 0 || written == 0 || own == written) {
      return own == 0 ? written : own;
    }
    throw new Refusal(
        span,
        "conflicting protocols specified: "
            + (own == Packet.NFPROTO_IPV4 ? "ip vs. ip6" : "ip6 vs. ip")
            + ". You must specify ip or ip6 family in tproxy statement");
  }

  private TypedAction synproxy(ActionStmt.Synproxy synproxy) {
    Integer mss = synproxy.mss();
    Integer scale = synproxy.windowScale();
    switch (protocols.family()) {
      case IPV4, IPV6, INET -> {}
      default -> throw new Refusal(span, "Could not process rule: Protocol error");
    }
    return new TypedAction.Synproxy(
        mss != null || scale != null,
        mss == null ? 0 : mss,
        scale == null ? 0 : scale,
        synproxy.timestamp(),
        synproxy.selective());
  }
}

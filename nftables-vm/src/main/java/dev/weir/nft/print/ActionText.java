package dev.weir.nft.print;

import dev.weir.core.hook.Family;
import dev.weir.core.packet.Packet;
import dev.weir.nft.eval.TypedAction;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.type.DataTypes;

/**
 * Writes the statements that hand packets to somebody else.
 *
 * <p>KERNEL: not the kernel but nft lists no port of tproxy that is not a constant.
 */
final class ActionText {
  private final ExpressionText expressions;

  ActionText(ExpressionText expressions) {
    this.expressions = expressions;
  }

  /** The statement without what nft does not list. */
  static TypedAction listed(TypedAction action) {
    return action instanceof TypedAction.Tproxy tproxy
            && !(tproxy.port() instanceof TypedExpr.Value)
        ? new TypedAction.Tproxy(tproxy.nfproto(), tproxy.address(), null)
        : action;
  }

  String of(Family family, TypedAction action) {
    return switch (action) {
      case TypedAction.Queue queue -> "queue" + flags(queue) + " to " + queueNumber(queue.number());
      case TypedAction.Dup dup -> dup(dup);
      case TypedAction.Fwd fwd -> fwd(fwd);
      case TypedAction.Tproxy tproxy -> tproxy(family, tproxy);
      case TypedAction.Synproxy synproxy -> synproxy(synproxy);
      case TypedAction.Flow flow -> "flow add @" + flow.flowtable();
    };
  }

  private static String flags(TypedAction.Queue queue) {
    if (!queue.bypass() && !queue.fanout()) {
      return "";
    }
    String both = queue.bypass() && queue.fanout() ? "," : "";
    return " flags " + (queue.bypass() ? "bypass" : "") + both + (queue.fanout() ? "fanout" : "");
  }

  private String queueNumber(TypedExpr number) {
    return switch (number) {
      case TypedExpr.Value value -> value.number().toString();
      case TypedExpr.Range range -> range.low().number() + "-" + range.high().number();
      default -> expressions.text(number);
    };
  }

  private String dup(TypedAction.Dup dup) {
    TypedExpr address = dup.address();
    TypedExpr device = dup.device();
    if (address == null) {
      return device == null ? "dup" : "dup to " + expressions.text(device);
    }
    return "dup to "
        + expressions.text(address)
        + (device == null ? "" : " device " + expressions.text(device));
  }

  private String fwd(TypedAction.Fwd fwd) {
    TypedExpr address = fwd.address();
    String device = expressions.text(fwd.device());
    return address == null
        ? "fwd to " + device
        : "fwd" + network(fwd.nfproto()) + " to " + expressions.text(address) + " device " + device;
  }

  private static String network(int nfproto) {
    return nfproto == Packet.NFPROTO_IPV6 ? " ip6" : " ip";
  }

  private String tproxy(Family family, TypedAction.Tproxy tproxy) {
    StringBuilder out = new StringBuilder("tproxy");
    if (family == Family.INET && tproxy.nfproto() != 0) {
      out.append(network(tproxy.nfproto()));
    }
    out.append(" to");
    TypedExpr address = tproxy.address();
    if (address != null) {
      out.append(' ').append(bracketed(address));
    }
    TypedExpr port = tproxy.port();
    if (port instanceof TypedExpr.Value) {
      out.append(address == null ? " :" : ":").append(expressions.text(port));
    }
    return out.toString();
  }

  private String bracketed(TypedExpr address) {
    String text = expressions.text(address);
    boolean six = address instanceof TypedExpr.Value && address.type().equals(DataTypes.IPV6_ADDR);
    return six ? "[" + text + "]" : text;
  }

  private static String synproxy(TypedAction.Synproxy synproxy) {
    StringBuilder out = new StringBuilder("synproxy");
    if (synproxy.sized()) {
      out.append(" mss ").append(synproxy.mss());
      out.append(" wscale ").append(synproxy.windowScale());
    }
    out.append(synproxy.timestamp() ? " timestamp" : "");
    out.append(synproxy.selective() ? " sack-perm" : "");
    return out.toString();
  }
}

package dev.weir.nft.json;

import static dev.weir.nft.json.JsonPrinter.NODES;
import static dev.weir.nft.json.JsonPrinter.wrapped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.core.hook.Family;
import dev.weir.core.packet.Packet;
import dev.weir.nft.eval.TypedAction;
import dev.weir.nft.eval.TypedExpr;
import java.util.ArrayList;
import java.util.List;

/** Statements that hand packets to somebody else. */
final class ActionJson {
  private final ExpressionJson expressions;

  ActionJson(ExpressionJson expressions) {
    this.expressions = expressions;
  }

  ObjectNode of(Family family, TypedAction action) {
    return switch (action) {
      case TypedAction.Queue queue -> wrapped("queue", queue(queue));
      case TypedAction.Dup dup -> wrapped("dup", dup(dup));
      case TypedAction.Fwd fwd -> wrapped("fwd", fwd(fwd));
      case TypedAction.Tproxy tproxy -> wrapped("tproxy", tproxy(family, tproxy));
      case TypedAction.Synproxy synproxy -> wrapped("synproxy", synproxy(synproxy));
      case TypedAction.Flow flow ->
          wrapped(
              "flow", NODES.objectNode().put("op", "add").put("flowtable", "@" + flow.flowtable()));
    };
  }

  private ObjectNode queue(TypedAction.Queue queue) {
    ObjectNode body = NODES.objectNode();
    body.set("num", number(queue.number()));
    List<JsonNode> flags = new ArrayList<>();
    if (queue.bypass()) {
      flags.add(NODES.textNode("bypass"));
    }
    if (queue.fanout()) {
      flags.add(NODES.textNode("fanout"));
    }
    if (!flags.isEmpty()) {
      body.set("flags", ExpressionJson.oneOrMore(flags));
    }
    return body;
  }

  private JsonNode number(TypedExpr number) {
    return switch (number) {
      case TypedExpr.Value value -> ExpressionJson.integer(value.number());
      case TypedExpr.Range range -> {
        ArrayNode ends = NODES.arrayNode();
        ends.add(ExpressionJson.integer(range.low().number()));
        yield wrapped("range", ends.add(ExpressionJson.integer(range.high().number())));
      }
      default -> expressions.of(number);
    };
  }

  private JsonNode dup(TypedAction.Dup dup) {
    ObjectNode body = NODES.objectNode();
    TypedExpr address = dup.address();
    TypedExpr device = dup.device();
    if (address == null) {
      // netdev: what is to be sent to is a device, whatever the name of the member
      if (device != null) {
        body.set("addr", expressions.of(device));
      }
      return body.isEmpty() ? NODES.nullNode() : body;
    }
    body.set("addr", expressions.of(address));
    if (device != null) {
      body.set("dev", expressions.of(device));
    }
    return body;
  }

  private ObjectNode fwd(TypedAction.Fwd fwd) {
    ObjectNode body = NODES.objectNode();
    body.set("dev", expressions.of(fwd.device()));
    if (fwd.address() != null) {
      body.put("family", network(fwd.nfproto()));
      body.set("addr", expressions.of(fwd.address()));
    }
    return body;
  }

  private static String network(int nfproto) {
    return nfproto == Packet.NFPROTO_IPV6 ? "ip6" : "ip";
  }

  private ObjectNode tproxy(Family family, TypedAction.Tproxy tproxy) {
    ObjectNode body = NODES.objectNode();
    if (family == Family.INET && tproxy.nfproto() != 0) {
      body.put("family", network(tproxy.nfproto()));
    }
    if (tproxy.address() != null) {
      body.set("addr", expressions.of(tproxy.address()));
    }
    if (tproxy.port() != null) {
      body.set("port", expressions.of(tproxy.port()));
    }
    return body;
  }

  private static JsonNode synproxy(TypedAction.Synproxy synproxy) {
    ObjectNode body = NODES.objectNode();
    if (synproxy.mss() != 0) {
      body.put("mss", synproxy.mss());
    }
    if (synproxy.windowScale() != 0 || (synproxy.sized() && synproxy.mss() == 0)) {
      body.put("wscale", synproxy.windowScale());
    }
    ArrayNode flags = NODES.arrayNode();
    if (synproxy.timestamp()) {
      flags.add("timestamp");
    }
    if (synproxy.selective()) {
      flags.add("sack-perm");
    }
    if (!flags.isEmpty()) {
      body.set("flags", flags);
    }
    return body.isEmpty() ? NODES.nullNode() : body;
  }
}

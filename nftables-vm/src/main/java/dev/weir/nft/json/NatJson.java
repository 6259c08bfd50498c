package dev.weir.nft.json;

import static dev.weir.nft.json.JsonPrinter.NODES;
import static dev.weir.nft.json.JsonPrinter.wrapped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.core.hook.Family;
import dev.weir.core.nat.NatRange;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.print.NatText;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** NAT statements. */
final class NatJson {
  private NatJson() {}

  static ObjectNode of(Family table, TypedStmt.Nat nat, ExpressionJson expressions) {
    ObjectNode body = NODES.objectNode();
    TypedExpr address = nat.address();
    boolean prefix = (nat.flags() & NatRange.NETMAP) != 0;
    if (address != null) {
      if (NatText.saysFamily(table, address)) {
        body.put("family", nat.family().word());
      }
      body.set("addr", address(address, expressions));
    }
    if (nat.port() != null) {
      body.set("port", expressions.of(nat.port()));
    }
    List<JsonNode> flags = flags(nat.flags());
    if (!flags.isEmpty()) {
      body.set("flags", ExpressionJson.oneOrMore(flags));
    }
    if (prefix) {
      body.put("type_flags", "prefix");
    }
    return wrapped(nat.kind().word(), body.isEmpty() ? NODES.nullNode() : body);
  }

  /** KERNEL: not the kernel but nft lists ranges that are prefixes as prefixes. */
  private static JsonNode address(TypedExpr address, ExpressionJson expressions) {
    if (address instanceof TypedExpr.Range range) {
      BigInteger low = range.low().number();
      BigInteger size = range.high().number().subtract(low).add(BigInteger.ONE);
      if (size.bitCount() == 1 && low.mod(size).signum() == 0) {
        int bits = range.lengthBits() - (size.bitLength() - 1);
        ObjectNode prefix = NODES.objectNode();
        prefix.set("addr", expressions.value(range.low()));
        return wrapped("prefix", prefix.put("len", bits));
      }
    }
    return expressions.of(address);
  }

  private static List<JsonNode> flags(int flags) {
    List<JsonNode> words = new ArrayList<>();
    if ((flags & NatRange.PROTO_RANDOM) != 0) {
      words.add(NODES.textNode("random"));
    }
    if ((flags & NatRange.PROTO_RANDOM_FULLY) != 0) {
      words.add(NODES.textNode("fully-random"));
    }
    if ((flags & NatRange.PERSISTENT) != 0) {
      words.add(NODES.textNode("persistent"));
    }
    if ((flags & NatRange.NETMAP) != 0) {
      words.add(NODES.textNode("netmap"));
    }
    return words;
  }
}

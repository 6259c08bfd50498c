package dev.weir.nft.json;

import static dev.weir.nft.json.JsonPrinter.NODES;
import static dev.weir.nft.json.JsonPrinter.wrapped;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.core.state.TokenRate;
import dev.weir.nft.eval.TypedStmt;

/** Statements with a state: counters, limits, quotas; of rules and of elements. */
final class StatefulJson {
  private static final String[] UNITS = {"bytes", "kbytes", "mbytes"};

  private StatefulJson() {}

  /** A statement with the state it has. */
  static ObjectNode of(TypedStmt statement) {
    return switch (statement) {
      case TypedStmt.Counter counter ->
          wrapped(
              "counter",
              NODES.objectNode().put("packets", counter.packets()).put("bytes", counter.bytes()));
      case TypedStmt.Limit limit -> wrapped("limit", limit(limit.rate(), limit.over()));
      case TypedStmt.Quota quota -> wrapped("quota", quota(quota));
      case TypedStmt.ConnLimit count -> {
        ObjectNode body = NODES.objectNode().put("val", count.count());
        yield wrapped("ct count", count.over() ? body.put("inv", true) : body);
      }
      default -> wrapped(statement.statefulName(), NODES.nullNode());
    };
  }

  /** A statement as a set declares it for its elements. */
  static ObjectNode withoutState(TypedStmt statement) {
    return switch (statement) {
      case TypedStmt.Counter ignored -> wrapped("counter", NODES.nullNode());
      case TypedStmt.Quota quota ->
          of(new TypedStmt.Quota(quota.span(), quota.quotaBytes(), 0, quota.over()));
      default -> of(statement);
    };
  }

  private static ObjectNode limit(TokenRate rate, boolean over) {
    ObjectNode body = NODES.objectNode();
    Amount amount = rate.ofBytes() ? Amount.of(rate.rate()) : new Amount(rate.rate(), "");
    Amount burst =
        rate.ofBytes() ? Amount.of(rate.effectiveBurst()) : new Amount(rate.effectiveBurst(), "");
    body.put("rate", amount.number()).put("burst", burst.number()).put("per", rate.unitWord());
    if (over) {
      body.put("inv", true);
    }
    if (rate.ofBytes()) {
      body.put("rate_unit", amount.unit());
      body.put("burst_unit", burst.unit());
    }
    return body;
  }

  private static ObjectNode quota(TypedStmt.Quota quota) {
    ObjectNode body = NODES.objectNode();
    Amount amount = Amount.of(quota.quotaBytes());
    body.put("val", amount.number()).put("val_unit", amount.unit());
    if (quota.over()) {
      body.put("inv", true);
    }
    if (quota.usedBytes() != 0) {
      Amount used = Amount.of(quota.usedBytes());
      body.put("used", used.number()).put("used_unit", used.unit());
    }
    return body;
  }

  /** Bytes in the largest unit that leaves no rest. */
  record Amount(long number, String unit) {
    static Amount of(long bytes) {
      long rest = bytes;
      int unit = 0;
      while (unit < UNITS.length - 1 && rest != 0 && (rest & 1023) == 0) {
        rest >>>= 10;
        unit++;
      }
      return new Amount(rest, UNITS[unit]);
    }
  }
}

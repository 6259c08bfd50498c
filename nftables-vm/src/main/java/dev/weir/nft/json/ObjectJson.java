package dev.weir.nft.json;

import static dev.weir.nft.json.JsonPrinter.NODES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.core.hook.Family;
import dev.weir.core.state.TokenRate;
import dev.weir.nft.ast.ObjectSpec;
import dev.weir.nft.ruleset.NamedObject;
import dev.weir.nft.ruleset.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Named objects of a table: counters, quotas, limits, and what conntrack is told. */
final class ObjectJson {
  private static final int TCP = 6;

  private ObjectJson() {}

  static ObjectNode of(Table table, NamedObject object) {
    ObjectNode out = NODES.objectNode();
    out.put("family", table.family().word()).put("name", object.name());
    out.put("table", table.name()).put("handle", object.handle());
    String comment = object.specification().comment();
    if (comment != null) {
      out.put("comment", comment);
    }
    switch (object.specification().body()) {
      case ObjectSpec.Counter counter ->
          out.put("packets", counter.packets()).put("bytes", counter.bytes());
      case ObjectSpec.Quota quota -> {
        out.put("bytes", quota.quotaBytes()).put("used", quota.usedBytes());
        out.put("inv", quota.over());
      }
      case ObjectSpec.Limit limit -> limit(out, limit);
      case ObjectSpec.CtHelper helper ->
          out.put("type", helper.type())
              .put("protocol", protocol(helper.protocol()))
              .put("l3proto", family(helper.family()));
      case ObjectSpec.CtTimeout timeout -> {
        out.put("protocol", protocol(timeout.protocol()));
        out.put("l3proto", family(timeout.family()));
        ObjectNode policy = out.putObject("policy");
        timeout.policy().forEach(policy::put);
      }
      case ObjectSpec.CtExpectation expectation ->
          out.put("protocol", protocol(expectation.protocol()))
              .put("dport", expectation.destinationPort())
              .put("timeout", expectation.timeoutMillis())
              .put("size", expectation.size())
              .put("l3proto", family(expectation.family()));
      case ObjectSpec.Synproxy synproxy -> synproxy(out, synproxy);
      case ObjectSpec.Flowtable flowtable -> {
        out.put("hook", "ingress").put("prio", flowtable.priority());
        if (!flowtable.devices().isEmpty()) {
          List<JsonNode> names = new ArrayList<>();
          flowtable.devices().forEach(name -> names.add(NODES.textNode(name)));
          out.set("dev", ExpressionJson.oneOrMore(names));
        }
      }
      case ObjectSpec.Secmark secmark -> out.put("context", secmark.context());
    }
    return out;
  }

  private static void inverted(ObjectNode out, boolean over) {
    if (over) {
      out.put("inv", true);
    }
  }

  private static void limit(ObjectNode out, ObjectSpec.Limit limit) {
    TokenRate rate = limit.rate();
    if (rate.ofBytes()) {
      StatefulJson.Amount amount = StatefulJson.Amount.of(rate.rate());
      out.put("rate", amount.number()).put("per", rate.unitWord());
      StatefulJson.Amount burst = StatefulJson.Amount.of(rate.effectiveBurst());
      if (burst.number() != 0) {
        out.put("burst", burst.number());
      }
      inverted(out, limit.over());
      out.put("rate_unit", amount.unit());
      if (burst.number() != 0) {
        out.put("burst_unit", burst.unit());
      }
      return;
    }
    out.put("rate", rate.rate()).put("per", rate.unitWord()).put("burst", rate.effectiveBurst());
    inverted(out, limit.over());
  }

  private static void synproxy(ObjectNode out, ObjectSpec.Synproxy synproxy) {
    out.put("mss", synproxy.mss()).put("wscale", synproxy.windowScale());
    ArrayNode flags = NODES.arrayNode();
    if (synproxy.timestamp()) {
      flags.add("timestamp");
    }
    if (synproxy.sackPermitted()) {
      flags.add("sack-perm");
    }
    if (!flags.isEmpty()) {
      out.set("flags", flags);
    }
  }

  private static String protocol(int number) {
    return number == TCP ? "tcp" : "udp";
  }

  private static String family(@Nullable Family family) {
    return family == null ? "unknown" : family.word();
  }
}

package dev.weir.nft.print;

import dev.weir.core.hook.Family;
import dev.weir.core.hook.Hook;
import dev.weir.nft.ast.ObjectSpec;
import dev.weir.nft.ruleset.NamedObject;
import dev.weir.nft.ruleset.Priorities;
import dev.weir.nft.type.RelativeTime;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes named objects as they stand in a table's block. */
final class ObjectText {
  private static final int TCP = 6;

  private ObjectText() {}

  /** An object with its braces, indented once, and the line feed behind it. */
  static String inTable(NamedObject object, boolean handle) {
    StringBuilder out = new StringBuilder("\t");
    out.append(object.kind().words()).append(' ').append(object.name()).append(" {");
    if (handle) {
      out.append(" # handle ").append(object.handle());
    }
    out.append('\n');
    String comment = object.specification().comment();
    if (comment != null) {
      out.append("\t\tcomment \"").append(comment).append("\"\n");
    }
    for (String line : lines(object.specification().body())) {
      out.append("\t\t").append(line).append('\n');
    }
    return out.append("\t}\n").toString();
  }

  private static List<String> lines(ObjectSpec.Body body) {
    return switch (body) {
      case ObjectSpec.Counter counter ->
          List.of(
              "packets "
                  + Long.toUnsignedString(counter.packets())
                  + " bytes "
                  + Long.toUnsignedString(counter.bytes()));
      case ObjectSpec.Quota quota ->
          List.of(
              behind(
                  "quota ", LimitText.quota(quota.quotaBytes(), quota.usedBytes(), quota.over())));
      case ObjectSpec.Limit limit ->
          List.of(behind("limit ", LimitText.of(limit.rate(), limit.over())));
      case ObjectSpec.CtHelper helper ->
          List.of(
              "type \"" + helper.type() + "\" protocol " + protocol(helper.protocol()),
              family(helper.family()));
      case ObjectSpec.CtTimeout timeout ->
          List.of(
              "protocol " + protocol(timeout.protocol()),
              family(timeout.family()),
              policy(timeout));
      case ObjectSpec.CtExpectation expectation ->
          List.of(
              "protocol " + protocol(expectation.protocol()),
              "dport " + expectation.destinationPort(),
              "timeout " + RelativeTime.format(BigInteger.valueOf(expectation.timeoutMillis())),
              "size " + expectation.size(),
              family(expectation.family()));
      case ObjectSpec.Synproxy synproxy -> synproxy(synproxy);
      case ObjectSpec.Secmark secmark -> List.of('"' + secmark.context() + '"');
      case ObjectSpec.Flowtable flowtable -> flowtable(flowtable);
    };
  }

  private static String behind(String word, String text) {
    return text.substring(word.length());
  }

  private static String protocol(int number) {
    return number == TCP ? "tcp" : "udp";
  }

  private static String family(@Nullable Family family) {
    return "l3proto " + (family == null ? "unknown" : family.word());
  }

  private static String policy(ObjectSpec.CtTimeout timeout) {
    List<String> states = new ArrayList<>();
    timeout.policy().forEach((state, seconds) -> states.add(state + " : " + seconds));
    return "policy = { " + String.join(", ", states) + " }";
  }

  private static List<String> flowtable(ObjectSpec.Flowtable flowtable) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "hook ingress priority "
            + Priorities.text(flowtable.priority(), Family.NETDEV, Hook.INGRESS));
    if (!flowtable.devices().isEmpty()) {
      lines.add("devices = { " + String.join(", ", flowtable.devices()) + " }");
    }
    if (flowtable.offload()) {
      lines.add("flags offload");
    }
    if (flowtable.counter()) {
      lines.add("counter");
    }
    return lines;
  }

  private static List<String> synproxy(ObjectSpec.Synproxy synproxy) {
    List<String> lines = new ArrayList<>();
    lines.add("mss " + synproxy.mss());
    lines.add("wscale " + synproxy.windowScale());
    if (synproxy.timestamp() || synproxy.sackPermitted()) {
      String timestamp = synproxy.timestamp() ? "timestamp" : "";
      lines.add(timestamp + " " + (synproxy.sackPermitted() ? "sack-perm" : ""));
    }
    return lines;
  }
}

package dev.weir.netio.lab;

import dev.weir.netio.lab.Attributes.Attribute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the rules of the namespace over netlink: which there are, and what their counters say.
 *
 * <p>Source: include/uapi/linux/netfilter/nf_tables.h (message and attribute numbers).
 */
final class LoadedRules {
  static final int SUBSYSTEM = 10;
  static final int GET_RULE = 7;
  static final int RULE_TABLE = 1;
  static final int RULE_CHAIN = 2;
  static final int RULE_HANDLE = 3;
  static final int RULE_EXPRESSIONS = 4;
  static final int RULE_USERDATA = 7;
  static final int LIST_ELEMENT = 1;
  static final int EXPRESSION_NAME = 1;
  static final int EXPRESSION_DATA = 2;
  static final int COUNTER_BYTES = 1;
  static final int COUNTER_PACKETS = 2;
  private static final Map<Integer, String> FAMILIES =
      Map.of(1, "inet", 2, "ip", 5, "netdev", 7, "bridge", 10, "ip6", 3, "arp");

  /** A rule as the kernel holds it. */
  record Rule(int family, String table, String chain, long handle, Attributes attributes) {
    List<Attribute> expressions() {
      Attribute list = attributes.find(RULE_EXPRESSIONS);
      return list == null ? List.of() : list.nested().all();
    }

    /** The data of the first counter among the expressions, or null. */
    @org.jspecify.annotations.Nullable
    Attributes counter() {
      for (Attribute element : expressions()) {
        Attributes expression = element.nested();
        if (expression.get(EXPRESSION_NAME).text().equals("counter")) {
          return expression.get(EXPRESSION_DATA).nested();
        }
      }
      return null;
    }
  }

  private LoadedRules() {}

  /** Every rule outside the lab's own tables, grouped by table in listing order, in chain order. */
  static List<Rule> read(NetlinkSocket socket) throws LabException {
    byte[] request =
        new NetlinkMessage()
            .start(
                SUBSYSTEM << 8 | GET_RULE,
                NetlinkMessage.REQUEST | NetlinkMessage.DUMP,
                socket.nextSequence(),
                0,
                0)
            .finish()
            .toBytes();
    List<Rule> rules = new ArrayList<>();
    for (NetlinkSocket.Reply reply : socket.dump(request)) {
      Attributes a = reply.attributes();
      String table = a.get(RULE_TABLE).text();
      if (!table.equals(ProbeChains.TABLE)) {
        rules.add(
            new Rule(
                reply.family(), table, a.get(RULE_CHAIN).text(), a.get(RULE_HANDLE).number(), a));
      }
    }
    return rules;
  }

  /** Joins the counters read after a run with the handles read before rules were given counters. */
  static List<RuleCount> counts(List<Rule> original, List<Rule> counted) {
    List<RuleCount> result = new ArrayList<>();
    Map<String, Integer> positions = new LinkedHashMap<>();
    for (int i = 0; i < counted.size(); i++) {
      Rule rule = counted.get(i);
      String key = rule.family() + " " + rule.table() + " " + rule.chain();
      int index = positions.merge(key, 1, Integer::sum) - 1;
      Attributes counter = rule.counter();
      if (counter == null || !rule.chain().equals(original.get(i).chain())) {
        throw new IllegalStateException("rule without counter in " + key);
      }
      result.add(
          new RuleCount(
              FAMILIES.getOrDefault(rule.family(), "?"),
              rule.table(),
              rule.chain(),
              original.get(i).handle(),
              index,
              counter.number(COUNTER_PACKETS, 0),
              counter.number(COUNTER_BYTES, 0)));
    }
    return result;
  }
}

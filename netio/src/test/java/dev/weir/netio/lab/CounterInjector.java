package dev.weir.netio.lab;

import dev.weir.netio.lab.Attributes.Attribute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives every rule without a counter one, where weir counts: directly before the verdict statement,
 * at the end of a rule without one, and for a verdict map only when the key is in the map.
 *
 * <p>All rules are deleted and added again in one batch, in their order; anonymous sets, which may
 * be bound to one rule only, are created anew. A verdict map cannot say "hit" before it acts, so
 * its rule gets a lookup in an anonymous set of the same keys, which ends the rule on a miss
 * exactly as the map itself would. The programs are otherwise byte for byte those that nft
 * produced.
 *
 * <p>Source: net/netfilter/nf_tables_api.c (nf_tables_newrule, nf_tables_newset), nft_lookup.c.
 */
final class CounterInjector {
  private static final int NEW_RULE = 6;
  private static final int DELETE_RULE = 8;
  private static final int BATCH_BEGIN = 0x10;
  private static final int BATCH_END = 0x11;
  private static final int NESTED_LIST = LoadedRules.LIST_ELEMENT;
  private static final int LOOKUP_SET = 1;
  private static final int LOOKUP_SOURCE = 2;
  private static final int LOOKUP_DESTINATION = 3;
  private static final int LOOKUP_SET_ID = 4;
  private static final int IMMEDIATE_DESTINATION = 1;
  private static final int MESSAGE_LIMIT = 60_000;
  private static final Set<String> VERDICT_STATEMENTS =
      Set.of("reject", "queue", "nat", "masq", "redir", "tproxy", "synproxy", "fwd");

  private final NetlinkSocket socket;
  private final NetlinkMessage batch = new NetlinkMessage();
  private final Map<String, SetCopies> copies = new HashMap<>();
  private int nextSetId = 1;

  private CounterInjector(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** Returns whether the rules had to be rebuilt. */
  static boolean complete(NetlinkSocket socket, List<LoadedRules.Rule> rules) throws LabException {
    boolean missing = false;
    for (LoadedRules.Rule rule : rules) {
      missing |= rule.counter() == null;
    }
    if (missing) {
      new CounterInjector(socket).rebuild(rules);
    }
    return missing;
  }

  private void rebuild(List<LoadedRules.Rule> rules) throws LabException {
    batch
        .start(BATCH_BEGIN, NetlinkMessage.REQUEST, socket.nextSequence(), 0, LoadedRules.SUBSYSTEM)
        .finish();
    for (LoadedRules.Rule rule : rules) {
      String key = rule.family() + " " + rule.table();
      if (!copies.containsKey(key)) {
        copies.put(key, SetCopies.read(socket, rule.family(), rule.table()));
        message(DELETE_RULE, 0, rule.family()).text(LoadedRules.RULE_TABLE, rule.table()).finish();
      }
    }
    for (LoadedRules.Rule rule : rules) {
      add(rule);
    }
    int last = socket.nextSequence();
    batch
        .start(
            BATCH_END, NetlinkMessage.REQUEST | NetlinkMessage.ACK, last, 0, LoadedRules.SUBSYSTEM)
        .finish();
    socket.transact(batch.toBytes(), last);
  }

  private NetlinkMessage message(int type, int flags, int family) {
    return batch.start(
        LoadedRules.SUBSYSTEM << 8 | type,
        NetlinkMessage.REQUEST | flags,
        socket.nextSequence(),
        family,
        0);
  }

  private void add(LoadedRules.Rule rule) throws LabException {
    SetCopies sets = copies.get(rule.family() + " " + rule.table());
    if (sets == null) {
      throw new IllegalStateException("no sets read for " + rule.table());
    }
    List<byte[]> expressions = new ArrayList<>();
    boolean counted = rule.counter() != null;
    for (Attribute element : rule.expressions()) {
      Attributes expression = element.nested();
      String name = expression.get(LoadedRules.EXPRESSION_NAME).text();
      Attribute data = expression.find(LoadedRules.EXPRESSION_DATA);
      if (name.equals("lookup") && data != null) {
        Attributes lookup = data.nested();
        if (!counted && lookup.number(LOOKUP_DESTINATION, -1) == 0) {
          int id = nextSetId++;
          sets.copyKeys(batch, socket, lookup.get(LOOKUP_SET).text(), id);
          expressions.add(membership(lookup, id));
          expressions.add(counter());
          counted = true;
        }
        expressions.add(
            sets.isAnonymous(lookup.get(LOOKUP_SET).text())
                ? rebound(sets, lookup)
                : element.value());
      } else {
        if (!counted && endsRule(name, data)) {
          expressions.add(counter());
          counted = true;
        }
        expressions.add(element.value());
      }
    }
    if (!counted) {
      expressions.add(counter());
    }
    write(rule, expressions);
  }

  private void write(LoadedRules.Rule rule, List<byte[]> expressions) {
    message(NEW_RULE, NetlinkMessage.CREATE | NetlinkMessage.APPEND, rule.family())
        .text(LoadedRules.RULE_TABLE, rule.table())
        .text(LoadedRules.RULE_CHAIN, rule.chain());
    int list = batch.nest(LoadedRules.RULE_EXPRESSIONS);
    int size = 0;
    for (byte[] expression : expressions) {
      batch.bytes(NESTED_LIST, expression);
      size += expression.length + 8;
    }
    if (size > MESSAGE_LIMIT) {
      throw new IllegalStateException("rule too large for one attribute");
    }
    batch.end(list);
    Attribute comment = rule.attributes().find(LoadedRules.RULE_USERDATA);
    if (comment != null) {
      batch.bytes(LoadedRules.RULE_USERDATA, comment.value());
    }
    batch.finish();
  }

  private static boolean endsRule(String name, @org.jspecify.annotations.Nullable Attribute data) {
    if (name.equals("immediate") && data != null) {
      return data.nested().number(IMMEDIATE_DESTINATION, -1) == 0;
    }
    return VERDICT_STATEMENTS.contains(name);
  }

  private static byte[] counter() {
    NetlinkMessage out = new NetlinkMessage().text(LoadedRules.EXPRESSION_NAME, "counter");
    int data = out.nest(LoadedRules.EXPRESSION_DATA);
    return out.end(data).toBytes();
  }

  private static byte[] membership(Attributes lookup, int id) {
    NetlinkMessage out = new NetlinkMessage().text(LoadedRules.EXPRESSION_NAME, "lookup");
    int data = out.nest(LoadedRules.EXPRESSION_DATA);
    out.text(LOOKUP_SET, SetCopies.NEW_NAME);
    out.big32(LOOKUP_SET_ID, id);
    out.bytes(LOOKUP_SOURCE, lookup.get(LOOKUP_SOURCE).value());
    return out.end(data).toBytes();
  }

  private byte[] rebound(SetCopies sets, Attributes lookup) throws LabException {
    int id = nextSetId++;
    sets.copyWhole(batch, socket, lookup.get(LOOKUP_SET).text(), id);
    NetlinkMessage out = new NetlinkMessage().text(LoadedRules.EXPRESSION_NAME, "lookup");
    int data = out.nest(LoadedRules.EXPRESSION_DATA);
    out.text(LOOKUP_SET, SetCopies.NEW_NAME);
    out.big32(LOOKUP_SET_ID, id);
    for (Attribute a : lookup.all()) {
      if (a.type() != LOOKUP_SET && a.type() != LOOKUP_SET_ID) {
        out.bytes(a.type(), a.value());
      }
    }
    return out.end(data).toBytes();
  }
}

package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import java.util.ArrayList;
import java.util.List;

/**
 * A random rule set whose rules fill sets: dynamic sets and maps with small sizes, timeouts far
 * longer than a run, state of elements, meters, and sets with state that rules ask.
 *
 * <p>Every rule has a counter of its own, because the lab cannot count for a meter's rule without
 * breaking the meter. Limits are so slow that time does not matter. Nothing is deleted from a set
 * of small size: when the kernel gives the room back depends on its clock. Few elements are deleted
 * at all: the kernel keeps them in their hash chain for a second, and takes no 17th of one key.
 */
final class DynamicRuleset {
  private static final List<String> TESTS =
      List.of(
          "",
          "",
          "meta l4proto tcp ",
          "meta l4proto udp ",
          "ip protocol tcp ",
          "tcp dport 1-20000 ",
          "udp sport 1000-60000 ",
          "tcp flags syn ",
          "ct state new ",
          "ip saddr 10.0.0.0/8 ",
          "iifname \"tap0\" ",
          "meta length > 100 ");

  /**
   * A size that nothing reaches. Without one the kernel begins with a table so small that elements
   * get lost while it grows (rhashtable_insert_rehash says EBUSY), now these, now those.
   */
  private static final int LARGE = 65_535;

  /** A set that packets change: its name, type, key and (of a map) data. */
  private record Changing(
      String name,
      String key,
      String data,
      boolean timed,
      boolean ends,
      boolean small,
      String state) {
    boolean isMap() {
      return !data.isEmpty();
    }
  }

  private final Gen gen;
  private final StringBuilder text = new StringBuilder("table inet t {\n");
  private final List<Changing> changing = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private int meters;

  private DynamicRuleset(Gen gen) {
    this.gen = gen;
  }

  static String text(Gen gen) {
    DynamicRuleset ruleset = new DynamicRuleset(gen);
    ruleset.sets();
    ruleset.chain("prerouting", "raw - 10", false);
    ruleset.chain("forward", "-5", true);
    ruleset.chain("forward", "5", true);
    ruleset.chain("postrouting", "0", false);
    return ruleset.text.append("}\n").toString();
  }

  private void sets() {
    changing("ipv4_addr", "ip saddr", "");
    changing("ipv4_addr", "ip daddr", "");
    changing("ipv6_addr", "ip6 saddr", "");
    changing("inet_service", "tcp dport", "");
    changing("ipv4_addr . inet_service", "ip daddr . tcp dport", "");
    changing("ifname . ipv6_addr", "iifname . ip6 daddr", "");
    changing("inet_proto", "meta l4proto", "");
    changing("mark", "meta mark", "");
    changing("ipv4_addr : mark", "ip saddr", "meta length");
    changing("ipv4_addr : ipv4_addr", "ip saddr", "ip daddr");
    changing("inet_service : ipv4_addr . inet_service", "udp dport", "ip saddr . udp sport");
    asked("ipv4_addr", "ip saddr", List.of("10.0.0.0/9", "10.128.0.0/10", "192.0.2.0/24", "*"));
    asked("ipv4_addr", "ip daddr", List.of("10.0.0.0/12", "1.0.0.0-9.255.255.255"));
    asked("inet_service", "tcp dport", List.of("0-1023", "1024-30000", "*"));
    asked("ipv4_addr . inet_service", "ip saddr . tcp dport", List.of("10.0.0.0/8 . 1-9999"));
  }

  private String state() {
    return switch (gen.below(8)) {
      case 0 -> " counter";
      case 1 -> " limit rate 1/day burst " + gen.between(1, 20) + " packets";
      case 2 -> " limit rate over 2/week burst " + gen.between(1, 9) + " packets";
      case 3 -> " limit rate 1 bytes/day burst " + gen.between(100, 9_000) + " bytes";
      case 4 -> " quota over " + gen.between(50, 5_000) + " bytes";
      case 5 -> " quota " + gen.between(50, 5_000) + " bytes used 40 bytes";
      case 6 -> " counter packets 5 bytes 7 quota over 999 bytes";
      default -> " limit rate 3/day burst 4 packets counter";
    };
  }

  private void changing(String type, String key, String data) {
    boolean map = type.contains(" : ");
    String name = (map ? "m" : "s") + changing.size();
    boolean timed = gen.percent(50);
    boolean small = gen.percent(40);
    String state = gen.percent(25) ? state().strip() : "";
    text.append(map ? "map " : "set ").append(name).append(" { type ").append(type).append("; ");
    text.append("flags dynamic").append(timed ? ",timeout; " : "; ");
    text.append("size ").append(small ? gen.between(1, 30) : LARGE).append("; ");
    boolean ends = timed && gen.percent(50);
    text.append(ends ? "timeout " + gen.between(2, 9) + "h; " : "");
    text.append(state.isEmpty() ? "" : state.replace(" quota", "; quota") + "; ").append("}\n");
    changing.add(new Changing(name, key, data, timed, ends, small, state));
  }

  private void asked(String type, String key, List<String> elements) {
    String name = "a" + asked.size();
    String state = gen.percent(70) ? state().strip() : "";
    text.append("set ").append(name).append(" { type ").append(type).append("; flags interval; ");
    text.append(state.isEmpty() ? "" : state.replace(" quota", "; quota") + "; ");
    text.append("elements = { ").append(String.join(", ", elements)).append(" }; }\n");
    asked.add(key + (gen.percent(30) ? " != " : " ") + "@" + name);
  }

  private void chain(String hook, String priority, boolean drops) {
    text.append("chain ").append(hook).append(Math.abs(priority.hashCode() % 100));
    text.append(" {\ntype filter hook ").append(hook).append(" priority ").append(priority);
    text.append(";\n");
    int rules = gen.between(6, 16);
    for (int i = 0; i < rules; i++) {
      String rule = rule();
      text.append(test(rule)).append(rule).append(" counter");
      text.append(drops && gen.percent(8) ? " drop" : "").append('\n');
    }
    text.append("}\n");
  }

  /** A test of a protocol that the rule does not contradict. */
  private String test(String rule) {
    List<String> fitting =
        TESTS.stream()
            .filter(test -> !(rule.contains("udp") && test.contains("tcp")))
            .filter(test -> !(rule.contains("tcp") && test.contains("udp")))
            .filter(test -> !(rule.contains("ip6 ") && test.contains("ip ")))
            .toList();
    return gen.pick(fitting);
  }

  private String rule() {
    Changing set = gen.pick(changing);
    return switch (gen.below(10)) {
      case 0, 1, 2 -> change("add", set);
      case 3, 4 -> change("update", set);
      case 5 ->
          set.small
              ? change("update", set)
              : "limit rate 1/day burst 6 packets " + change("delete", set);
      case 6, 7 ->
          set.isMap()
              ? change("add", set)
              : set.key + (gen.percent(25) ? " != @" : " @") + set.name;
      case 8 -> gen.pick(asked);
      default -> gen.percent(50) ? meter() : markOf();
    };
  }

  private String change(String operation, Changing set) {
    boolean own = set.state.isEmpty() && gen.percent(40);
    return operation
        + " @"
        + set.name
        + " { "
        + set.key
        + timeout(operation, set)
        + (own ? ofRule(set) : "")
        + (set.isMap() ? " : " + data(set) : "")
        + " }";
  }

  /** KERNEL: an update without any timeout would end the element at once. */
  private String timeout(String operation, Changing set) {
    boolean needed = operation.equals("update") && !set.ends;
    return set.timed && (needed || gen.percent(50)) ? " timeout " + gen.between(60, 600) + "m" : "";
  }

  /** KERNEL: a map's element gets no two states from a rule. */
  private String ofRule(Changing set) {
    String state = state();
    return set.isMap() ? single(state) : state;
  }

  private static String single(String state) {
    int second = state.indexOf(" quota over 999");
    return second > 0 ? state.substring(0, second) : state.replace(" packets counter", " packets");
  }

  private String data(Changing set) {
    return set.data.equals("meta length")
        ? gen.pick(List.of("meta mark", "0x17", "ct mark"))
        : set.data;
  }

  private String meter() {
    String key = gen.pick(List.of("ip saddr", "ip6 daddr", "ip saddr . tcp dport", "iifname"));
    String size = " size " + (gen.percent(50) ? gen.between(1, 50) : LARGE);
    return "meter w" + meters++ + size + " { " + key + single(state()) + " }";
  }

  private String markOf() {
    return gen.pick(
        List.of(
            "meta mark set meta length",
            "meta mark set ip saddr map @m8",
            "ct mark set ip saddr map @m8",
            "meta mark set 0x" + gen.between(1, 9)));
  }
}

package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import dev.weir.netio.lab.LabMode;
import java.util.ArrayList;
import java.util.List;

/** Random nat chains whose bindings leave nothing to chance. */
final class NatRules {
  private static final List<String> TESTS =
      List.of(
          "",
          "",
          "",
          "meta l4proto tcp ",
          "meta l4proto udp ",
          "meta l4proto { tcp, udp } ",
          "tcp dport { 80, 443 } ",
          "udp dport 53 ",
          "meta l4proto icmp ",
          "meta l4proto ipv6-icmp ",
          "ct state new ",
          "ip saddr 10.0.0.0/24 ",
          "ip6 saddr fd00::1 ",
          "ip daddr 192.0.2.0/24 ",
          "tcp sport < 1024 ");

  private static final List<String> TARGETS4 =
      List.of(
          "10.0.0.77", "203.0.113.9", "203.0.113.16-203.0.113.31", "198.51.100.0/28", "192.0.2.10");

  private static final List<String> TARGETS6 =
      List.of(
          "fd00::77",
          "2001:db8:ff::9",
          "2001:db8:ff::10-2001:db8:ff::1f",
          "2001:db8:aa::/64",
          "2001:db8:ff::ffff-2001:db8:ff:1::3");

  private static final List<String> MAPPED =
      List.of(
          "ip saddr map { 10.0.0.1 : 203.0.113.21, 10.0.0.2 : 203.0.113.22 }",
          "ip saddr map { 10.0.0.0/31 : 203.0.113.40-203.0.113.47, 10.0.0.2 :"
              + " 203.0.113.48-203.0.113.49 }",
          "ip daddr map { 192.0.2.0/24 : 203.0.113.50, 198.51.100.7 : 203.0.113.51 }");

  private final Gen gen;

  NatRules(Gen gen) {
    this.gen = gen;
  }

  /** Tables for the hooks of a path. */
  String text(LabMode mode) {
    StringBuilder out = new StringBuilder();
    int tables = gen.between(1, 2);
    for (int i = 0; i < tables; i++) {
      String family = gen.pick(List.of("inet", "inet", "ip", "ip6"));
      out.append("table ").append(family).append(" n").append(i).append(" {\n");
      for (String hook : Comparison.hooks(mode).stream().distinct().toList()) {
        if (!hook.equals("forward") && gen.percent(80)) {
          chain(out, family, hook);
        }
      }
      if (mode == LabMode.LOOPBACK || mode == LabMode.FORWARD) {
        chain(out, family, gen.pick(List.of("input", "prerouting")));
      }
      out.append("}\n");
    }
    return out.toString();
  }

  private int chains;

  private void chain(StringBuilder out, String family, String hook) {
    out.append(" chain c").append(chains++).append(" {\n  type nat hook ").append(hook);
    out.append(" priority ").append(gen.between(-150, 150));
    out.append(gen.percent(5) ? "; policy drop" : "").append(";\n");
    int rules = gen.between(1, 4);
    for (int i = 0; i < rules; i++) {
      out.append("  ").append(rule(family, hook)).append('\n');
    }
    out.append(" }\n");
  }

  private String rule(String family, String hook) {
    String test = gen.pick(tests(family));
    if (gen.percent(8)) {
      return test + gen.pick(List.of("counter", "accept", "counter return", "ct mark set 7"));
    }
    return test + (gen.percent(50) ? "counter " : "") + statement(family, hook, test);
  }

  private static List<String> tests(String family) {
    List<String> fitting = new ArrayList<>(TESTS);
    if (family.equals("ip")) {
      fitting.removeIf(test -> test.startsWith("ip6"));
    } else if (family.equals("ip6")) {
      fitting.removeIf(test -> test.startsWith("ip "));
    }
    return fitting;
  }

  private String statement(String family, String hook, String test) {
    boolean source = hook.equals("postrouting") || hook.equals("input");
    if (hook.equals("postrouting") && gen.percent(30)) {
      return "masquerade";
    }
    boolean ports = !test.isEmpty() && (test.contains("tcp") || test.contains("udp"));
    if (!source && gen.percent(30)) {
      return "redirect" + (ports ? gen.pick(List.of("", " to :8080", " to :9000-9010")) : "");
    }
    boolean six =
        family.equals("ip6") || test.startsWith("ip6") || (!family.equals("ip") && gen.percent(40));
    if (test.startsWith("ip ")) {
      six = false;
    }
    String head = (source ? "snat " : "dnat ") + (six ? "ip6 " : "ip ");
    if (gen.percent(15)) {
      return head + "prefix to " + (six ? "2001:db8:bb::/64" : "198.18.0.0/16");
    }
    if (!six && gen.percent(25) && !test.startsWith("ip6")) {
      return head + "to " + gen.pick(MAPPED);
    }
    String target = gen.pick(six ? TARGETS6 : TARGETS4);
    boolean plain = target.indexOf('/') < 0;
    String port = "";
    if (!source && ports && plain && gen.percent(50)) {
      port = gen.pick(List.of(":8080", ":7000-7010"));
      if (six) {
        target = "[" + target.replace("-", "]-[") + "]";
      }
    }
    return head + "to " + target + port + (gen.percent(20) ? " persistent" : "");
  }
}

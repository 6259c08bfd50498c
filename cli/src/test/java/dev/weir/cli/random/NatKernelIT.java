package dev.weir.cli.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.testkit.Gen;
import dev.weir.netio.lab.KernelLab;
import dev.weir.netio.lab.LabException;
import dev.weir.netio.lab.LabFrame;
import dev.weir.netio.lab.LabMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Translation by the live kernel and by weir: verdicts, counters, connections and bytes. */
@Tag("kernel")
class NatKernelIT {
  private static final String WATCH =
      """
      table inet watch {
        chain f { type filter hook forward priority 0; ct status snat counter; ct status dnat counter; ct status snat,dnat counter; ct direction reply counter; ct state related counter; ip saddr 203.0.113.7 counter; ip daddr 10.0.0.2 counter; ip6 daddr fd00::2 counter; }
        chain p { type filter hook postrouting priority 150; ip saddr 203.0.113.7 counter; ip6 saddr 2001:db8:ff::7 counter; ct state new counter; }
        chain r { type filter hook prerouting priority -90; ip daddr 10.0.0.2 counter; ct status dnat counter; ct state invalid counter; }
        chain i { type filter hook input priority 0; counter; tcp dport 8080 counter; ct status dnat counter; }
      }
      """;

  @BeforeAll
  static void needsTheKernel() {
    SeedRuns.needTheKernel();
  }

  /** Several rounds of new flows and of answers to what weir sends; the kernel judges them all. */
  static List<LabFrame> dialog(NatTraffic traffic, Gen gen, String rules, KernelLab lab) {
    List<LabFrame> frames = new ArrayList<>();
    int seen = 0;
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < 50; i++) {
        frames.add(traffic.first());
      }
      WeirRun run = WeirRun.of(rules, lab.plan(), frames);
      assertEquals("", run.errors());
      List<byte[]> sent = run.sent();
      for (int i = seen; i < sent.size(); i++) {
        byte[] packet = sent.get(i);
        if (gen.percent(70)) {
          LabFrame reply = traffic.reply(packet);
          if (reply != null) {
            frames.add(reply);
          }
        }
        if (gen.percent(20)) {
          frames.add(traffic.error(packet));
        }
      }
      seen = sent.size();
    }
    return frames;
  }

  private static void compare(LabMode mode, long seed, String nat) throws IOException {
    String rules = nat + WATCH;
    try (KernelLab lab = KernelLab.open(NatComparison.plan(mode))) {
      Gen gen = new Gen(seed);
      List<LabFrame> frames = dialog(new NatTraffic(gen), gen, rules, lab);
      List<String> differences = new NatComparison(lab, rules, frames).differences();
      assertEquals("", String.join("\n", differences), mode + " seed " + seed + "\n" + nat);
    }
  }

  private static String random(LabMode mode, long seed) throws IOException {
    Gen gen = new Gen(seed);
    String rules = new NatRules(gen).text(mode) + WATCH;
    try (KernelLab lab = KernelLab.open(NatComparison.plan(mode))) {
      List<LabFrame> frames = dialog(new NatTraffic(gen), gen, rules, lab);
      List<String> differences = new NatComparison(lab, rules, frames).differences();
      return differences.isEmpty()
          ? ""
          : mode + " seed " + seed + "\n" + rules + String.join("\n", differences) + "\n";
    } catch (LabException e) {
      return mode + " seed " + seed + ": " + e.getMessage() + "\n" + rules;
    }
  }

  private static void randomRules(LabMode mode) throws IOException {
    long first = Long.getLong("weir.nat.first", System.currentTimeMillis());
    int more = Integer.getInteger("weir.nat.rulesets", 1);
    int fixed = Integer.getInteger("weir.nat.fixed", 6);
    System.out.println(
        "NatKernelIT " + mode + ": new seeds " + first + " to " + (first + more - 1));
    StringBuilder failed = new StringBuilder();
    for (long seed = 0; seed < fixed; seed++) {
      failed.append(random(mode, seed));
    }
    for (long seed = first; seed < first + more; seed++) {
      failed.append(random(mode, seed));
    }
    assertEquals("", failed.length() > 6000 ? failed.substring(0, 6000) : failed.toString());
  }

  @Test
  void randomRulesTranslateForwardedPacketsAsTheKernel() throws IOException {
    randomRules(LabMode.FORWARD);
  }

  @Test
  void randomRulesTranslateSentPacketsAsTheKernel() throws IOException {
    randomRules(LabMode.OUTPUT);
  }

  @Test
  void randomRulesTranslateReceivedPacketsAsTheKernel() throws IOException {
    randomRules(LabMode.INPUT);
  }

  @Test
  void randomRulesTranslatePacketsToThisHostItselfAsTheKernel() throws IOException {
    randomRules(LabMode.LOOPBACK);
  }

  private static String post(String family, String... rules) {
    return table(family, "postrouting", 100, rules);
  }

  private static String pre(String family, String... rules) {
    return table(family, "prerouting", -100, rules);
  }

  private static String table(String family, String hook, int priority, String... rules) {
    return "table %s %s { chain c { type nat hook %s priority %d;\n%s\n}\n}\n"
        .formatted(family, hook, hook, priority, String.join("\n", rules));
  }

  @Test
  void sourcesAreTranslated() throws IOException {
    compare(
        LabMode.FORWARD,
        1,
        post(
            "inet",
            "oifname tap1 counter snat ip to 203.0.113.7",
            "counter snat ip6 to 2001:db8:ff::7"));
  }

  @Test
  void masqueradeTakesTheAddressOfTheDevice() throws IOException {
    compare(LabMode.FORWARD, 2, post("inet", "oifname tap1 counter masquerade"));
  }

  @Test
  void destinationsAreTranslated() throws IOException {
    compare(
        LabMode.FORWARD,
        3,
        pre(
            "inet",
            "tcp dport 80 counter dnat ip to 10.0.0.2:8080",
            "udp dport 53 counter dnat ip6 to [fd00::2]:5353",
            "ip daddr 203.0.113.8 counter dnat to 10.0.0.1",
            "ip6 daddr 2001:db8:ff::8 counter dnat to fd00::1"));
  }

  @Test
  void redirectedPacketsAreDelivered() throws IOException {
    compare(
        LabMode.FORWARD,
        4,
        pre(
            "inet",
            "tcp dport 80 counter redirect to :8080",
            "udp dport { 53, 443 } counter redirect"));
  }

  @Test
  void bothSidesAtOnce() throws IOException {
    compare(
        LabMode.FORWARD,
        5,
        pre("ip", "iifname tap1 tcp dport 80 counter dnat to 10.0.0.2", "counter")
            + post("ip", "ip daddr 10.0.0.2 counter snat to 10.0.0.254", "counter masquerade"));
  }

  @Test
  void withoutAStatementNothingChanges() throws IOException {
    compare(
        LabMode.FORWARD, 6, post("inet", "counter", "tcp dport 22 accept", "ct state new counter"));
  }

  @Test
  void chainsWithoutConnectionsSeeNothing() throws IOException {
    try (KernelLab lab = KernelLab.open(NatComparison.plan(LabMode.FORWARD))) {
      String rules = post("ip", "counter") + pre("ip6", "counter");
      NatTraffic traffic = new NatTraffic(new Gen(7));
      List<LabFrame> frames = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        frames.add(traffic.first());
      }
      assertEquals(List.of(), new NatComparison(lab, rules, frames).differences());
    }
  }
}

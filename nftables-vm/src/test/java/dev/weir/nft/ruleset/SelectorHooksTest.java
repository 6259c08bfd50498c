package dev.weir.nft.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.nft.Nft;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the kernel (asked with nft 1.0.6) lets rules ask their questions. */
class SelectorHooksTest {
  private static boolean loads(String table, String hook, String rule) {
    String text =
        "table "
            + table
            + " t { chain c { type filter hook "
            + hook
            + " priority 0; "
            + rule
            + "; }; }";
    Nft.Result result = Nft.load(List.of(Nft.Source.text("t", text)), Nft.Options.plain());
    return result.ruleset() != null;
  }

  /** A letter for each of prerouting, input, forward, output, postrouting that takes the rule. */
  private static String hooks(String rule) {
    StringBuilder letters = new StringBuilder();
    for (String hook : List.of("prerouting", "input", "forward", "output", "postrouting")) {
      letters.append(loads("inet", hook, rule) ? hook.substring(0, 2) : "-").append(' ');
    }
    return letters.toString().strip();
  }

  @Test
  void asksTheTablesWhereTheDeviceIsKnown() {
    assertEquals("pr in fo - -", hooks("fib saddr oif exists"));
    assertEquals("pr in fo - -", hooks("fib saddr . iif oif missing drop"));
    assertEquals("pr in fo ou po", hooks("fib daddr type local"));
    assertEquals("pr in fo - -", hooks("fib daddr . iif type local"));
    assertEquals("- - fo ou po", hooks("fib daddr . oif type local"));
    assertEquals("- - - - -", hooks("fib daddr . oif oif exists"));
  }

  @Test
  void asksRoutesSocketsAndAssociationsWhereThereAreSome() {
    assertEquals("- - fo ou po", hooks("rt mtu 1400"));
    assertEquals("pr in fo ou po", hooks("rt classid 5"));
    assertEquals("pr in - ou -", hooks("socket mark 1"));
    assertEquals("pr in fo - -", hooks("osf name \"Linux\""));
    assertEquals("pr in fo - -", hooks("ipsec in reqid 1"));
    assertEquals("- - fo ou po", hooks("ipsec out reqid 1"));
    assertEquals("pr in fo - -", hooks("meta ipsec exists"));
    assertEquals("- in fo - -", hooks("meta sdif 0"));
    assertEquals("pr in fo ou po", hooks("numgen inc mod 2 0"));
  }

  @Test
  void knowsWhichFamiliesHaveThem() {
    assertEquals(true, loads("netdev", "ingress device lo", "fib saddr oif exists"));
    assertEquals(false, loads("netdev", "egress device lo", "fib saddr oif exists"));
    assertEquals(true, loads("netdev", "egress device lo", "fib daddr . oif type local"));
    assertEquals(false, loads("bridge", "input", "fib daddr type local"));
    assertEquals(false, loads("netdev", "ingress device lo", "rt classid 5"));
    assertEquals(false, loads("ip6", "input", "osf name \"Linux\""));
    assertEquals(true, loads("netdev", "ingress device lo", "meta ipsec exists"));
    assertEquals(false, loads("arp", "input", "meta sdif 0"));
  }
}

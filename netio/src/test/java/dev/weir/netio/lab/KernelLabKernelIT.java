package dev.weir.netio.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.core.testkit.Packets;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernel")
class KernelLabKernelIT {
  private static final byte[] WEB =
      Packets.ip4("10.0.0.1", "192.168.1.7").tcp(1024, 80, "syn").bytes();
  private static final byte[] SSH =
      Packets.ip4("10.0.0.1", "192.168.1.7").tcp(1024, 22, "syn").bytes();
  private static final byte[] DNS6 =
      Packets.ip6("2001:db8::1", "2001:db8:1::9").udp(1024, 53).bytes();
  private static final byte[] EXPIRED =
      Packets.ip4("10.0.0.1", "192.168.1.7").udp(1, 2).ttl(1).bytes();
  private static final byte[] DAMAGED =
      Packets.ip4("10.0.0.1", "192.168.1.7").udp(1, 2).badHeaderChecksum().bytes();

  @BeforeAll
  static void needsTheKernel() {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
  }

  private static List<LabFrame> frames(byte[]... frames) {
    return Stream.of(frames).map(f -> new LabFrame(f, 0)).toList();
  }

  private static String packets(LabResult result) {
    return String.join(" ", result.rules().stream().map(r -> String.valueOf(r.packets())).toList());
  }

  @Test
  void judgesForwardedPacketsAndCountsRulesWithoutCounters() throws IOException {
    try (KernelLab lab = KernelLab.open(LabMode.FORWARD, "in0", "out0")) {
      LabResult result =
          lab.play(
              """
              table inet t {
                chain c {
                  type filter hook forward priority filter; policy accept;
                  iifname "in0" oifname "out0"
                  tcp dport 22 drop
                  ip ttl 63 counter
                }
              }
              """,
              frames(WEB, SSH, DNS6, EXPIRED, DAMAGED, Packets.arp(1, "10.0.0.1", "10.0.0.2")));
      assertEquals("ADAKPP", result.verdicts());
      assertEquals("3 1 1", packets(result));
      assertEquals(new RuleCount("inet", "t", "c", 3, 1, 1, 40), result.rules().get(1));
    }
  }

  @Test
  void countsVerdictMapsOnlyWhenTheKeyIsThere() throws IOException {
    try (KernelLab lab = KernelLab.open(LabMode.FORWARD, "in0", "out0")) {
      LabResult result =
          lab.play(
              """
              table ip t {
                map ports { type ipv4_addr . inet_service : verdict; flags interval; elements = { 10.0.0.0/8 . 1-22 : drop } }
                chain c {
                  type filter hook forward priority 0;
                  tcp dport vmap { 22 : continue, 443 : drop }
                  ip saddr . tcp dport vmap @ports
                  tcp dport { 80, 8080-8090 } accept
                }
              }
              """,
              frames(WEB, SSH, SSH));
      assertEquals("ADD", result.verdicts());
      assertEquals("2 2 1", packets(result));
    }
  }

  @Test
  void judgesInputAndTellsFragmentsHeldByReassembly() throws IOException {
    byte[] first =
        Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).payload(40).fragment(0, true).bytes();
    try (KernelLab lab = KernelLab.open(LabMode.INPUT, "eth0")) {
      LabResult result =
          lab.play(
              "table ip t { chain c { type filter hook input priority 0; policy drop; tcp dport 22"
                  + " accept; }; }",
              frames(WEB, SSH, first));
      assertEquals("DAQ", result.verdicts());
    }
  }

  @Test
  void judgesWhatTheHostSends() throws IOException {
    try (KernelLab lab = KernelLab.open(LabMode.OUTPUT, "eth0")) {
      String rules =
          """
          table inet t {
            chain o { type filter hook output priority 0; oifname "eth0" tcp dport 22 reject with tcp reset; }
            chain p { type filter hook postrouting priority 0; udp dport 53 drop; }
          }
          """;
      LabResult result = lab.play(rules, frames(WEB, SSH, DNS6));
      assertEquals("ADD", result.verdicts());
      assertEquals("1 1", packets(result));
    }
  }

  @Test
  void judgesWhatTheHostSendsToItself() throws IOException {
    try (KernelLab lab = KernelLab.open(LabMode.LOOPBACK, "eth0")) {
      String rules =
          """
          table inet t {
            chain o { type filter hook output priority 0; oif "lo" counter; }
            chain i { type filter hook input priority 0; iif "lo" tcp dport 22 drop; iifname "lo"; }
          }
          """;
      LabResult result = lab.play(rules, frames(WEB, SSH, DNS6));
      assertEquals("ADA", result.verdicts());
      assertEquals("3 1 2", packets(result));
    }
  }

  @Test
  void leavesNothingOfARuleSetToTheNext() throws IOException {
    try (KernelLab lab = KernelLab.open(LabMode.FORWARD, "in0", "out0")) {
      String dropAll =
          "table ip t { chain c { type filter hook forward priority 0; policy drop; }; }";
      assertEquals("DD", lab.play(dropAll, frames(WEB, SSH)).verdicts());
      assertEquals("AA", lab.play("table ip6 other { }", frames(WEB, SSH)).verdicts());
      assertTrue(lab.list().contains("table ip6 other"));
    }
  }

  @Test
  void saysWhatNftSaidAboutABadRuleSet() throws IOException {
    try (KernelLab lab = KernelLab.open(LabMode.FORWARD, "in0", "out0")) {
      LabException refused =
          assertThrows(LabException.class, () -> lab.play("table ip t { nonsense }", List.of()));
      assertTrue(refused.toString().contains("syntax error"), refused.toString());
    }
  }
}

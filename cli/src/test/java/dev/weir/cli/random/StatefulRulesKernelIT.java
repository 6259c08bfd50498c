package dev.weir.cli.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.core.testkit.Gen;
import dev.weir.netio.lab.KernelLab;
import dev.weir.netio.lab.LabFrame;
import dev.weir.netio.lab.LabMode;
import dev.weir.netio.lab.LabPlan;
import dev.weir.netio.lab.LabResult;
import dev.weir.netio.lab.RuleCount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every key of {@code ct}, every statement that sets one, and limits, asked of random flows: the
 * counter of each rule is the kernel's.
 *
 * <p>Limits are so slow that the time a run takes does not matter.
 */
@Tag("kernel")
class StatefulRulesKernelIT {
  private static final List<String> RAW =
      List.of(
          "udp sport 1-20000 notrack",
          "udp dport 30000-50000 ct zone set 3",
          "tcp sport 30000-40000 ct original zone set 4",
          "tcp sport 40001-50000 ct reply zone set 5",
          "ct state new",
          "ct state untracked",
          "ct state invalid",
          "ct zone 3");

  private static final List<String> QUESTIONS =
      List.of(
          "ct state new",
          "ct state established",
          "ct state related",
          "ct state invalid",
          "ct state untracked",
          "ct state != invalid,untracked",
          "ct state { new, invalid }",
          "ct state > established",
          "ct direction original",
          "ct direction != original",
          "ct status 0",
          "ct status == 0",
          "ct status seen-reply",
          "ct status assured",
          "ct status == seen-reply|confirmed",
          "ct status { seen-reply | confirmed, seen-reply | assured | confirmed }",
          "ct mark 0",
          "ct mark & 0x3 == 0x1",
          "ct mark 1-3",
          "ct expiration 0",
          "ct expiration > 1h",
          "ct expiration 45s-90s",
          "ct helper \"ftp\"",
          "ct helper != \"ftp\"",
          "ct l3proto ipv4",
          "ct original l3proto ipv6",
          "ct protocol tcp",
          "ct protocol { udp, icmp }",
          "ct reply protocol ipv6-icmp",
          "ct original ip saddr 10.0.0.0/8",
          "ct reply ip saddr != 10.0.0.0/8",
          "ct original ip6 daddr fd00::/8",
          "ct reply ip6 saddr { fd00::/8, 2001:db8::/32 }",
          "meta l4proto tcp ct original proto-dst 1-1024",
          "meta l4proto udp ct reply proto-src > 1024",
          "meta l4proto icmp ct original proto-dst 2048",
          "meta l4proto icmp ct reply proto-dst 0",
          "meta l4proto ipv6-icmp ct original proto-dst 32768",
          "ct zone 0",
          "ct zone 3",
          "ct original zone 3",
          "ct zone > 2",
          "ct original zone 4",
          "ct reply zone 4",
          "ct reply zone 5",
          "ct zone 5",
          "meta l4proto udp ct label set 3",
          "ct state new ct label set 100 | 5",
          "ct label set ct label | 7",
          "ct label 3",
          "ct label 100,3",
          "ct label 5",
          "ct label != 5",
          "ct label & 127 == 0",
          "ct label > 3",
          "ct label { 3, 7 }",
          "meta l4proto tcp ct secmark set meta length",
          "ct secmark & 1 == 1",
          "meta l4proto tcp meta secmark set ct zone",
          "meta secmark & 4 == 4",
          "ct state established ct secmark set meta secmark",
          "ct secmark & 0xff == 4",
          "ct packets 1",
          "ct packets > 4",
          "ct original packets 2-3",
          "ct reply packets 0",
          "ct bytes > 2000",
          "ct original bytes < 500",
          "ct reply bytes 0",
          "ct avgpkt > 100",
          "ct reply avgpkt 40-60",
          "ct state . ct direction { new . original, established . reply }",
          "ct mark . ct protocol { 0 . tcp, 1 . udp }",
          "meta l4proto tcp ct state new ct mark set 1",
          "meta l4proto udp ct mark set ct mark | 0x2",
          "ct mark set ct state map { related : 3 }",
          "ct event set new,destroy",
          "meta mark set ct mark",
          "meta mark 1",
          "limit rate 1/day burst 40 packets",
          "limit rate over 1/day burst 40 packets",
          "limit rate 1/week",
          "ct state new limit rate 2/day burst 100 packets",
          "tcp dport 1-60000 limit rate 1 bytes/hour burst 30000 bytes",
          "meta l4proto udp limit rate over 3 bytes/hour burst 20 kbytes",
          "limit rate 1/week burst 20000 packets",
          "limit rate 2000000000/second burst 1 packets",
          "quota 20 kbytes",
          "meta l4proto tcp quota over 30000 bytes",
          "meta l4proto udp quota 5 kbytes used 4000 bytes");

  private static String rules() {
    StringBuilder text = new StringBuilder("table inet t {\nchain raw {\n");
    text.append("type filter hook prerouting priority raw;\n");
    RAW.forEach(rule -> text.append(rule).append(" counter\n"));
    text.append("}\nchain c {\ntype filter hook forward priority 0;\n");
    QUESTIONS.forEach(question -> text.append(question).append(" counter\n"));
    return text.append("ct state invalid drop\n}\n}\n").toString();
  }

  @Test
  void everyKeyAnswersAsInTheKernel() throws IOException {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
    LabPlan plan =
        LabPlan.of(LabMode.FORWARD, "tap0", "tap1")
            .withRoutes(
                List.of(
                    new LabPlan.Route("10.0.0.0/8", "tap0"),
                    new LabPlan.Route("fd00::/8", "tap0")));
    List<String> differences = new ArrayList<>();
    int neverTrue = 0;
    try (KernelLab lab = KernelLab.open(plan)) {
      for (long seed = 1; seed <= 2; seed++) {
        List<LabFrame> frames =
            FlowTraffic.packets(new Gen(seed), 2_000).stream()
                .map(packet -> new LabFrame(packet.frame(), packet.entersBy()))
                .toList();
        LabResult kernel = lab.play(rules(), frames);
        WeirRun weir = WeirRun.of(rules(), plan, frames);
        assertEquals("", weir.errors());
        for (int i = 0; i < kernel.rules().size(); i++) {
          RuleCount rule = kernel.rules().get(i);
          neverTrue += rule.packets() == 0 ? 1 : 0;
          WeirRun.Count count = weir.counts().get(Comparison.key(rule));
          if (count == null || count.packets() != rule.packets() || count.bytes() != rule.bytes()) {
            differences.add(seed + ": " + text(i) + ": kernel " + rule + ", weir " + count);
          }
        }
        if (!kernel.verdicts().equals(weir.verdicts())) {
          differences.add(seed + ": verdicts differ");
        }
      }
    }
    assertEquals(List.of(), differences);
    int zero = neverTrue;
    assertTrue(zero <= 20, () -> zero + " rules without a packet");
  }

  private static String text(int rule) {
    int question = rule - RAW.size();
    return question < 0
        ? RAW.get(rule)
        : question < QUESTIONS.size() ? QUESTIONS.get(question) : "";
  }
}

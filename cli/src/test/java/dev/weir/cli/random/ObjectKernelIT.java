package dev.weir.cli.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.core.backend.ObjectInfo;
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
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Named objects that several rules and maps share, random flows: verdicts, the counters of rules
 * and what the objects hold in the end are the kernel's.
 */
@Tag("kernel")
class ObjectKernelIT {
  private static final int SEEDS = Integer.getInteger("weir.seeds", 3);
  private static final Pattern COUNTER =
      Pattern.compile("counter (\\w+) \\{\\s+packets (\\d+) bytes (\\d+)");
  private static final Pattern QUOTA =
      Pattern.compile("quota (\\w+) \\{\\s+(?:over )?(\\d+) bytes(?: used (\\d+) bytes)?");

  private static final String OBJECTS =
      """
      counter c0 { }
      counter c1 { packets 7 bytes 700; }
      counter c2 { }
      counter never { }
      quota q0 { over 40001 bytes; }
      quota q1 { 30001 bytes used 1001 bytes; }
      quota q2 { 5000001 bytes; }
      limit l0 { rate 1/day burst 40 packets; }
      limit l1 { rate over 1 bytes/hour burst 20001 bytes; }
      map ports { type inet_service : counter; flags interval; elements = { 1-1000 : "c0", 1001-30000 : "c1", 50000 : "c2" }; }
      map people { type ipv4_addr . inet_proto : quota; flags interval; elements = { 10.0.0.0/8 . tcp : "q0", 0.0.0.0/0 . udp : "q1" }; }
      map marks { type mark : limit; elements = { 0 : "l0", 1 : "l1" }; }
      """;

  private static final List<String> STATEMENTS =
      List.of(
          "counter name \"c0\"",
          "counter name \"c1\"",
          "quota name \"q0\"",
          "quota name \"q1\"",
          "quota name \"q2\"",
          "limit name \"l0\"",
          "limit name \"l1\"",
          "counter name tcp dport map @ports",
          "counter name udp sport map @ports",
          "quota name ip saddr . meta l4proto map @people",
          "limit name meta mark map @marks",
          "counter name meta l4proto map { tcp : \"c0\", udp : \"c2\" }",
          "quota name tcp dport map { 1-20000 : \"q0\", 20001-65535 : \"q2\" }",
          "limit name ip6 nexthdr map { tcp : \"l0\", udp : \"l1\" }",
          "counter name ct state map { new : \"c1\", established : \"c2\" }",
          "meta l4proto tcp meta mark set 1");

  private static String rules(Random random) {
    StringBuilder text = new StringBuilder("table inet t {\n").append(OBJECTS);
    text.append("chain other {\n");
    add(text, random, 4);
    text.append("}\nchain c {\ntype filter hook forward priority 0;\n");
    add(text, random, 6);
    text.append("meta l4proto udp counter jump other\n");
    add(text, random, 6);
    return text.append("}\n}\n").toString();
  }

  private static void add(StringBuilder text, Random random, int count) {
    for (int i = 0; i < count; i++) {
      text.append(STATEMENTS.get(random.nextInt(STATEMENTS.size()))).append(' ');
      if (random.nextInt(3) == 0) {
        text.append(STATEMENTS.get(random.nextInt(STATEMENTS.size()))).append(' ');
      }
      text.append("counter").append(random.nextInt(8) == 0 ? " drop\n" : "\n");
    }
  }

  @Test
  void objectsHoldWhatTheyHoldInTheKernel() throws IOException {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
    LabPlan plan =
        LabPlan.of(LabMode.FORWARD, "tap0", "tap1")
            .withRoutes(
                List.of(
                    new LabPlan.Route("10.0.0.0/8", "tap0"),
                    new LabPlan.Route("fd00::/8", "tap0")));
    long first = Long.getLong("weir.seed", 1);
    System.err.println("ObjectKernelIT: -Dweir.seed=" + first + " -Dweir.seeds=" + SEEDS);
    List<String> differences = new ArrayList<>();
    int counted = 0;
    try (KernelLab lab = KernelLab.open(plan)) {
      for (long seed = first; seed < first + SEEDS; seed++) {
        String rules = rules(new Random(seed));
        List<LabFrame> frames =
            FlowTraffic.packets(new Gen(seed), 1_000).stream()
                .map(packet -> new LabFrame(packet.frame(), packet.entersBy()))
                .toList();
        LabResult kernel = lab.play(rules, frames);
        String listed = lab.list();
        WeirRun weir = WeirRun.of(rules, plan, frames);
        assertEquals("", weir.errors(), rules);
        compare(differences, seed + "\n" + rules, kernel, weir);
        for (ObjectInfo object : weir.objects()) {
          String difference = difference(object, listed);
          counted += object.bytes() > 0 ? 1 : 0;
          if (!difference.isEmpty()) {
            differences.add(seed + "\n" + rules + ": " + difference);
          }
        }
      }
    }
    assertEquals(List.of(), differences);
    int all = counted;
    assertTrue(all > 3 * SEEDS, () -> "only " + all + " objects that counted");
  }

  private static void compare(
      List<String> differences, String story, LabResult kernel, WeirRun weir) {
    for (RuleCount rule : kernel.rules()) {
      WeirRun.Count count = weir.counts().get(Comparison.key(rule));
      if (count == null || count.packets() != rule.packets() || count.bytes() != rule.bytes()) {
        differences.add(story + ": kernel " + rule + ", weir " + count);
      }
    }
    if (!kernel.verdicts().equals(weir.verdicts())) {
      differences.add(story + ": verdicts differ");
    }
  }

  private static String difference(ObjectInfo object, String listed) {
    boolean counter = object.type().equals("counter");
    Matcher matcher = (counter ? COUNTER : QUOTA).matcher(listed);
    while (matcher.find()) {
      if (matcher.group(1).equals(object.name())) {
        String last = matcher.group(3) == null ? "0" : matcher.group(3);
        boolean same =
            last.equals(Long.toString(object.bytes()))
                && (!counter || matcher.group(2).equals(Long.toString(object.packets())));
        return same ? "" : "kernel " + matcher.group() + ", weir " + object;
      }
    }
    return "the kernel has no " + object;
  }
}

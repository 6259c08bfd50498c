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
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random rule sets that know connections x random flows, judged by the live kernel and by weir:
 * equal, packet by packet and rule by rule.
 *
 * <p>System properties: {@code weir.flow.rulesets} (how many beyond the fixed seeds; default one),
 * {@code weir.flow.first} (the first of those seeds; default by the clock), {@code weir.flow.fixed}
 * (how many fixed seeds). A long run:
 *
 * <pre>
 * mvn -B -pl cli -am verify -Dtest=FlowKernelIT -Dsurefire.failIfNoSpecifiedTests=false -Dweir.flow.rulesets=2000
 * </pre>
 */
@Tag("kernel")
class FlowKernelIT {
  private static final int PACKETS = 2_000;

  /** Seeds that once showed a difference; a new failing seed joins them. */
  private static final long[] FAILED_ONCE = {44, 67, 73, 75};

  private static final int FIXED = 40;

  @BeforeAll
  static void needsTheKernel() {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
  }

  private static KernelLab open(LabMode mode) throws IOException {
    LabPlan plan = LabPlan.of(mode, "tap0", "tap1");
    if (mode == LabMode.FORWARD) {
      plan =
          plan.withRoutes(
              List.of(
                  new LabPlan.Route("10.0.0.0/8", "tap0"), new LabPlan.Route("fd00::/8", "tap0")));
    }
    return KernelLab.open(plan);
  }

  @Test
  void kernelAndWeirAgreeOnEveryPacketAndRule() throws IOException {
    long first = Long.getLong("weir.flow.first", System.currentTimeMillis());
    int more = Integer.getInteger("weir.flow.rulesets", 1);
    System.out.println("FlowKernelIT: new seeds " + first + " to " + (first + more - 1));
    int fixed = Integer.getInteger("weir.flow.fixed", FIXED);
    long[] seeds =
        LongStream.concat(
                LongStream.concat(LongStream.of(FAILED_ONCE), LongStream.range(0, fixed)),
                LongStream.range(first, first + more))
            .toArray();
    Coverage coverage = new Coverage();
    List<Comparison> failed = new ArrayList<>();
    Totals totals = new Totals();
    Map<LabMode, KernelLab> labs = new EnumMap<>(LabMode.class);
    try {
      for (long seed : seeds) {
        LabMode mode = Comparison.modeOf(seed);
        KernelLab lab = labs.get(mode);
        if (lab == null) {
          lab = open(mode);
          labs.put(mode, lab);
        }
        Comparison comparison = Comparison.runFlows(lab, seed, PACKETS, coverage);
        totals.add(comparison);
        if (!comparison.differences().isEmpty()) {
          comparison.keep("flow");
          failed.add(comparison);
        }
      }
    } finally {
      labs.values().forEach(KernelLab::close);
    }
    System.out.print(coverage.report());
    System.out.println(totals);
    assertEquals(List.of(), failed.stream().map(Comparison::describe).limit(5).toList());
    totals.assertMeaningful(0.85);
    for (String construct : coverage.constructs()) {
      assertTrue(
          !construct.startsWith("ct ") || coverage.share(construct) >= 0.01,
          () -> construct + " occurs in too few rules");
    }
  }

  /** The generator gives enough of each state for the comparison to mean something. */
  @Test
  void flowsHavePacketsOfEveryState() throws IOException {
    StringBuilder rules = new StringBuilder("table inet t { chain c {\n");
    rules.append("type filter hook forward priority 0;\n");
    List<String> questions =
        List.of(
            "ct state new",
            "ct state established",
            "ct state related",
            "ct state invalid",
            "ct state untracked",
            "ct direction reply",
            "ct status assured",
            "meta l4proto tcp ct state new",
            "meta l4proto tcp ct state established",
            "meta l4proto tcp ct state invalid",
            "meta l4proto sctp ct state new",
            "meta l4proto sctp ct state established",
            "meta l4proto sctp ct state invalid",
            "ct expiration > 1d",
            "ct expiration 110s-120s",
            "ct expiration < 11s");
    questions.forEach(question -> rules.append(question).append(" counter\n"));
    rules.append("}\n}\n");
    List<LabFrame> frames =
        FlowTraffic.packets(new Gen(1), 4000).stream()
            .map(packet -> new LabFrame(packet.frame(), packet.entersBy()))
            .toList();
    try (KernelLab lab = open(LabMode.FORWARD)) {
      LabResult result = lab.play(rules.toString(), frames);
      for (int i = 0; i < questions.size(); i++) {
        long packets = result.rules().get(i).packets();
        System.out.println(questions.get(i) + ": " + packets);
        int at = i;
        assertTrue(packets >= 10, () -> questions.get(at) + ": " + packets);
      }
    }
  }
}

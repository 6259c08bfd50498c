package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import dev.weir.netio.lab.LabMode;
import dev.weir.netio.lab.LabPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random rule sets of the families bridge, netdev and arp x random frames, judged by the live
 * kernel and by weir: equal, frame by frame and rule by rule.
 *
 * <p>System properties as {@link SeedRuns} says, with {@code family}. A long run:
 *
 * <pre>
 * mvn -B -pl cli -am verify -Dtest=FamilyKernelIT -Dsurefire.failIfNoSpecifiedTests=false -Dweir.family.rulesets=2000
 * </pre>
 */
@Tag("kernel")
class FamilyKernelIT {
  private static final int FRAMES = 2_000;

  /** Seeds that once showed a difference; a new failing seed joins them. */
  private static final long[] FAILED_ONCE = {};

  private static final int FIXED = 35;

  private static LabMode modeOf(long seed) {
    return switch ((int) Math.floorMod(seed, 7L)) {
      case 0, 1 -> LabMode.INGRESS;
      case 2 -> LabMode.ARP;
      case 3, 4 -> LabMode.BRIDGE;
      case 5 -> LabMode.FORWARD;
      default -> LabMode.INPUT;
    };
  }

  private static boolean isInet(long seed) {
    return Math.floorMod(seed, 7L) == 1;
  }

  private static Comparison comparison(long seed) {
    LabMode mode = modeOf(seed);
    Gen gen = new Gen(seed);
    FamilyTraffic traffic = new FamilyTraffic(gen, mode, isInet(seed));
    List<Traffic.Packet> made = new ArrayList<>();
    boolean entersByAny = mode != LabMode.BRIDGE && mode != LabMode.ARP;
    for (int i = 0; i < FRAMES; i++) {
      Traffic.Packet packet = traffic.next();
      made.add(entersByAny ? packet : packet.entering(0));
    }
    String device = "ingress device \"tap0\"";
    RandomRuleset ruleset =
        switch (mode) {
          case BRIDGE ->
              new RulesetGenerator(
                      gen, made, List.of("prerouting", "input", "forward", "postrouting"))
                  .ofFamilies(List.of("bridge"))
                  .next();
          case INGRESS ->
              new RulesetGenerator(gen, made, List.of(device))
                  .ofFamilies(List.of(isInet(seed) ? "inet" : "netdev"))
                  .next();
          case ARP ->
              new RulesetGenerator(gen, made, List.of("input")).ofFamilies(List.of("arp")).next();
          default ->
              both(
                  new RulesetGenerator(gen, made, List.of(device)).ofFamilies(List.of("netdev")),
                  new RulesetGenerator(
                      gen,
                      made.stream().filter(packet -> isPlain(packet)).toList(),
                      mode == LabMode.INPUT
                          ? List.of("prerouting", "input")
                          : List.of("prerouting", "forward", "postrouting")));
        };
    return new Comparison(seed, LabPlan.of(mode, "tap0", "tap1"), ruleset, made, false);
  }

  private static boolean isPlain(Traffic.Packet packet) {
    return packet.facts().stream()
        .noneMatch(fact -> fact.construct().equals("arp") || fact.construct().equals("vlan"));
  }

  /** Chains at ingress and behind it. */
  private static RandomRuleset both(RulesetGenerator first, RulesetGenerator second) {
    List<RandomRuleset.Line> lines = new ArrayList<>(first.next().lines());
    lines.addAll(second.next().lines());
    return new RandomRuleset(lines);
  }

  @Test
  void kernelAndWeirAgreeOnEveryFrameAndRule() throws IOException {
    new SeedRuns("family", FIXED, FAILED_ONCE).run(FamilyKernelIT::comparison);
  }
}

package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import dev.weir.netio.lab.KernelLab;
import dev.weir.netio.lab.LabException;
import dev.weir.netio.lab.LabFrame;
import dev.weir.netio.lab.LabMode;
import dev.weir.netio.lab.LabPlan;
import dev.weir.netio.lab.LabResult;
import dev.weir.netio.lab.RuleCount;
import dev.weir.netio.pcap.CaptureWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** One random rule set and its packets, judged by the live kernel and by weir. */
final class Comparison {
  private final long seed;
  private final LabMode mode;
  private RandomRuleset ruleset;
  private final List<LabFrame> frames = new ArrayList<>();
  private long rules;
  private long rulesHit;
  private long dropped;
  private final List<String> differences = new ArrayList<>();

  private Comparison(long seed, int packets, boolean flows) {
    this.seed = seed;
    this.mode = modeOf(seed);
    Gen gen = new Gen(seed);
    if (flows) {
      List<Traffic.Packet> made = FlowTraffic.packets(gen, packets);
      made.forEach(packet -> frames.add(new LabFrame(packet.frame(), packet.entersBy())));
      ruleset = new RulesetGenerator(gen, made, hooks(mode), true).next();
      return;
    }
    Traffic traffic =
        new Traffic(gen, mode == LabMode.OUTPUT ? "" : "tap0", mode == LabMode.INPUT ? "" : "tap1");
    List<Traffic.Packet> made = new ArrayList<>();
    for (int i = 0; i < packets; i++) {
      Traffic.Packet packet = traffic.next();
      made.add(packet);
      frames.add(new LabFrame(packet.frame(), 0));
    }
    ruleset = new RulesetGenerator(gen, made, hooks(mode)).next();
  }

  /** A rule set and frames made elsewhere. */
  Comparison(long seed, LabMode mode, RandomRuleset ruleset, List<LabFrame> made) {
    this.seed = seed;
    this.mode = mode;
    this.ruleset = ruleset;
    frames.addAll(made);
  }

  /** Hooks of a path; one in the middle of the list sees packets with all that is known of them. */
  private static List<String> hooks(LabMode mode) {
    return switch (mode) {
      case FORWARD -> List.of("prerouting", "forward", "forward", "postrouting");
      case INPUT -> List.of("prerouting", "input", "input");
      default -> List.of("output", "output", "postrouting");
    };
  }

  static LabMode modeOf(long seed) {
    return switch ((int) Math.floorMod(seed, 4L)) {
      case 0 -> LabMode.INPUT;
      case 1 -> LabMode.OUTPUT;
      default -> LabMode.FORWARD;
    };
  }

  /** Makes the rule set and packets of a seed and lets both judge them. */
  static Comparison run(KernelLab lab, long seed, int packets, Coverage coverage)
      throws IOException {
    return run(lab, new Comparison(seed, packets, false), coverage);
  }

  /** The same with flows and rules that know connections. */
  static Comparison runFlows(KernelLab lab, long seed, int packets, Coverage coverage)
      throws IOException {
    return run(lab, new Comparison(seed, packets, true), coverage);
  }

  /** Lets both judge a comparison. */
  static Comparison run(KernelLab lab, Comparison comparison, Coverage coverage)
      throws IOException {
    try {
      comparison.prune(lab.play(comparison.ruleset.text(), comparison.frames));
      comparison.ruleset.lines().stream()
          .filter(RandomRuleset.Line::isRule)
          .forEach(rule -> coverage.addRule(rule.constructs()));
      comparison.compare(lab.play(comparison.ruleset.text(), comparison.frames), lab.plan());
    } catch (LabException e) {
      comparison.differences.add("nft refuses the generated rule set: " + e.getMessage());
    }
    return comparison;
  }

  /** Takes out most rules that no packet hits: they would test little. */
  private void prune(LabResult kernel) {
    Set<String> missed = new HashSet<>();
    for (RuleCount rule : kernel.rules()) {
      if (rule.packets() == 0) {
        missed.add(key(rule));
      }
    }
    Gen gen = new Gen(seed);
    ruleset = ruleset.without(line -> missed.contains(line.key()) && gen.percent(85));
  }

  static String key(RuleCount rule) {
    return rule.family() + " " + rule.table() + " " + rule.chain() + " " + rule.index();
  }

  private void compare(LabResult kernel, LabPlan plan) {
    String expected = kernel.verdicts();
    dropped = expected.chars().filter(code -> code == 'D').count();
    rules = kernel.rules().size();
    rulesHit = kernel.rules().stream().filter(rule -> rule.packets() > 0).count();
    WeirRun weir = WeirRun.of(ruleset.text(), plan, frames);
    if (!weir.errors().isEmpty()) {
      differences.add("weir refuses what nft accepts:\n" + weir.errors());
      return;
    }
    compareVerdicts(expected, weir.verdicts());
    compareCounters(kernel.rules(), weir);
  }

  private void compareVerdicts(String expected, String actual) {
    for (int i = 0; i < expected.length() && differences.size() < 5; i++) {
      if (expected.charAt(i) != actual.charAt(i)) {
        differences.add(
            "packet "
                + (i + 1)
                + ": kernel "
                + expected.charAt(i)
                + ", weir "
                + actual.charAt(i)
                + ": "
                + HexFormat.of().formatHex(frames.get(i).frame()));
      }
    }
  }

  private void compareCounters(List<RuleCount> kernel, WeirRun weir) {
    for (RuleCount rule : kernel) {
      String key = key(rule);
      WeirRun.Count count = weir.counts().get(key);
      boolean same =
          count != null
              && count.packets() == rule.packets()
              && count.bytes() == rule.bytes()
              && count.handle() == rule.handle();
      if (!same && differences.size() < 10) {
        differences.add("rule " + key + ": kernel " + rule + ", weir " + count);
      }
    }
  }

  String describe() {
    return "seed " + seed + " " + mode + ":\n  " + String.join("\n  ", differences);
  }

  /** Leaves what is needed to look at a difference: rules and a capture to replay. */
  void keep(String prefix) throws IOException {
    String root = System.getProperty("weir.root", ".");
    Path folder = Files.createDirectories(Path.of(root, "cli", "target", "kernel-differences"));
    Path rulesFile = folder.resolve(prefix + "seed" + seed + ".nft");
    Files.writeString(rulesFile, ruleset.text());
    Path capture = folder.resolve(prefix + "seed" + seed + ".pcapng");
    try (CaptureWriter writer = CaptureWriter.create(capture, true)) {
      for (LabFrame frame : frames) {
        writer.write(writer.interfaceId("tap" + frame.inputInterface(), 1), 0, frame.frame());
      }
    }
    System.out.println("seed " + seed + " differs: see " + rulesFile.toAbsolutePath());
  }

  List<LabFrame> frames() {
    return frames;
  }

  long rules() {
    return rules;
  }

  long rulesHit() {
    return rulesHit;
  }

  long dropped() {
    return dropped;
  }

  /** Empty when the kernel and weir agree on every verdict and counter. */
  List<String> differences() {
    return differences;
  }
}

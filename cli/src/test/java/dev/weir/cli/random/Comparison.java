package dev.weir.cli.random;

import dev.weir.cli.conntrack.ConnectionLists;
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

/**
 * One random rule set and its packets, judged by the live kernel and by weir: the verdict of every
 * packet, the counters and handle of every rule, the connections left at the end.
 *
 * <p>Most rules that no packet hits are taken out first: they would test little.
 */
final class Comparison {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int KEPT_PERCENT = 15;

  /** Of rules that weir's own counters say are not hit. */
  private static final int KEPT_BY_WEIR_PERCENT = 8;

  private final long seed;
  private final LabPlan plan;
  private final List<Traffic.Packet> packets;
  private final List<LabFrame> frames;
  private final boolean remembers;
  private final List<String> differences = new ArrayList<>();
  private RandomRuleset ruleset;
  private long rules;
  private long rulesHit;
  private String verdicts = "";

  /**
   * What to compare.
   *
   * @param remembers whether a lab that has seen the packets cannot see them again as new: it holds
   *     fragments
   */
  Comparison(
      long seed,
      LabPlan plan,
      RandomRuleset ruleset,
      List<Traffic.Packet> packets,
      boolean remembers) {
    this.seed = seed;
    this.plan = plan;
    this.ruleset = ruleset;
    this.packets = packets;
    this.remembers = remembers;
    frames = packets.stream().map(Traffic.Packet::forLab).toList();
  }

  /** Hooks of a path; one in the middle of the list sees packets with all that is known of them. */
  static List<String> hooks(LabMode mode) {
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

  /** Lets both judge. */
  void judge(Labs labs, Coverage coverage) throws IOException {
    try {
      if (remembers) {
        // By weir's counters: what weir misses wrongly is found in the rules that stay.
        prune(missed(WeirRun.of(ruleset.text(), plan, frames)));
        Labs.useOnce(plan, this::compare);
      } else {
        labs.use(
            plan,
            lab -> {
              prune(missed(lab.play(ruleset.text(), frames)));
              compare(lab);
            });
      }
      ruleset.lines().stream()
          .filter(RandomRuleset.Line::isRule)
          .forEach(rule -> coverage.addRule(rule.constructs()));
    } catch (LabException e) {
      differences.add("nft refuses the generated rule set: " + e.getMessage());
    }
  }

  /** The same rule set with other packets. */
  Comparison of(List<Traffic.Packet> others) {
    return new Comparison(seed, plan, ruleset, others, true);
  }

  /** Lets both judge without taking out rules. */
  void judgeAsItIs() throws IOException {
    Labs.useOnce(plan, this::compare);
  }

  private static Set<String> missed(LabResult kernel) {
    Set<String> missed = new HashSet<>();
    for (RuleCount rule : kernel.rules()) {
      if (rule.packets() == 0) {
        missed.add(key(rule));
      }
    }
    return missed;
  }

  private static Set<String> missed(WeirRun weir) {
    Set<String> missed = new HashSet<>();
    weir.counts()
        .forEach((key, count) -> {
          if (count.packets() == 0) {
            missed.add(key);
          }
        });
    return missed;
  }

  private void prune(Set<String> missed) {
    Gen gen = new Gen(seed);
    int kept = remembers ? KEPT_BY_WEIR_PERCENT : KEPT_PERCENT;
    ruleset = ruleset.without(line -> missed.contains(line.key()) && gen.percent(100 - kept));
  }

  static String key(RuleCount rule) {
    return rule.family() + " " + rule.table() + " " + rule.chain() + " " + rule.index();
  }

  private void compare(KernelLab lab) throws IOException {
    LabResult kernel = lab.play(ruleset.text(), frames);
    List<String> connections = lab.connections();
    verdicts = kernel.verdicts();
    rules = kernel.rules().size();
    rulesHit = kernel.rules().stream().filter(rule -> rule.packets() > 0).count();
    WeirRun weir = WeirRun.of(ruleset.text(), plan, frames);
    if (!weir.errors().isEmpty()) {
      differences.add("weir refuses what nft accepts:\n" + weir.errors());
      return;
    }
    compareVerdicts(weir.verdicts());
    compareCounters(kernel.rules(), weir);
    int seconds = 3 + (int) (kernel.nanos() / NANOS_PER_SECOND);
    ConnectionLists.differences(connections, weir.connections(), seconds).stream()
        .limit(5)
        .forEach(differences::add);
  }

  private void compareVerdicts(String actual) {
    for (int i = 0; i < verdicts.length() && differences.size() < 5; i++) {
      if (!isSame(i, actual.charAt(i))) {
        differences.add(
            "packet "
                + (i + 1)
                + " ("
                + packets.get(i).kind()
                + "): kernel "
                + verdicts.charAt(i)
                + ", weir "
                + actual.charAt(i)
                + ": "
                + HexFormat.of().formatHex(frames.get(i).frame()));
      }
    }
  }

  /**
   * Over loopback the lab cannot tell a datagram the stack drops behind reassembly from a held one,
   * nor a datagram of which some fragments arrive from a whole one.
   */
  private boolean isSame(int at, char weir) {
    char kernel = verdicts.charAt(at);
    boolean untold =
        plan.mode() == LabMode.LOOPBACK
            && ((kernel == 'Q' && weir == 'K')
                || (kernel == 'A' && packets.get(at).kind().contains("fragment")));
    return kernel == weir || untold;
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
    return "seed " + seed + " " + plan.mode() + ":\n  " + String.join("\n  ", differences);
  }

  /** Leaves what is needed to look at a difference: rules and a capture to replay. */
  void keep(String prefix) throws IOException {
    String root = System.getProperty("weir.root", ".");
    Path folder = Files.createDirectories(Path.of(root, "cli", "target", "kernel-differences"));
    Path rulesFile = folder.resolve(prefix + "-seed" + seed + ".nft");
    Files.writeString(rulesFile, ruleset.text());
    Path capture = folder.resolve(prefix + "-seed" + seed + ".pcapng");
    try (CaptureWriter writer = CaptureWriter.create(capture, true)) {
      for (LabFrame frame : frames) {
        int entersBy = Math.max(0, frame.inputInterface());
        writer.write(writer.interfaceId("tap" + entersBy, 1), 0, frame.frame());
      }
    }
    System.out.println("seed " + seed + " differs: see " + rulesFile.toAbsolutePath());
    System.out.println(describe());
  }

  LabMode mode() {
    return plan.mode();
  }

  List<Traffic.Packet> packets() {
    return packets;
  }

  /** The kernel's. */
  String verdicts() {
    return verdicts;
  }

  long rules() {
    return rules;
  }

  long rulesHit() {
    return rulesHit;
  }

  long dropped() {
    return verdicts.chars().filter(code -> code == 'D').count();
  }

  /** Empty when the kernel and weir agree on every verdict, counter and connection. */
  List<String> differences() {
    return differences;
  }
}

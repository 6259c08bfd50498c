package dev.weir.cli.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.core.path.InterfaceTable;
import dev.weir.core.testkit.Gen;
import dev.weir.netio.lab.KernelLab;
import dev.weir.netio.lab.LabFrame;
import dev.weir.netio.lab.LabMode;
import dev.weir.netio.lab.LabPlan;
import dev.weir.netio.lab.LabResult;
import dev.weir.netio.lab.RuleCount;
import dev.weir.nft.Nft;
import dev.weir.nft.NftBackend;
import dev.weir.nft.ruleset.Ruleset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random rules that write to headers x random packets: verdicts, counters, and the bytes of every
 * packet that leaves are the kernel's.
 *
 * <p>{@code -Dweir.mangle.rulesets=N} for more of them, {@code -Dweir.mangle.seed=N} for one.
 */
@Tag("kernel")
class MangleKernelIT {
  private static final int RULESETS = Integer.getInteger("weir.mangle.rulesets", 12);
  private static final long SEED = Long.getLong("weir.mangle.seed", 0);
  private static final int PACKETS = 600;
  private static final List<Integer> PRIORITIES = List.of(-310, -210, -190, -150, 10);
  private static final int LINK_BYTES = 14;

  /** What the lab's host itself says when it comes up: a multicast listener report. */
  private static final String GROUP_REPORT = "3a000502000001008f00";

  private final List<String> differences = new ArrayList<>();
  private long rulesHit;
  private long left;

  /** Where rules write. */
  private enum Place {
    FORWARD(LabMode.FORWARD),
    TRACKED(LabMode.FORWARD),
    DEVICES(LabMode.FORWARD),
    BRIDGE(LabMode.BRIDGE),
    INPUT(LabMode.INPUT),
    OUTPUT(LabMode.OUTPUT);

    private final LabMode mode;

    Place(LabMode mode) {
      this.mode = mode;
    }

    private boolean showsBytes() {
      return mode == LabMode.FORWARD || mode == LabMode.BRIDGE;
    }
  }

  @Test
  void whatIsForwardedLooksAsTheKernelMadeIt() throws IOException {
    run(Place.FORWARD);
  }

  @Test
  void whatIsTrackedLooksAsTheKernelMadeIt() throws IOException {
    run(Place.TRACKED);
  }

  @Test
  void whatDevicesWriteLooksAsTheKernelMadeIt() throws IOException {
    run(Place.DEVICES);
  }

  @Test
  void whatIsBridgedLooksAsTheKernelMadeIt() throws IOException {
    run(Place.BRIDGE);
  }

  @Test
  void whatIsDeliveredIsCountedAsInTheKernel() throws IOException {
    run(Place.INPUT);
  }

  @Test
  void whatIsSentIsCountedAsInTheKernel() throws IOException {
    run(Place.OUTPUT);
  }

  private void run(Place place) throws IOException {
    LabMode mode = place.mode;
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
    LabPlan plan = LabPlan.of(mode, "tap0", "tap1");
    try (Labs labs = new Labs()) {
      for (long seed = 1; seed <= RULESETS && differences.size() < 30; seed++) {
        long now = seed;
        if (SEED != 0 && SEED != seed) {
          continue;
        }
        if (place == Place.TRACKED) { // held fragments stay in a lab
          Labs.useOnce(plan, lab -> compare(lab, place, now));
        } else {
          labs.use(plan, lab -> compare(lab, place, now));
        }
      }
    }
    assertEquals("", String.join("\n", differences));
    assertTrue(
        rulesHit > 5 && (left > 100 || !place.showsBytes()),
        () -> rulesHit + " rules hit, " + left + " left");
  }

  private static String rules(Gen gen, Place place) {
    boolean frames = place == Place.BRIDGE;
    HeaderWrites writes = new HeaderWrites(gen, frames);
    StringBuilder text = new StringBuilder(frames ? "table bridge t {\n" : "table inet t {\n");
    List<String> hooks =
        switch (place) {
          case INPUT -> List.of("prerouting", "input", "input");
          case OUTPUT -> List.of("output", "output", "postrouting");
          default -> List.of("prerouting", "forward", "postrouting");
        };
    for (int chain = 0; chain < 4; chain++) {
      text.append("chain c").append(chain).append(" {\ntype filter hook ");
      text.append(hooks.get(chain % 3)).append(" priority ");
      int priority = place == Place.TRACKED ? gen.pick(PRIORITIES) : chain - 5;
      text.append(priority).append(";\n");
      String family = frames ? "bridge" : "inet";
      for (String rule : writes.rules(2 + gen.below(5))) {
        if (isTaken("table " + family + " t { chain c {\n" + rule + "\n}\n}\n")) {
          text.append(rule).append('\n');
        }
      }
      text.append("}\n");
    }
    if (place == Place.TRACKED) {
      text.append("chain states { type filter hook forward priority 0;\n");
      text.append("ct state invalid counter drop\n");
      for (String state : List.of("new", "established", "invalid", "related")) {
        text.append("ct state ").append(state).append(" counter\n");
        for (String protocol : List.of("tcp", "udp", "icmp", "ipv6-icmp", "sctp", "udplite")) {
          text.append("meta l4proto ").append(protocol).append(" ct state ").append(state);
          text.append(" counter\n");
        }
      }
      text.append("}\n");
    }
    text.append("}\n");
    return place == Place.DEVICES ? devices(writes, gen) + text : text.toString();
  }

  private static String devices(HeaderWrites writes, Gen gen) {
    StringBuilder text = new StringBuilder("table netdev n {\n");
    for (String where : List.of("ingress device tap0", "egress device tap1")) {
      text.append("chain c").append(where.length()).append(" {\ntype filter hook ").append(where);
      text.append(" priority 0;\n");
      for (String rule : writes.rules(2 + gen.below(5))) {
        if (isTaken("table netdev t { chain c {\n" + rule + "\n}\n}\n")) {
          text.append(rule).append('\n');
        }
      }
      text.append("}\n");
    }
    return text.append("}\n").toString();
  }

  /** Many combinations contradict themselves. */
  private static boolean isTaken(String rules) {
    Nft.Options options = new Nft.Options(Map.of(), List.of(), new InterfaceTable());
    return Nft.load(List.of(Nft.Source.text("rule", rules)), options).ruleset() != null;
  }

  private void compare(KernelLab lab, Place place, long seed) throws IOException {
    Gen gen = new Gen(seed);
    boolean whole = place == Place.BRIDGE;
    Traffic traffic =
        new Traffic(
            gen, place == Place.OUTPUT ? "" : "tap0", whole || place == Place.INPUT ? "" : "tap1");
    FamilyTraffic frameTraffic = new FamilyTraffic(gen, LabMode.BRIDGE, false);
    List<LabFrame> frames = new ArrayList<>();
    for (int i = 0; i < PACKETS; i++) {
      Traffic.Packet packet = whole ? frameTraffic.next() : traffic.next();
      frames.add(new LabFrame(packet.frame(), 0));
    }
    String text = rules(gen, place);
    List<byte[]> output = new ArrayList<>();
    lab.keepOutput(output);
    LabResult kernel = lab.play(text, frames);
    InterfaceTable interfaces = LinkHost.interfaces(lab.plan());
    Nft.Result result =
        Nft.load(
            List.of(Nft.Source.text("mangle.nft", text)),
            new Nft.Options(Map.of(), List.of(), interfaces));
    Ruleset loaded = result.ruleset();
    assertEquals("", loaded == null ? result.diagnostics().render() + text : "");
    Leavers leavers =
        new Leavers(
            new NftBackend(interfaces).compile(Objects.requireNonNull(loaded)), "tap1", whole);
    WeirRun weir = WeirRun.judge(leavers, interfaces, lab.plan(), frames);
    List<String> expected = new ArrayList<>();
    for (byte[] frame : output) {
      byte[] from = whole ? frame : Arrays.copyOfRange(frame, LINK_BYTES, frame.length);
      String hex = HexFormat.of().formatHex(from);
      if (!hex.contains(GROUP_REPORT)) {
        expected.add(hex);
      }
    }
    left += expected.size();
    String before = "seed " + seed + " " + place + ": ";
    int found = differences.size();
    counters(before, text, kernel, weir);
    verdicts(before, kernel.verdicts(), weir.verdicts(), frames);
    if (place.showsBytes()) {
      bytes(before, expected, leavers.sent());
    }
    if (differences.size() > found) {
      differences.add(text);
    }
  }

  private void counters(String before, String text, LabResult kernel, WeirRun weir) {
    List<String> lines = text.lines().filter(line -> line.contains("counter")).toList();
    for (int i = 0; i < kernel.rules().size(); i++) {
      RuleCount rule = kernel.rules().get(i);
      rulesHit += rule.packets() > 0 ? 1 : 0;
      WeirRun.Count count = weir.counts().get(Comparison.key(rule));
      if (count == null || count.packets() != rule.packets() || count.bytes() != rule.bytes()) {
        differences.add(before + lines.get(i) + ": kernel " + rule + ", weir " + count);
      }
    }
  }

  private void verdicts(String before, String kernel, String weir, List<LabFrame> frames) {
    int shown = 0;
    for (int i = 0; i < kernel.length() && shown < 3; i++) {
      if (kernel.charAt(i) != weir.charAt(i)) {
        shown++;
        String hex = HexFormat.of().formatHex(frames.get(i).frame());
        differences.add(
            before + "packet " + (i + 1) + ": " + kernel.charAt(i) + weir.charAt(i) + " " + hex);
      }
    }
  }

  private void bytes(String before, List<String> kernel, List<String> weir) {
    if (kernel.size() != weir.size()) {
      differences.add(before + "left: kernel " + kernel.size() + ", weir " + weir.size());
    }
    int shown = 0;
    for (int i = 0; i < Math.min(kernel.size(), weir.size()) && shown < 3; i++) {
      if (!kernel.get(i).equals(weir.get(i))) {
        shown++;
        differences.add(
            before + "bytes " + i + "\n kernel " + kernel.get(i) + "\n weir   " + weir.get(i));
      }
    }
  }
}

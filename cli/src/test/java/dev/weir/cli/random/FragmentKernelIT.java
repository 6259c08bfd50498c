package dev.weir.cli.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.core.testkit.FragmentAnswers;
import dev.weir.core.testkit.FragmentTrains;
import dev.weir.core.testkit.Gen;
import dev.weir.core.testkit.Packets;
import dev.weir.netio.lab.KernelLab;
import dev.weir.netio.lab.LabFrame;
import dev.weir.netio.lab.LabMode;
import dev.weir.netio.lab.LabResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * IPv4 reassembly in front of input: weir and the live kernel, packet by packet and rule by rule.
 *
 * <p>System properties as {@link RandomKernelIT}.
 */
@Tag("kernel")
class FragmentKernelIT {
  private static final int FIXED = 12;
  private static final int TRAINS = 250;
  private static final String PREROUTING =
      """
        chain pre {
          type filter hook prerouting priority 0;
          ip frag-off & 0x1fff == 0 meta mark set 0x11
          ip frag-off & 0x1fff != 0 meta mark set 0x22
          ip ttl 128 meta priority set 1:2
          ip ttl 255 meta pkttype set multicast
          ip frag-off & 0x3fff != 0 counter
        }
      """;

  @BeforeAll
  static void needsTheKernel() {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
  }

  private static String ruleset(Gen gen) {
    StringBuilder text = new StringBuilder("table inet t {\n").append(PREROUTING);
    text.append("  chain in {\n    type filter hook input priority 0; policy accept;\n");
    List<String> fixed =
        List.of(
            "counter",
            "ip frag-off 0",
            "ip frag-off & 0x4000 != 0",
            "ip frag-off & 0x3fff != 0",
            "meta mark 0x11",
            "meta mark 0x22",
            "meta priority 1:2",
            "meta pkttype multicast",
            "meta iifname \"tap0\"",
            "ether saddr 02:00:00:00:00:1a",
            "ip ecn ce",
            "ip ecn not-ect",
            "ip hdrlength > 5",
            "ip option rr ptr > 4",
            "ip ttl 64",
            "udp dport { 53, 80 }",
            "tcp dport { 22, 443 }",
            "meta l4proto { 1, 47 }");
    fixed.forEach(rule -> text.append("    ").append(rule).append('\n'));
    for (int i = 0; i < 60; i++) {
      text.append("    ").append(rule(gen)).append('\n');
    }
    text.append("    udp dport 53 drop\n    meta length > 2500 drop\n");
    return text.append("  }\n}\n").toString();
  }

  private static String rule(Gen gen) {
    int length = gen.between(28, 3000);
    return switch (gen.below(7)) {
      case 0 -> "ip length > " + length;
      case 1 -> "meta length < " + length;
      case 2 -> "ip checksum < " + gen.below(0x10000);
      case 3 -> "ip dscp > " + gen.below(63);
      case 4 -> "@th," + 8 * gen.below(240) + ",16 > " + gen.below(0x10000);
      case 5 -> "@th," + 8 * gen.below(240) + ",64 != 0";
      default -> "@nh," + 8 * gen.below(60) + ",8 > " + gen.below(256);
    };
  }

  private static List<LabFrame> trains(long seed) {
    FragmentTrains trains = new FragmentTrains(seed);
    List<LabFrame> frames = new ArrayList<>();
    for (int i = 0; i < TRAINS; i++) {
      trains.train().forEach(frame -> frames.add(new LabFrame(frame, 0)));
    }
    return frames;
  }

  @Test
  void randomTrainsEndAsInTheKernel() throws IOException {
    long first = Long.getLong("weir.random.first", System.currentTimeMillis());
    int more = Integer.getInteger("weir.random.rulesets", 1);
    System.out.println("FragmentKernelIT: new seeds " + first + " to " + (first + more - 1));
    long[] seeds =
        LongStream.concat(LongStream.range(0, FIXED), LongStream.range(first, first + more))
            .toArray();
    for (long seed : seeds) {
      // A lab of its own: held fragments stay in a namespace for 30 seconds.
      try (KernelLab lab = KernelLab.open(LabMode.INPUT, "tap0", "tap1")) {
        FragmentComparison.assertSame("seed " + seed, ruleset(new Gen(seed)), lab, trains(seed));
      }
    }
  }

  /** With {@code -Dweir.record=FILE} writes the recording instead. */
  @Test
  void theRecordedAnswersAreStillTheKernels() throws IOException {
    String file = System.getProperty("weir.record");
    List<String> lines = new ArrayList<>();
    for (long seed = 1; seed <= 24; seed++) {
      try (KernelLab lab = KernelLab.open(LabMode.INPUT, "tap0", "tap1")) {
        List<byte[]> frames = FragmentAnswers.frames(seed);
        LabResult result =
            lab.play(FragmentAnswers.RULES, frames.stream().map(f -> new LabFrame(f, 0)).toList());
        List<String> counters =
            result.rules().stream().map(r -> r.packets() + "/" + r.bytes()).toList();
        long crc = FragmentAnswers.crc(frames);
        String verdicts = result.verdicts().replace('K', 'Q');
        lines.add(new FragmentAnswers(seed, crc, verdicts, counters).line());
      }
    }
    if (file != null) {
      Files.write(Path.of(file), lines);
    } else {
      assertEquals(lines, FragmentAnswers.read().stream().map(FragmentAnswers::line).toList());
    }
  }

  @Test
  void memoryIsLimitedAsInTheKernel() throws IOException {
    List<LabFrame> frames = new ArrayList<>();
    Gen gen = new Gen(1);
    for (int i = 0; i < 6000; i++) {
      frames.add(new LabFrame(piece(i, 0, (gen.between(1, 1480) & ~7) | 8, true), 0));
    }
    for (int i = 0; i < 200; i++) {
      frames.add(new LabFrame(piece(i * 30, 1488, 8, false), 0));
      frames.add(new LabFrame(piece(7000 + i, 0, 8, true), 0));
      frames.add(new LabFrame(piece(7000 + i, 8, 9, false), 0));
    }
    try (KernelLab lab = KernelLab.open(LabMode.INPUT, "tap0", "tap1")) {
      String rules = ruleset(gen);
      LabResult kernel = lab.play(rules, frames);
      assertEquals(kernel.verdicts(), WeirRun.of(rules, LabMode.INPUT, frames).verdicts());
      assertTrue(kernel.verdicts().startsWith("QQQQ", frames.size() - 4), "not at the limit");
    }
  }

  @Test
  void otherFragmentsOfTheSourceBetweenTwoOfOneGiveItUpAsInTheKernel() throws IOException {
    List<LabFrame> frames = new ArrayList<>();
    for (int between = 60; between < 68; between++) {
      int id = 1000 * between;
      frames.add(new LabFrame(piece(id, 0, 16, true), 0));
      for (int i = 1; i <= between; i++) {
        frames.add(new LabFrame(piece(id + i, 0, 8, true), 0));
      }
      frames.add(new LabFrame(piece(id, 16, 5, false), 0));
      frames.add(new LabFrame(piece(id, 0, 16, true), 0));
    }
    try (KernelLab lab = KernelLab.open(LabMode.INPUT, "tap0", "tap1")) {
      FragmentComparison.assertSame("distance", ruleset(new Gen(1)), lab, frames);
    }
  }

  private static byte[] piece(int id, int offset, int length, boolean more) {
    return Packets.ip4("10.0.0.1", "192.168.1.7")
        .protocol(17, "0a".repeat(length))
        .identification(id)
        .fragment(offset, more)
        .bytes();
  }
}

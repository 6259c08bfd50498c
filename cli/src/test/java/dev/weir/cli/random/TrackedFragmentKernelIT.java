package dev.weir.cli.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.core.testkit.FragmentTrains;
import dev.weir.core.testkit.FragmentTrains6;
import dev.weir.core.testkit.Gen;
import dev.weir.core.testkit.Packets;
import dev.weir.netio.lab.KernelLab;
import dev.weir.netio.lab.LabFrame;
import dev.weir.netio.lab.LabMode;
import dev.weir.netio.lab.LabPlan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Reassembly for conntrack, IPv4 and IPv6, on every path: weir and the live kernel, packet by
 * packet and rule by rule; chains in front of -400, between there and conntrack, and at every later
 * hook.
 *
 * <p>System properties as {@link RandomKernelIT}.
 */
@Tag("kernel")
class TrackedFragmentKernelIT {
  private static final int FIXED = 4;
  private static final int TRAINS = 250;

  @BeforeAll
  static void needsTheKernel() {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
  }

  private static String ruleset(Gen gen, LabMode mode) {
    StringBuilder text = new StringBuilder("table inet t {\n");
    String entrance = isSent(mode) ? "output" : "prerouting";
    text.append("  chain raw {\n    type filter hook ").append(entrance);
    text.append(" priority -450;\n");
    List.of(
            "counter",
            "ip frag-off & 0x1fff == 0 meta mark set 0x11",
            "ip frag-off & 0x1fff != 0 meta mark set 0x22",
            "ip6 hoplimit 64 meta mark set 0x33",
            "ip6 hoplimit 255 meta mark set 0x44",
            "ip ttl 128 meta priority set 1:2",
            "ip6 nexthdr 44 counter")
        .forEach(rule -> text.append("    ").append(rule).append('\n'));
    if (gen.percent(50)) {
      List.of(
              "ip ttl 128 notrack",
              "ip6 hoplimit 128 notrack",
              "ip ttl 255 ct zone set 7",
              "ip6 hoplimit 255 ct zone set 7")
          .forEach(rule -> text.append("    ").append(rule).append('\n'));
    }
    text.append("  }\n");
    chain(text, gen, "at", entrance, -400);
    chain(text, gen, "behind", entrance, -350);
    switch (mode) {
      case FORWARD -> {
        chain(text, gen, "through", "forward", 0);
        chain(text, gen, "post", "postrouting", 0);
      }
      case INPUT -> chain(text, gen, "in", "input", 0);
      case LOOPBACK -> {
        chain(text, gen, "post", "postrouting", 0);
        chain(text, gen, "back", "prerouting", -350);
        chain(text, gen, "backin", "input", 0);
      }
      default -> chain(text, gen, "post", "postrouting", 0);
    }
    text.append("}\n");
    if (mode == LabMode.FORWARD || mode == LabMode.OUTPUT) {
      text.append("table netdev n {\n");
      chain(text, gen, "out", "egress device \"tap1\"", 10);
      text.append("}\n");
    }
    return text.toString();
  }

  private static boolean isSent(LabMode mode) {
    return mode == LabMode.OUTPUT || mode == LabMode.LOOPBACK;
  }

  private static void chain(StringBuilder text, Gen gen, String name, String hook, int priority) {
    text.append("  chain ").append(name).append(" {\n    type filter hook ").append(hook);
    text.append(" priority ").append(priority).append(";\n");
    List<String> fixed =
        List.of(
            "counter",
            "ip frag-off & 0x4000 != 0",
            "ip frag-off & 0x3fff != 0",
            "ip6 nexthdr 44",
            "meta mark 0x11",
            "meta mark 0x22",
            "meta mark 0x33",
            "meta mark 0x44",
            "meta priority 1:2",
            "ip ecn ce",
            "ip6 ecn ce",
            "ip6 ecn not-ect",
            "ip hdrlength > 5",
            "ip6 hoplimit 64",
            "udp dport { 53, 80 }",
            "tcp dport { 22, 443 }",
            "meta l4proto { 1, 47, 58 }",
            "meta l4proto 60",
            "@nh,48,16 > 0x2000",
            "@nh,48,16 < 0x2000",
            "@nh,64,16 > 0x7f00",
            "@nh,320,16 > 0x2f00",
            "@nh,336,16 & 0xfff8 > 0x100");
    fixed.forEach(rule -> text.append("    ").append(rule).append('\n'));
    for (int i = 0; i < 25; i++) {
      text.append("    ").append(rule(gen, isCutAgain(name, hook))).append('\n');
    }
    if (priority == 0) {
      text.append("    udp dport 53 drop\n    meta length > 2500 drop\n");
    }
    text.append("  }\n");
  }

  /** Whether a chain sees fragments that the stack made. */
  private static boolean isCutAgain(String name, String hook) {
    return hook.startsWith("egress") || name.startsWith("back");
  }

  /**
   * Where the stack has cut without loads that could read link addresses or random identifications.
   */
  private static String rule(Gen gen, boolean cutAgain) {
    int length = gen.between(28, 3000);
    return switch (gen.below(cutAgain ? 5 : 8)) {
      case 0 -> "ip length > " + length;
      case 1 -> "meta length < " + length;
      case 2 -> "ip checksum < " + gen.below(0x10000);
      case 3 -> "ip6 length > " + length;
      case 4 -> "ip6 dscp > " + gen.below(63);
      case 5 -> "@th," + 8 * gen.below(240) + ",16 > " + gen.below(0x10000);
      case 6 -> "@th," + 8 * gen.below(240) + ",64 != 0";
      default -> "@nh," + 8 * gen.below(80) + ",8 > " + gen.below(256);
    };
  }

  static List<LabFrame> trains(long seed, LabMode mode) {
    FragmentTrains four = new FragmentTrains(seed);
    FragmentTrains6 six = new FragmentTrains6(seed);
    Gen gen = new Gen(seed);
    List<LabFrame> frames = new ArrayList<>();
    for (int i = 0; i < TRAINS; i++) {
      List<byte[]> train = new ArrayList<>(gen.percent(40) ? four.train() : six.train());
      if (mode == LabMode.LOOPBACK) {
        train.removeIf(frame -> !isReceivable(frame));
      }
      boolean stray = !isSent(mode) && gen.percent(3);
      train.forEach(frame -> frames.add(new LabFrame(frame, stray ? gen.below(2) : 0)));
    }
    return frames;
  }

  /** What a loopback device can show: a raw socket would have put it right. */
  static boolean isReceivable(byte[] frame) {
    int at = (frame[12] & 0xff) == 0x81 ? 18 : 14;
    ByteBuffer ip = ByteBuffer.wrap(frame, at, frame.length - at).slice();
    if (ip.get(0) >> 4 == 6) {
      int length = ip.getShort(4) & 0xffff;
      return length > 0 && (frame.length <= 60 || length + 40 == ip.limit());
    }
    int header = (ip.get(0) & 15) * 4;
    int stated = ip.getShort(2) & 0xffff;
    if (stated > ip.limit() || header > stated) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < header; i += 2) {
      sum += ip.getShort(i) & 0xffff;
    }
    return sum % 0xffff == 0;
  }

  private static void compare(LabMode mode) throws IOException {
    long first = Long.getLong("weir.random.first", System.currentTimeMillis());
    int more = Integer.getInteger("weir.random.rulesets", 1);
    System.out.println(
        "TrackedFragmentKernelIT: " + mode + " new seeds " + first + " to " + (first + more - 1));
    long[] seeds =
        LongStream.concat(LongStream.range(0, FIXED), LongStream.range(first, first + more))
            .toArray();
    for (long seed : seeds) {
      // A lab of its own: held fragments stay in a namespace for up to a minute.
      try (KernelLab lab = KernelLab.open(mode, "tap0", "tap1")) {
        FragmentComparison.assertSameTracked(
            mode + " seed " + seed, ruleset(new Gen(seed), mode), lab, trains(seed, mode));
      }
    }
  }

  @Test
  void forwardedTrainsEndAsInTheKernel() throws IOException {
    compare(LabMode.FORWARD);
  }

  @Test
  void deliveredTrainsEndAsInTheKernel() throws IOException {
    compare(LabMode.INPUT);
  }

  @Test
  void sentTrainsEndAsInTheKernel() throws IOException {
    compare(LabMode.OUTPUT);
  }

  @Test
  void whatLeavesIsByteForByteTheKernels() throws IOException {
    long first = Long.getLong("weir.random.first", System.currentTimeMillis());
    System.out.println("TrackedFragmentKernelIT: output of new seed " + first);
    for (LabMode mode : List.of(LabMode.FORWARD, LabMode.OUTPUT)) {
      for (long seed : new long[] {0, 1, 2, first}) {
        try (KernelLab lab = KernelLab.open(mode, "tap0", "tap1")) {
          FragmentComparison.assertSent(mode + " seed " + seed, lab, trains(seed, mode));
        }
      }
    }
  }

  @Test
  void ip6MemoryIsLimitedAsInTheKernel() throws IOException {
    List<LabFrame> frames = new ArrayList<>();
    Gen gen = new Gen(1);
    for (int i = 0; i < 6000; i++) {
      frames.add(new LabFrame(piece(i, 0, (gen.between(1, 1400) & ~7) | 8, true), 0));
    }
    for (int i = 0; i < 200; i++) {
      frames.add(new LabFrame(piece(i * 30, 1488, 8, false), 0));
      frames.add(new LabFrame(piece(7000 + i, 0, 8, true), 0));
      frames.add(new LabFrame(piece(7000 + i, 8, 9, false), 0));
    }
    try (KernelLab lab = KernelLab.open(LabMode.FORWARD, "tap0", "tap1")) {
      String kernel = lab.play(FragmentComparison.CONNTRACK, frames).verdicts();
      LabPlan plan = lab.plan();
      assertEquals(kernel, WeirRun.of(FragmentComparison.CONNTRACK, plan, frames).verdicts());
      assertTrue(kernel.endsWith("QQQQ"), "not at the limit");
    }
  }

  private static byte[] piece(int id, int offset, int length, boolean more) {
    return Packets.ip6("2001:db8::1", "2001:db8:1::1")
        .identification(id)
        .fragment(offset, more)
        .protocol(47, "0a".repeat(length))
        .bytes();
  }

  @Test
  void trainsToThisHostItselfEndAsInTheKernel() throws IOException {
    compare(LabMode.LOOPBACK);
  }
}

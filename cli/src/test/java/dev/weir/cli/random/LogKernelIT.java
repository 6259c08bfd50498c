package dev.weir.cli.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.core.action.ActionSink;
import dev.weir.core.action.LogRequest;
import dev.weir.core.hook.Hook;
import dev.weir.core.log.LogLine;
import dev.weir.core.packet.Packet;
import dev.weir.core.testkit.Gen;
import dev.weir.netio.lab.KernelLab;
import dev.weir.netio.lab.LabFrame;
import dev.weir.netio.lab.LabMode;
import dev.weir.netio.lab.LabPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Log lines of random packets: those the live kernel writes.
 *
 * <p>The kernel logs for other network namespaces than its first one only where {@code
 * net.netfilter.nf_log_all_netns} says so; the test sets it and puts it back.
 */
@Tag("kernel")
class LogKernelIT {
  private static final Path SETTING = Path.of("/proc/sys/net/netfilter/nf_log_all_netns");
  private static final Path MESSAGES = Path.of("/dev/kmsg");
  private static final int PACKETS = 200;
  private static final int ROUNDS = 3;
  private static @Nullable String before;

  @BeforeAll
  static void needsTheKernelsLog() throws IOException {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
    assumeTrue(Files.isReadable(MESSAGES) && Files.isWritable(SETTING), "no kernel log");
    before = Files.readString(SETTING).strip();
    Files.writeString(SETTING, "1");
  }

  @AfterAll
  static void putsTheSettingBack() throws IOException {
    if (before != null) {
      Files.writeString(SETTING, before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FORWARD, inet, prerouting, ''",
    "FORWARD, inet, forward, flags all",
    "FORWARD, inet, forward, flags ip options",
    "FORWARD, inet, postrouting, flags tcp sequence flags tcp options",
    "INPUT, inet, input, flags ether",
    "OUTPUT, inet, output, flags tcp sequence",
    "BRIDGE, bridge, forward, flags tcp options",
    "BRIDGE, bridge, prerouting, flags ether flags ip options",
  })
  void linesAreTheKernels(LabMode mode, String family, String hook, String flags)
      throws IOException {
    try (KernelLab lab = KernelLab.open(LabPlan.of(mode, "tap0", "tap1"))) {
      for (int round = 0; round < ROUNDS; round++) {
        compare(lab, family, hook, flags, round);
      }
    }
  }

  private static void compare(KernelLab lab, String family, String hook, String flags, int round)
      throws IOException {
    String mark = "weir" + Long.toHexString(System.nanoTime()) + " ";
    String rules =
        "table %s t {\nchain c {\ntype filter hook %s priority 0;\n".formatted(family, hook)
            + "meta length < 600 log prefix \"%s\" level info %s\n".formatted(mark, flags)
            + (family.equals("inet") ? "meta mark set 0x1f\n" : "")
            + "meta length < 600 log prefix \"%s\"\n}\n}\n".formatted(mark);
    LabMode mode = lab.plan().mode();
    Traffic traffic =
        new Traffic(
            new Gen(round + 1),
            mode == LabMode.OUTPUT ? "" : "tap0",
            mode == LabMode.INPUT ? "" : "tap1");
    List<LabFrame> frames = new ArrayList<>();
    for (int i = 0; i < PACKETS; i++) {
      frames.add(new LabFrame(traffic.next().frame(), 0));
    }
    lab.play(rules, frames);
    List<String> expected = messages(mark);
    List<String> actual = new ArrayList<>();
    LogLine line = new LogLine();
    ActionSink sink =
        new ActionSink() {
          @Override
          public void logged(LogRequest request, Packet packet, Hook at) {
            actual.add(line.of(request, packet).replace(mark, ""));
          }
        };
    assertEquals("", WeirRun.of(rules, lab.plan(), frames, sink).errors());
    assertTrue(expected.size() > 30, "few lines");
    assertEquals(String.join("\n", expected), String.join("\n", actual));
  }

  /** The kernel's lines with this prefix, without it, as far as they are still there. */
  private static List<String> messages(String prefix) throws IOException {
    Process process = new ProcessBuilder("dmesg", "--raw").start();
    List<String> lines = new ArrayList<>();
    for (String text :
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
      int at = text.indexOf(prefix);
      if (at >= 0) {
        lines.add(text.substring(at + prefix.length()));
      }
    }
    return lines;
  }
}

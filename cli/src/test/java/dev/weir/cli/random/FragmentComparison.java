package dev.weir.cli.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.path.InterfaceTable;
import dev.weir.core.path.Reassembly;
import dev.weir.netio.lab.KernelLab;
import dev.weir.netio.lab.LabFrame;
import dev.weir.netio.lab.LabResult;
import dev.weir.netio.lab.RuleCount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Compares weir's verdicts and counters for trains of fragments with the kernel's. */
final class FragmentComparison {
  /** Makes the stack put fragments together. */
  static final String CONNTRACK =
      """
      table inet forced {
        chain c {
          type filter hook prerouting priority 400;
          ct state invalid
        }
      }
      """;

  private static final int HISTORY = 60;

  private FragmentComparison() {}

  /** What an owner of a lab does with rules and frames. */
  static void assertSame(String what, String rules, KernelLab lab, List<LabFrame> frames)
      throws IOException {
    LabResult kernel = lab.play(rules, frames);
    WeirRun weir = WeirRun.of(rules, lab.plan(), frames);
    assertEquals("", weir.errors());
    String differences =
        verdicts(kernel.verdicts(), weir.verdicts(), frames) + counters(rules, kernel, weir);
    assertEquals("", differences, what);
    assertTrue(weir.verdicts().contains("A") && weir.verdicts().contains("Q"), what);
  }

  /** The same with a rule that asks for connections. */
  static void assertSameTracked(String what, String rules, KernelLab lab, List<LabFrame> frames)
      throws IOException {
    assertSame(what, rules + CONNTRACK, lab, frames);
  }

  /** Every packet that leaves by tap1, byte for byte, where fragments are put together. */
  static void assertSent(String what, KernelLab lab, List<LabFrame> frames) throws IOException {
    List<byte[]> output = new ArrayList<>();
    lab.keepOutput(output);
    String kernel = lab.play(CONNTRACK, frames).verdicts();
    EgressNotes notes = new EgressNotes("tap1");
    InterfaceTable interfaces = new InterfaceTable();
    WeirRun weir = WeirRun.judge(notes, interfaces, lab.plan(), frames, Reassembly.ON);
    String differences = verdicts(kernel, weir.verdicts(), frames);
    List<String> expected =
        output.stream()
            .map(f -> EgressNotes.text(Arrays.copyOfRange(f, 14, f.length)))
            .filter(FragmentComparison::isFromTrains)
            .toList();
    for (int i = 0; i < Math.min(expected.size(), notes.sent().size()); i++) {
      if (!expected.get(i).equals(notes.sent().get(i)) && differences.length() < 3000) {
        differences += "sent " + i + ":\n kernel " + start(expected.get(i));
        differences += "\n weir   " + start(notes.sent().get(i)) + "\n";
      }
    }
    assertEquals("", differences, what);
    assertEquals(expected.size(), notes.sent().size(), what);
  }

  /** Not what the host itself sends. */
  private static boolean isFromTrains(String hex) {
    return hex.startsWith("0a0000", 24) || hex.startsWith("20010db8", 16);
  }

  private static String start(String hex) {
    return hex.length() / 2 + " " + hex.substring(0, Math.min(hex.length(), 200));
  }

  private static String verdicts(String kernel, String weir, List<LabFrame> frames) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < frames.size() && out.length() < 1600; i++) {
      // The lab cannot tell a datagram the stack drops behind reassembly over loopback from a held
      // one.
      boolean told = kernel.charAt(i) != 'Q' || weir.charAt(i) != 'K';
      if (kernel.charAt(i) != weir.charAt(i) && told) {
        out.append("packet ").append(i + 1).append(": kernel ").append(kernel.charAt(i));
        out.append(", weir ").append(weir.charAt(i)).append(history(frames, i)).append('\n');
      }
    }
    return out.toString();
  }

  private static String counters(String rules, LabResult kernel, WeirRun weir) {
    StringBuilder out = new StringBuilder();
    List<String> lines =
        rules.lines().filter(at -> at.startsWith("    ") && !at.contains("type filter")).toList();
    int line = 0;
    for (RuleCount rule : kernel.rules()) {
      WeirRun.Count count =
          weir.counts()
              .get(rule.family() + " " + rule.table() + " " + rule.chain() + " " + rule.index());
      if (count == null || count.packets() != rule.packets() || count.bytes() != rule.bytes()) {
        out.append(lines.get(line)).append(": kernel ").append(rule).append(", weir ");
        out.append(count).append('\n');
      }
      line++;
    }
    return out.toString();
  }

  /** The fragments of the same datagram up to this one. */
  private static String history(List<LabFrame> frames, int last) {
    StringBuilder text = new StringBuilder();
    for (int i = Math.max(0, last - HISTORY); i <= last; i++) {
      if (key(frames.get(i)).equals(key(frames.get(last)))) {
        byte[] frame = frames.get(i).frame();
        int ip = at(frames.get(i));
        int end = Math.min(frame.length, ip + (isFour(frames.get(i)) ? 20 : 56));
        text.append("\n  ").append(i + 1).append(": ");
        text.append(frame.length)
            .append(' ')
            .append(word(frame, ip))
            .append(' ')
            .append(HexFormat.of().formatHex(frame, ip, end));
      }
    }
    return text.toString();
  }

  /** The fragment word. */
  private static String word(byte[] frame, int ip) {
    int at = frame[ip] >> 4 == 4 ? ip + 6 : fragmentHeader(frame, ip) + 2;
    return at + 2 <= frame.length ? HexFormat.of().formatHex(frame, at, at + 2) : "";
  }

  private static int at(LabFrame frame) {
    int type = frame.frame()[12] & 0xff;
    return type == 8 || type == 0x86 ? 14 : 18;
  }

  private static boolean isFour(LabFrame frame) {
    return frame.frame()[at(frame)] >> 4 == 4;
  }

  private static String key(LabFrame frame) {
    byte[] b = frame.frame();
    HexFormat hex = HexFormat.of();
    int ip = at(frame);
    if (isFour(frame)) {
      return hex.formatHex(b, ip + 4, ip + 6) + b[ip + 9] + hex.formatHex(b, ip + 12, ip + 20);
    }
    return hex.formatHex(b, ip + 8, ip + 40) + identification6(b, ip);
  }

  private static String identification6(byte[] b, int ip) {
    int at = fragmentHeader(b, ip);
    return at + 8 <= b.length ? HexFormat.of().formatHex(b, at + 4, at + 8) : "";
  }

  private static int fragmentHeader(byte[] b, int ip) {
    int next = b[ip + 6];
    int at = ip + 40;
    while (next != 44 && at + 8 < b.length) {
      next = b[at];
      at += ((b[at + 1] & 0xff) + 1) * 8;
    }
    return at;
  }
}

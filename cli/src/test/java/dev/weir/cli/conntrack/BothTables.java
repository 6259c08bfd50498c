package dev.weir.cli.conntrack;

import dev.weir.core.conntrack.Conntrack;
import dev.weir.core.conntrack.ConntrackOptions;
import dev.weir.core.hook.Hook;
import dev.weir.core.packet.ConntrackRef;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketParser;
import dev.weir.core.verdict.Verdicts;
import dev.weir.netio.lab.KernelLab;
import dev.weir.netio.lab.LabFrame;
import dev.weir.netio.lab.LabMode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The same frames through the kernel's connection table and ours. */
final class BothTables {
  private static final long START_NANOS = 1_700_000_000_000_000_000L;
  private static final Pattern LINE = Pattern.compile("(\\S+ +\\d+ \\S+ +\\d+) (\\d+) (.*)");
  private static final Pattern KEY = Pattern.compile("src=.*?(?=\\[UNREPLIED\\]| src=)");

  private BothTables() {}

  /**
   * Differences, in words; none if the tables agree.
   *
   * @param dropped the ct state whose packets a rule drops
   */
  static List<String> differences(List<byte[]> frames, String dropped) throws IOException {
    List<String> found = new ArrayList<>();
    String rules =
        "table inet t { chain c { type filter hook forward priority 0; ct state %s drop; }; }"
            .formatted(dropped);
    String kernelVerdicts;
    List<String> kernelLines;
    try (KernelLab lab = KernelLab.open(LabMode.FORWARD, "in0", "out0")) {
      kernelVerdicts =
          lab.play(rules, frames.stream().map(f -> new LabFrame(f, 0)).toList()).verdicts();
      kernelLines = lab.connections();
    }
    try (Conntrack ours = new Conntrack(ConntrackOptions.defaults().withVerifiedChecksums(true))) {
      String verdicts = play(ours, frames, dropped);
      for (int i = 0; i < frames.size(); i++) {
        if (verdicts.charAt(i) != kernelVerdicts.charAt(i)) {
          found.add(
              "frame %d, dropping %s: kernel %s, ours %s"
                  .formatted(i, dropped, kernelVerdicts.charAt(i), verdicts.charAt(i)));
        }
      }
      compare(kernelLines, ours.list(START_NANOS), found);
    }
    return found;
  }

  private static String play(Conntrack conntrack, List<byte[]> frames, String dropped) {
    StringBuilder verdicts = new StringBuilder();
    Packet packet = new Packet();
    for (byte[] frame : frames) {
      try (PacketBuffer buffer = PacketBuffer.of(frame)) {
        packet.reset(buffer.address(), frame.length, frame.length, LinkType.ETHERNET, START_NANOS);
        PacketParser.parse(packet);
        verdicts.append(judge(conntrack, packet, dropped));
        conntrack.release(packet);
      }
    }
    return verdicts.toString();
  }

  private static char judge(Conntrack conntrack, Packet packet, String dropped) {
    if (conntrack.track(packet, Hook.PREROUTING) == Verdicts.DROP) {
      return 'P';
    }
    if (state(packet.conntrack()).equals(dropped)) {
      return 'D';
    }
    return conntrack.confirm(packet) == Verdicts.ACCEPT ? 'A' : 'K';
  }

  private static String state(ConntrackRef ref) {
    if (ref.isUntracked()) {
      return "untracked";
    }
    if (!ref.isAttached()) {
      return "invalid";
    }
    return switch (ref.info()) {
      case ConntrackRef.NEW -> "new";
      case ConntrackRef.RELATED, ConntrackRef.RELATED_REPLY -> "related";
      default -> "established";
    };
  }

  private static void compare(List<String> kernel, List<String> ours, List<String> found) {
    Map<String, String> kernelByKey = byKey(kernel);
    Map<String, String> oursByKey = byKey(ours);
    Map<String, String> all = new TreeMap<>(kernelByKey);
    all.putAll(oursByKey);
    for (String key : all.keySet()) {
      String theirs = kernelByKey.getOrDefault(key, "none");
      String mine = oursByKey.getOrDefault(key, "none");
      if (!same(theirs, mine)) {
        found.add("%s%n    kernel %s%n    ours   %s".formatted(key, theirs, mine));
      }
    }
  }

  private static Map<String, String> byKey(List<String> lines) {
    Map<String, String> map = new HashMap<>();
    for (String line : lines) {
      Matcher key = KEY.matcher(line);
      if (key.find()) {
        String text = line.replaceFirst(" use=\\d+$", "").strip();
        map.merge(line.substring(0, 21) + key.group().strip(), text, (a, b) -> a + " AND " + b);
      }
    }
    return map;
  }

  /** Equal but for up to 3 seconds that pass while the kernel works. */
  private static boolean same(String kernel, String ours) {
    Matcher theirs = LINE.matcher(kernel);
    Matcher mine = LINE.matcher(ours);
    if (!theirs.matches() || !mine.matches()) {
      return kernel.equals(ours);
    }
    long older = Long.parseLong(mine.group(2)) - Long.parseLong(theirs.group(2));
    return theirs.group(1).equals(mine.group(1))
        && theirs.group(3).equals(mine.group(3))
        && older >= 0
        && older <= 3;
  }
}

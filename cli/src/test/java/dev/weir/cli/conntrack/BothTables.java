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
import java.util.List;

/** The same frames through the kernel's connection table and ours. */
final class BothTables {
  private static final long START_NANOS = 1_700_000_000_000_000_000L;

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
      found.addAll(ConnectionLists.differences(kernelLines, ours.list(START_NANOS), 3));
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
}

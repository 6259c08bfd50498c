package dev.weir.cli.random;

import dev.weir.cli.conntrack.ConnectionLists;
import dev.weir.netio.lab.KernelLab;
import dev.weir.netio.lab.LabFrame;
import dev.weir.netio.lab.LabMode;
import dev.weir.netio.lab.LabPlan;
import dev.weir.netio.lab.LabResult;
import dev.weir.netio.lab.RuleCount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What the kernel and weir make of frames where rules translate, byte for byte. */
final class NatComparison {
  static final List<LabPlan.Route> ROUTES =
      List.of(new LabPlan.Route("10.0.0.0/8", "tap0"), new LabPlan.Route("fd00::/8", "tap0"));
  static final List<LabPlan.Address> ADDRESSES =
      List.of(
          new LabPlan.Address("10.0.0.254/32", "tap0"),
          new LabPlan.Address("fd00::fe/128", "tap0"),
          new LabPlan.Address("203.0.113.7/32", "tap1"),
          new LabPlan.Address("2001:db8:ff::7/128", "tap1"));

  private final KernelLab lab;
  private final String rules;
  private final List<LabFrame> frames;
  private final List<String> differences = new ArrayList<>();

  NatComparison(KernelLab lab, String rules, List<LabFrame> frames) {
    this.lab = lab;
    this.rules = rules;
    this.frames = frames;
  }

  static LabPlan plan(LabMode mode) {
    return new LabPlan(
        mode,
        List.of("tap0", "tap1"),
        mode == LabMode.FORWARD ? ROUTES : List.of(),
        "tap1",
        ADDRESSES);
  }

  /** Differences in words: verdicts, counters, connections and, where they are seen, bytes. */
  List<String> differences() throws IOException {
    List<byte[]> output = new ArrayList<>();
    lab.keepOutput(output);
    LabResult kernel = lab.play(rules, frames);
    List<String> connections = lab.connections();
    WeirRun weir = WeirRun.of(rules, lab.plan(), frames);
    if (!weir.errors().isEmpty()) {
      return List.of("weir refuses: " + weir.errors());
    }
    verdicts(kernel.verdicts(), weir.verdicts());
    counters(kernel, weir);
    int seconds = 3 + (int) (kernel.nanos() / 1_000_000_000L);
    differences.addAll(
        ConnectionLists.differences(connections, weir.connections(), seconds).stream()
            .limit(4)
            .toList());
    if (lab.plan().mode() == LabMode.FORWARD || lab.plan().mode() == LabMode.OUTPUT) {
      bytes(output, weir.sent());
    }
    return differences;
  }

  private void verdicts(String kernel, String weir) {
    for (int i = 0; i < kernel.length() && differences.size() < 4; i++) {
      // The lab does not see what confirmation drops, its last chain is in front of that; bytes do.
      boolean unseen = "ALP".indexOf(kernel.charAt(i)) >= 0 && weir.charAt(i) == 'D';
      if (kernel.charAt(i) != weir.charAt(i) && !unseen) {
        differences.add(
            "packet %d: kernel %s, weir %s: %s"
                .formatted(
                    i + 1,
                    kernel.charAt(i),
                    weir.charAt(i),
                    HexFormat.of()
                        .formatHex(frames.get(i).frame(), 14, frames.get(i).frame().length)));
      }
    }
  }

  private void counters(LabResult kernel, WeirRun weir) {
    for (RuleCount rule : kernel.rules()) {
      String key = rule.family() + " " + rule.table() + " " + rule.chain() + " " + rule.index();
      WeirRun.Count count = weir.counts().get(key);
      boolean same =
          count != null && count.packets() == rule.packets() && count.bytes() == rule.bytes();
      if (!same && differences.size() < 8) {
        differences.add("rule " + key + ": kernel " + rule + ", weir " + count);
      }
    }
  }

  /** In no order: the taps are emptied one after the other. */
  private void bytes(List<byte[]> output, List<byte[]> sent) {
    List<String> theirs = new ArrayList<>();
    for (byte[] frame : output) {
      String hex = EgressNotes.text(Arrays.copyOfRange(frame, 14, frame.length));
      if (!hex.startsWith("0001", 12)
          || hex.charAt(0) != '6') { // the kernel's own listener reports
        theirs.add(hex);
      }
    }
    List<String> ours = new ArrayList<>();
    for (byte[] packet : sent) {
      if (!isDelivered(packet)) {
        ours.add(EgressNotes.text(packet));
      }
    }
    List<String> onlyTheirs = new ArrayList<>(theirs);
    ours.forEach(onlyTheirs::remove);
    List<String> onlyOurs = new ArrayList<>(ours);
    theirs.forEach(onlyOurs::remove);
    onlyTheirs.stream().limit(2).forEach(hex -> differences.add("only the kernel sent " + hex));
    onlyOurs.stream().limit(2).forEach(hex -> differences.add("only weir sent " + hex));
  }

  private boolean isDelivered(byte[] packet) {
    String destination = NatTraffic.address(packet, packet[0] >> 4 == 6, true);
    return destination.startsWith("127.")
        || isSame("::1/128", destination)
        || lab.plan().addresses().stream().anyMatch(own -> isSame(own.address(), destination));
  }

  private static boolean isSame(String withPrefix, String address) {
    return Addresses.number(withPrefix.substring(0, withPrefix.indexOf('/')))
        .equals(Addresses.number(address));
  }
}

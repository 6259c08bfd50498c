package dev.weir.cli.conntrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.core.testkit.Gen;
import dev.weir.netio.lab.KernelLab;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The TCP tracker against the kernel's: state table entry by entry, then random dialogs. */
@Tag("kernel")
class TcpStateKernelIT {
  private static final List<String> STATES =
      List.of(
          "NONE",
          "SYN_SENT",
          "SYN_RECV",
          "ESTABLISHED",
          "FIN_WAIT",
          "CLOSE_WAIT",
          "LAST_ACK",
          "TIME_WAIT",
          "CLOSE",
          "CLOSE by server",
          "SYN_SENT2",
          "picked up");
  private static final List<String> FLAGS =
      List.of("syn", "syn,ack", "fin,ack", "ack", "rst", "rst,ack", "", "fin", "syn,rst", "psh");
  private static final int[] OFF = {0, 1, -1, 5000, -5000, 30_000, -30_000, 100_000, -100_000};
  private static final List<String> VERDICTS = List.of("invalid", "established", "new");
  private static final String SCALE_AND_SACK = "0103030701010402";
  private static final List<String> SYN_OPTIONS =
      List.of("", "", SCALE_AND_SACK, "01030302", "01010402", "030f00", "0402030e", "01030307ff");

  @BeforeAll
  static void needsTheKernel() {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
  }

  /** The label of a frame's flow, by its client port. */
  private static String label(List<byte[]> frames, int frame, List<String> labels) {
    int port = portOf(frames.get(frame));
    int first = frame;
    while (first > 0 && portOf(frames.get(first - 1)) == port) {
      first--;
    }
    return " (segment " + (frame - first) + " of " + labels.get(port - 10_000) + ")";
  }

  private static int portOf(byte[] frame) {
    ByteBuffer ports = ByteBuffer.wrap(frame);
    return Math.max(ports.getShort(34) & 0xffff, ports.getShort(36) & 0xffff);
  }

  private static void assertSame(List<byte[]> frames, List<String> labels) throws IOException {
    for (String dropped : VERDICTS) {
      List<String> differences = new ArrayList<>(BothTables.differences(frames, dropped));
      differences.replaceAll(d -> labelled(d, frames, labels));
      assertEquals(
          "",
          String.join("\n", differences.subList(0, Math.min(20, differences.size()))),
          () -> differences.size() + " differences");
    }
  }

  /** Adds what the frame was, where the text names one. */
  private static String labelled(String difference, List<byte[]> frames, List<String> labels) {
    if (!difference.startsWith("frame ")) {
      int at = difference.indexOf("sport=");
      int port = Integer.parseInt(difference.substring(at + 6).split(" ", 2)[0]);
      return difference + "\n    " + labels.get(Math.max(0, port - 10_000));
    }
    int frame = Integer.parseInt(difference.substring(6, difference.indexOf(',')));
    return difference + label(frames, frame, labels);
  }

  @Test
  void everyStateDirectionAndSegment() throws IOException {
    for (boolean acknowledgement : new boolean[] {false, true}) {
      List<byte[]> frames = TcpDialog.frames();
      List<String> labels = new ArrayList<>();
      for (String state : STATES) {
        for (int side = 0; side < 2; side++) {
          for (String flags : FLAGS) {
            for (int off : OFF) {
              TcpDialog dialog = new TcpDialog(frames, 10_000 + labels.size());
              dialog.say(TcpDialog.prefix(state));
              dialog.send(side, flags, acknowledgement ? 0 : off, acknowledgement ? off : 0, 0, "");
              labels.add("%s %s %s %d".formatted(state, side == 0 ? "C" : "S", flags, off));
            }
          }
        }
      }
      assertSame(frames, labels);
    }
  }

  @Test
  void everyStateAndTwoSegments() throws IOException {
    List<String> flags = List.of("syn", "syn,ack", "fin,ack", "ack", "rst,ack", "rst");
    List<byte[]> frames = TcpDialog.frames();
    List<String> labels = new ArrayList<>();
    for (String state : STATES) {
      for (int i = 0; i < 144; i++) {
        TcpDialog dialog = new TcpDialog(frames, 10_000 + labels.size());
        dialog.say(TcpDialog.prefix(state));
        String one = flags.get(i % 6);
        String two = flags.get(i / 6 % 6);
        int first = i / 36 & 1;
        int second = i / 72;
        dialog.send(first, one, 0, 0, 0, "");
        dialog.send(second, two, 0, 0, 0, "");
        labels.add("%s %d %s %d %s".formatted(state, first, one, second, two));
      }
    }
    assertSame(frames, labels);
  }

  @Test
  void randomDialogs() throws IOException {
    long seed = Long.getLong("weir.seed", 1);
    int rounds = Integer.getInteger("weir.rounds", 3);
    for (long round = seed; round < seed + rounds; round++) {
      Gen gen = new Gen(round);
      List<byte[]> frames = TcpDialog.frames();
      List<String> labels = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        StringBuilder story = new StringBuilder("seed " + round + ":");
        TcpDialog dialog = new TcpDialog(frames, 10_000 + i);
        if (gen.percent(80)) {
          String state = gen.pick(STATES);
          story.append(' ').append(state);
          begin(dialog, gen, state, story);
        }
        for (int left = gen.between(1, 10); left > 0; left--) {
          randomSegment(dialog, gen, story);
        }
        labels.add(story.toString());
      }
      assertSame(frames, labels);
    }
  }

  private static void begin(TcpDialog dialog, Gen gen, String state, StringBuilder story) {
    for (String line : TcpDialog.prefix(state)) {
      boolean syn = line.contains("syn");
      String options = syn ? gen.pick(SYN_OPTIONS) : "";
      dialog.send(line.charAt(0) == 'C' ? 0 : 1, line.substring(2), 0, 0, 0, options);
      story.append(syn ? "/" + options : "");
    }
  }

  private static void randomSegment(TcpDialog dialog, Gen gen, StringBuilder story) {
    int side = gen.below(2);
    String flags = gen.percent(50) ? "ack" : gen.pick(FLAGS);
    int length = gen.percent(40) ? gen.pick(List.of(1, 100, 1400)) : 0;
    int sequenceError = gen.percent(70) ? 0 : OFF[gen.below(OFF.length)];
    int ackError = gen.percent(80) ? 0 : OFF[gen.below(OFF.length)];
    String options = "";
    if (flags.startsWith("syn")) {
      options = gen.pick(SYN_OPTIONS);
    } else if (gen.percent(15)) {
      options = sack(dialog, gen, side);
    }
    story
        .append(", %s %s%s".formatted(side == 0 ? "C" : "S", flags, length > 0 ? "+" + length : ""))
        .append(sequenceError == 0 ? "" : " seq" + sequenceError)
        .append(ackError == 0 ? "" : " ack" + ackError)
        .append(options.isEmpty() ? "" : " opt" + options);
    if (gen.percent(15)) {
      int sequence = gen.percent(50) ? 0 : dialog.acknowledged(1 - side);
      int window = gen.pick(List.of(0, 1, 65_535));
      story.append(" abs").append(sequence).append(" win").append(window);
      dialog.segment(
          side, flags, sequence, dialog.next(1 - side) + ackError, length, options, window);
      return;
    }
    dialog.send(side, flags, sequenceError, ackError, length, options);
  }

  private static String sack(TcpDialog dialog, Gen gen, int side) {
    int left = dialog.next(1 - side) + OFF[gen.below(OFF.length)];
    return "0101050a%08x%08x".formatted(left, left + gen.pick(List.of(1, 1000, 50_000)));
  }
}

package dev.weir.cli;

import dev.weir.core.packet.Packet;
import dev.weir.netio.pcap.CaptureReader;
import dev.weir.netio.pcap.Damage;
import java.util.BitSet;
import java.util.List;

/**
 * Runs captures through two rule sets: once to find the packets they disagree on, and once more to
 * ask about these.
 *
 * <p>The first time nobody traces, so that it is as fast as two replays; the second time begins
 * with fresh sides, which do the same again because time and randomness are inputs.
 */
final class DiffRun {
  /** More differing packets are counted but not asked about. */
  private static final int MAX_ASKED = 100_000;

  private final Console console;
  private final HostModel host;
  private final Interruption interruption;
  private final long packetLimit;
  private final BitSet different = new BitSet();
  private boolean damaged;

  DiffRun(Console console, HostModel host, Interruption interruption, long packetLimit) {
    this.console = console;
    this.host = host;
    this.interruption = interruption;
    this.packetLimit = Math.min(packetLimit, Integer.MAX_VALUE - 1L);
  }

  /** Whether a capture ended before its end. */
  boolean isDamaged() {
    return damaged;
  }

  /** One packet; false ends the run. */
  @FunctionalInterface
  private interface Visitor {
    boolean visit(PacketFeed feed, CaptureReader reader, int number);
  }

  /** Compares verdicts. */
  void compare(List<String> captures, DiffSide before, DiffSide after, DiffResult result) {
    visit(
        captures,
        true,
        (feed, reader, number) -> {
          char old = before.judge(feed.show(reader), number);
          char now = after.judge(feed.show(reader), number);
          result.add(old, now, feed.packet().originalLength());
          if (old != now) {
            different.set(number);
          }
          return true;
        });
  }

  /** Asks fresh sides about the packets that differed. */
  void explain(
      List<String> captures,
      DiffSide before,
      TraceRecorder beforeTrace,
      DiffSide after,
      TraceRecorder afterTrace,
      DiffResult result) {
    int last = lastAsked();
    int first = different.nextSetBit(0);
    if (first < 0) {
      return;
    }
    visit(
        captures,
        false,
        (feed, reader, number) -> {
          boolean asked = different.get(number);
          if (asked) {
            start(beforeTrace, number == first);
            start(afterTrace, number == first);
          }
          Packet packet = feed.show(reader);
          PacketSummary summary = number == first ? PacketSummary.of(number, packet) : null;
          char old = before.judge(packet, number);
          char now = after.judge(feed.show(reader), number);
          if (asked) {
            beforeTrace.stop();
            afterTrace.stop();
            result.addChange(
                number,
                new DiffSide.Answer(old, beforeTrace.decisive(old)),
                new DiffSide.Answer(now, afterTrace.decisive(now)));
          }
          if (summary != null) {
            result.setFirst(summary, beforeTrace, old, afterTrace, now);
          }
          return number < last;
        });
  }

  private int lastAsked() {
    int last = -1;
    int count = 0;
    for (int i = different.nextSetBit(0); i >= 0 && count < MAX_ASKED; count++) {
      last = i;
      i = different.nextSetBit(i + 1);
    }
    return last;
  }

  private static void start(TraceRecorder recorder, boolean whole) {
    if (whole) {
      recorder.start();
    } else {
      recorder.startBriefly();
    }
  }

  private void visit(List<String> captures, boolean tells, Visitor visitor) {
    PacketFeed feed = new PacketFeed(host);
    int number = 0;
    for (String capture : captures) {
      try (CaptureReader reader = PacketFeed.open(capture);
          Progress progress = Progress.start(console, capture, reader.totalBytes())) {
        try {
          while (number < packetLimit && !interruption.isRequested() && reader.next()) {
            number++;
            if (!visitor.visit(feed, reader, number)) {
              return;
            }
            progress.step(number, reader.bytesRead());
          }
        } catch (InternalError e) {
          // A mapped file that somebody shortens faults where it is read (CaptureReader.fault).
          reader.fault(e);
        }
        Damage damage = reader.damage();
        if (damage != null && tells) {
          damaged = true;
          console.error("weir: " + capture + ": " + damage.describe());
        }
      }
    }
  }
}

package dev.weir.cli;

import dev.weir.core.backend.CompiledRuleset;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.path.Outcomes;
import dev.weir.core.path.PathWalker;
import dev.weir.netio.pcap.CaptureReader;
import dev.weir.netio.pcap.Damage;
import dev.weir.nft.trace.MonitorLines;
import java.util.List;

/**
 * Runs packets through a rule set up to the one that is asked about, and listens to that one.
 *
 * <p>The packets in front of it leave their connections, fragments and used-up limits, as in a
 * replay.
 */
final class TraceRun implements AutoCloseable {
  private final HostModel host;
  private final TraceRecorder recorder = new TraceRecorder();
  private final NetworkNamespace namespace;
  private final PathWalker walker;

  TraceRun(CompiledRuleset ruleset, HostModel host) {
    this.host = host;
    namespace = host.newNamespace(ruleset, recorder);
    walker = new PathWalker(ruleset, host.pathOptions(), namespace);
  }

  /** What was heard of the packet, and what became of it. */
  record Traced(TraceRecorder recorder, PacketSummary summary, char outcome) {}

  /** Traces a packet of captures, counted from 1 over all of them. */
  Traced trace(List<String> captures, long number) {
    PacketFeed feed = new PacketFeed(host);
    long passed = 0;
    for (String capture : captures) {
      try (CaptureReader reader = PacketFeed.open(capture)) {
        while (readNext(reader)) {
          passed++;
          if (passed == number) {
            return traced(feed.show(reader), number);
          }
          judge(feed.show(reader), passed);
        }
        Damage damage = reader.damage();
        if (damage != null) {
          throw CommandFailure.badInput(
              capture + ": " + damage.describe() + "; packet " + number + " was not reached");
        }
      }
    }
    String packets = passed == 1 ? " packet" : " packets";
    throw CommandFailure.usage(
        "--packet " + number + ": there are only " + passed + packets + " in the capture");
  }

  private static boolean readNext(CaptureReader reader) {
    try {
      return reader.next();
    } catch (InternalError e) {
      // A mapped file that somebody shortens faults where it is read (see CaptureReader.fault).
      reader.fault(e);
      return false;
    }
  }

  /** Traces a packet made from options. */
  Traced trace(SyntheticPacket synthetic) {
    byte[] frame = synthetic.frame();
    try (PacketBuffer buffer = PacketBuffer.of(frame)) {
      Packet packet = new Packet();
      buffer.show(packet, frame.length, LinkType.ETHERNET);
      host.newClock().stamp(packet);
      return traced(packet, 0);
    }
  }

  private Traced traced(Packet packet, long number) {
    PacketSummary summary = PacketSummary.of(number, packet);
    recorder.start(new MonitorLines(host.interfaces(), number));
    char outcome = judge(packet, number);
    recorder.stop();
    return new Traced(recorder, summary, outcome);
  }

  private char judge(Packet packet, long number) {
    char outcome = walker.walk(packet);
    if (outcome == Outcomes.AMBIGUOUS) {
      throw PacketFeed.ambiguous(number);
    }
    return outcome;
  }

  @Override
  public void close() {
    walker.close();
    namespace.close();
  }
}

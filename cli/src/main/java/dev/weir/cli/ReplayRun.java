package dev.weir.cli;

import dev.weir.core.backend.CompiledRuleset;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.path.Outcomes;
import dev.weir.core.path.PathWalker;
import dev.weir.netio.pcap.CaptureReader;
import dev.weir.netio.pcap.Damage;
import java.util.ArrayList;
import java.util.List;

/** Runs the packets of captures through one compiled rule set and adds up what became of them. */
final class ReplayRun implements AutoCloseable {
  private final Console console;
  private final CompiledRuleset ruleset;
  private final PacketFeed feed;
  private final NetworkNamespace namespace;
  private final PathWalker walker;
  private final ReplayOutputs outputs;
  private final ActionOutputs actions;
  private final Interruption interruption;
  private final VerdictTotals totals = new VerdictTotals();
  private final List<String> warnings = new ArrayList<>();
  private final long startedNanos = System.nanoTime();
  private long packetsLeft = Long.MAX_VALUE;
  private boolean damaged;

  ReplayRun(
      Console console,
      CompiledRuleset ruleset,
      HostModel host,
      ReplayOutputs outputs,
      ActionOutputs actions,
      Interruption interruption) {
    this.console = console;
    this.ruleset = ruleset;
    this.feed = new PacketFeed(host);
    this.namespace = host.newNamespace(ruleset);
    this.walker = new PathWalker(ruleset, host.pathOptions(actions.wantsReplies()), namespace);
    this.outputs = outputs;
    this.actions = actions;
    namespace.setActions(actions);
    this.interruption = interruption;
    if (outputs.wantsChanged()) {
      walker.tellChanged(outputs);
    }
  }

  /** Stops after so many packets of all captures together. */
  void limit(long packets) {
    packetsLeft = packets;
  }

  /** Whether a capture ended before its end. */
  boolean isDamaged() {
    return damaged;
  }

  /**
   * Replays one capture, {@code -} for standard input, until its end, damage, {@code -c} or a
   * signal.
   */
  void replay(String capture) {
    try (CaptureReader reader = PacketFeed.open(capture)) {
      outputs.begin(reader);
      try (Progress progress = Progress.start(console, capture, reader.totalBytes())) {
        walkAll(reader, progress);
      } catch (InternalError e) {
        // A mapped file that somebody shortens faults where it is read (see CaptureReader.fault).
        reader.fault(e);
      }
      Damage damage = reader.damage();
      if (damage != null) {
        damaged = true;
        console.error("weir: " + capture + ": " + damage.describe());
      }
    }
  }

  private void walkAll(CaptureReader reader, Progress progress) {
    while (packetsLeft > 0 && !interruption.isRequested() && reader.next()) {
      packetsLeft--;
      char outcome = walker.walk(feed.show(reader));
      if (outcome == Outcomes.AMBIGUOUS) {
        throw PacketFeed.ambiguous(reader.packetNumber());
      }
      totals.add(outcome, feed.packet().originalLength());
      outputs.record(reader, outcome);
      progress.step(totals.totalPackets(), reader.bytesRead());
    }
  }

  /** What the replay found so far. */
  ReplayResult result() {
    addWarnings();
    return new ReplayResult(ruleset, totals, System.nanoTime() - startedNanos, warnings);
  }

  private void addWarnings() {
    if (ruleset.baseChains().isEmpty()) {
      warnings.add("the rule set has no base chain, so no rule saw a packet");
    } else if (!walker.hasChainsOnPath()) {
      warnings.add("the rule set has no base chain on the chosen path, so no rule saw a packet");
    }
    addClockWarning();
    addFibWarning();
    actions.addWarnings(warnings);
    warn(
        walker.statistics().unplacedIngress(),
        "{frame|frames} came in by an interface nobody named, so no ingress chain saw {it|them}:"
            + " --iif");
    warn(
        feed.packet().snappedLoads(),
        "{read|reads} of bytes that were sent but not captured (snap length); such tests do not"
            + " match");
    warn(
        walker.statistics().taggedFrames(),
        "{frame|frames} with a VLAN tag: without a VLAN device the IP stack never sees {it|them}");
    warn(
        walker.statistics().heldFragments(),
        "{fragment|fragments} became part of no whole datagram (lost, late, repeated or"
            + " contradicting): no rule behind reassembly saw {it|them}");
    warn(
        walker.statistics().unjoinedMulticast(),
        "multicast {packet|packets} dropped after prerouting: nothing tells that this host joined"
            + " {its group|their groups}");
    warn(
        walker.statistics().unplacedLinkLocal(),
        "IPv6 link-local {packet|packets} dropped by the stack: name this host's addresses"
            + " (--local, --addrs) or the device {it leaves|they leave} by (--oif)");
  }

  private void addFibWarning() {
    warn(
        namespace.fib().unansweredQuestions(),
        "{question|questions} of fib expressions were asked without this host's tables: name its"
            + " addresses and routes (--addrs, --routes)");
  }

  private void addClockWarning() {
    warn(
        feed.stepsBack(),
        "{packet was captured before the packet in front of it; it was|packets were captured before"
            + " the packet in front of them; they were} given the other's time");
  }

  private void warn(long count, String text) {
    if (count > 0) {
      warnings.add(Counted.of(count, text));
    }
  }

  @Override
  public void close() {
    walker.close();
    namespace.close();
  }
}

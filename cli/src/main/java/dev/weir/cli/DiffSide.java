package dev.weir.cli;

import dev.weir.cli.TraceRecorder.Decision;
import dev.weir.core.backend.CompiledRuleset;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.Packet;
import dev.weir.core.path.Outcomes;
import dev.weir.core.path.PathWalker;
import org.jspecify.annotations.Nullable;

/** One of the two rule sets of a diff, with connections, fragments and limits of its own. */
final class DiffSide implements AutoCloseable {
  private final String name;
  private final CompiledRuleset ruleset;
  private final NetworkNamespace namespace;
  private final PathWalker walker;

  /**
   * A side in which nothing has happened.
   *
   * @param name as on the command line
   * @param recorder null where nobody asks why
   */
  DiffSide(String name, CompiledRuleset ruleset, HostModel host, @Nullable TraceRecorder recorder) {
    this.name = name;
    this.ruleset = ruleset;
    namespace = host.newNamespace(ruleset, recorder);
    walker = new PathWalker(ruleset, host.pathOptions(), namespace);
  }

  /**
   * What a side did to a packet.
   *
   * @param outcome one of {@link Outcomes}
   * @param by what decided, null if it was the stack
   */
  record Answer(char outcome, @Nullable Decision by) {}

  /** What becomes of a packet here. */
  char judge(Packet packet, long number) {
    char outcome = walker.walk(packet);
    if (outcome == Outcomes.AMBIGUOUS) {
      throw PacketFeed.ambiguous(number);
    }
    return outcome;
  }

  String name() {
    return name;
  }

  CompiledRuleset ruleset() {
    return ruleset;
  }

  @Override
  public void close() {
    walker.close();
    namespace.close();
  }
}

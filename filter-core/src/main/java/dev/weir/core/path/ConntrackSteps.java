package dev.weir.core.path;

import dev.weir.core.conntrack.Conntrack;
import dev.weir.core.fragment.Defragmenter;
import dev.weir.core.hook.Hook;
import dev.weir.core.packet.ConntrackRef;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;

/**
 * Conntrack's own functions at the IP hooks.
 *
 * <p>Source: net/netfilter/nf_conntrack_proto.c (ipv4_conntrack_ops, ipv6_conntrack_ops),
 * net/ipv4/netfilter/nf_defrag_ipv4.c, net/ipv6/netfilter/nf_defrag_ipv6_hooks.c.
 */
final class ConntrackSteps {
  private ConntrackSteps() {}

  /** At -200 of prerouting and output: nf_conntrack_in. */
  static HookPipeline.Step track(Conntrack conntrack, Hook hook, PathStatistics statistics) {
    return new Track(conntrack, hook, statistics);
  }

  /** Last in input and postrouting: nf_confirm. */
  static HookPipeline.Step confirm(Conntrack conntrack, PathStatistics statistics) {
    return new Confirm(conntrack, statistics);
  }

  /** At -400 of prerouting and output. */
  static HookPipeline.Step reassemble(
      Defragmenter defragmenter, PacketRewriter rewriter, Hook hook) {
    return new Reassemble(defragmenter, rewriter, hook);
  }

  private static final class Track extends HookPipeline.Step {
    private final Conntrack conntrack;
    private final Hook hook;
    private final PathStatistics statistics;

    Track(Conntrack conntrack, Hook hook, PathStatistics statistics) {
      this.conntrack = conntrack;
      this.statistics = statistics;
      this.hook = hook;
    }

    @Override
    @HotPath
    char run(Packet packet) {
      return isSeen(packet) || conntrack.track(packet, hook) == Verdicts.ACCEPT
          ? Outcomes.ACCEPTED
          : statistics.because(StackReason.CONNTRACK, Outcomes.DROPPED);
    }
  }

  private static final class Confirm extends HookPipeline.Step {
    private final Conntrack conntrack;
    private final PathStatistics statistics;

    Confirm(Conntrack conntrack, PathStatistics statistics) {
      this.statistics = statistics;
      this.conntrack = conntrack;
    }

    @Override
    @HotPath
    char run(Packet packet) {
      return !packet.conntrack().isAttached() || conntrack.confirm(packet) == Verdicts.ACCEPT
          ? Outcomes.ACCEPTED
          : statistics.because(StackReason.CONNTRACK, Outcomes.DROPPED);
    }
  }

  private static final class Reassemble extends HookPipeline.Step {
    private final Defragmenter defragmenter;
    private final PacketRewriter rewriter;
    private final Defragmenter.Point point;

    Reassemble(Defragmenter defragmenter, PacketRewriter rewriter, Hook hook) {
      this.defragmenter = defragmenter;
      this.rewriter = rewriter;
      point = hook == Hook.OUTPUT ? Defragmenter.Point.OUTPUT : Defragmenter.Point.PREROUTING;
    }

    @Override
    @HotPath
    char run(Packet packet) {
      long before = packet.address();
      if (!defragmenter.add(packet, point)) {
        return Outcomes.HELD;
      }
      if (packet.address() != before) {
        rewriter.showsAnother();
      }
      return Outcomes.ACCEPTED;
    }
  }

  /** KERNEL: what came back over loopback keeps the connection it was sent with. */
  private static boolean isSeen(Packet packet) {
    ConntrackRef seen = packet.conntrack();
    return seen.isAttached() || seen.isUntracked();
  }
}

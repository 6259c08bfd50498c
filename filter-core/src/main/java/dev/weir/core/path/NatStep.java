package dev.weir.core.path;

import dev.weir.core.nat.NatHook;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;

/**
 * NAT among the functions of a hook.
 *
 * <p>Source: net/netfilter/nf_nat_proto.c (nf_nat_ipv4_ops, nf_nat_ipv6_ops).
 */
final class NatStep extends HookPipeline.Step {
  private final NatHook nat;
  private final PathStatistics statistics;

  NatStep(NatHook nat, PathStatistics statistics) {
    this.nat = nat;
    this.statistics = statistics;
  }

  @Override
  @HotPath
  char run(Packet packet) {
    int verdict = nat.run(packet);
    if (verdict == Verdicts.ACCEPT) {
      return Outcomes.ACCEPTED;
    }
    return verdict == NatHook.FAILED
        ? statistics.because(StackReason.NAT, Outcomes.DROPPED)
        : Outcomes.DROPPED;
  }
}

package dev.weir.core.path;

import dev.weir.core.backend.CompiledRuleset;
import dev.weir.core.backend.HookPoint;
import dev.weir.core.backend.HookProgram;
import dev.weir.core.conntrack.Conntrack;
import dev.weir.core.hook.Hook;
import dev.weir.core.nat.NatChain;
import dev.weir.core.nat.NatHook;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.trace.TraceEvent;
import dev.weir.core.trace.TraceSink;
import java.util.ArrayList;
import java.util.List;

/**
 * The five hooks of IPv4 and of IPv6.
 *
 * <p><i>Meaning:</i> where the rules of a family use conntrack, prerouting and output put fragments
 * together at -400 and track connections at -200, input and postrouting confirm them last. Where
 * they have nat chains, NAT translates at -100 of prerouting and output and 100 of input and
 * postrouting.
 *
 * <p>KERNEL: of equal priorities the hook registered last runs first, and conntrack's are
 * registered with the first rule that asks for them, after the chains of its table: they run before
 * a chain of the same priority, unless its table came later.
 *
 * <p>Source: include/uapi/linux/netfilter_ipv4.h (enum nf_ip_hook_priorities),
 * net/netfilter/nf_conntrack_proto.c.
 */
final class IpHooks {
  private static final int DEFRAGMENTATION = -400;
  private static final int CONNTRACK = -200;
  private static final int NAT_DESTINATION = -100;
  private static final int NAT_SOURCE = 100;
  private static final int CONFIRMATION = Integer.MAX_VALUE;

  private final CompiledRuleset ruleset;
  private final NetworkNamespace namespace;
  private final Reassembly reassembly;
  private final WalkState state;
  private final HookPipeline[] four;
  private final HookPipeline[] six;
  private final boolean tracks;
  private final boolean translates4;
  private final boolean translates6;

  IpHooks(
      CompiledRuleset ruleset, NetworkNamespace namespace, Reassembly reassembly, WalkState state) {
    this.ruleset = ruleset;
    this.namespace = namespace;
    this.reassembly = reassembly;
    this.state = state;
    four = pipelines(Packet.NFPROTO_IPV4);
    six = pipelines(Packet.NFPROTO_IPV6);
    translates4 = ruleset.usesNat(Packet.NFPROTO_IPV4);
    translates6 = ruleset.usesNat(Packet.NFPROTO_IPV6);
    tracks =
        ruleset.usesConntrack(Packet.NFPROTO_IPV4) || ruleset.usesConntrack(Packet.NFPROTO_IPV6);
  }

  private HookPipeline[] pipelines(int nfproto) {
    HookPipeline[] pipelines = new HookPipeline[Hook.POSTROUTING.ordinal() + 1];
    for (int i = 0; i < pipelines.length; i++) {
      pipelines[i] = pipeline(nfproto, Hook.values()[i]);
    }
    return pipelines;
  }

  private HookPipeline pipeline(int nfproto, Hook hook) {
    boolean tracked = ruleset.usesConntrack(nfproto);
    boolean entrance = hook == Hook.PREROUTING || hook == Hook.OUTPUT;
    Conntrack conntrack = namespace.conntrack();
    Stretches stretches = new Stretches(nfproto, hook);
    if (entrance && reassembles(ruleset.usesReassembly(nfproto))) {
      stretches.add(
          DEFRAGMENTATION,
          ConntrackSteps.reassemble(state.defragmenter(), state.rewriter(), hook),
          false);
    }
    if (entrance && tracked) {
      stretches.add(CONNTRACK, ConntrackSteps.track(conntrack, hook, state.statistics()), false);
    }
    if (ruleset.usesNat(nfproto) && hook != Hook.FORWARD) {
      List<NatChain> chains = new ArrayList<>();
      for (HookProgram program : ruleset.natPrograms(nfproto, hook, namespace)) {
        chains.add(program::evaluate);
      }
      NatHook nat = new NatHook(namespace.nat(), hook, chains);
      stretches.add(
          entrance ? NAT_DESTINATION : NAT_SOURCE, new NatStep(nat, state.statistics()), true);
    }
    if (tracked && (hook == Hook.INPUT || hook == Hook.POSTROUTING)) {
      stretches.add(CONFIRMATION, ConntrackSteps.confirm(conntrack, state.statistics()), false);
    }
    return stretches.pipeline();
  }

  /** A hook's chains, cut where the stack's own functions stand. */
  private final class Stretches {
    private final List<HookProgram> programs = new ArrayList<>();
    private final List<HookPipeline.Step> steps = new ArrayList<>();
    private HookPoint rest;

    Stretches(int nfproto, Hook hook) {
      rest = HookPoint.whole(nfproto, hook);
    }

    void add(int priority, HookPipeline.Step step, boolean isNat) {
      HookPoint before = isNat ? rest.beforeNat(priority) : rest.before(priority);
      programs.add(ruleset.program(before, namespace));
      steps.add(step);
      rest = isNat ? rest.behindNat(priority) : rest.behind(priority);
    }

    HookPipeline pipeline() {
      programs.add(ruleset.program(rest, namespace));
      return new HookPipeline(
          programs.toArray(new HookProgram[0]), steps.toArray(new HookPipeline.Step[0]));
    }
  }

  private boolean reassembles(boolean wanted) {
    return switch (reassembly) {
      case AUTO -> wanted;
      case ON -> true;
      case OFF -> false;
    };
  }

  /** Tells a trace, if there is one, whether what follows happens to a copy of the packet. */
  void tellCopy(Packet packet, boolean begins) {
    TraceSink trace = namespace.trace();
    if (trace != null && trace.isOn()) {
      trace.event(new TraceEvent.CopyTurn(begins), packet);
    }
  }

  /** Whether packets get connections. */
  boolean tracks() {
    return tracks;
  }

  /** Whether packets of this protocol family may be given other addresses. */
  @HotPath
  boolean translates(int nfproto) {
    return nfproto == Packet.NFPROTO_IPV4 ? translates4 : translates6;
  }

  /** The packet's hook. */
  @HotPath
  HookPipeline at(Packet packet, Hook hook) {
    return (packet.nfproto() == Packet.NFPROTO_IPV4 ? four : six)[hook.ordinal()];
  }

  /** {@link Outcomes#ACCEPTED} if the packet leaves the hook, else what became of it there. */
  @HotPath
  char run(Packet packet, Hook hook) {
    return at(packet, hook).run(packet);
  }
}

package dev.weir.core.path;

import dev.weir.core.backend.BaseChainInfo;
import dev.weir.core.backend.CompiledRuleset;
import dev.weir.core.backend.HookPoint;
import dev.weir.core.backend.HookProgram;
import dev.weir.core.backend.RuleInfo;
import dev.weir.core.counter.CounterArray;
import dev.weir.core.hook.Hook;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/** A rule set that notes what it sees at each hook and drops where told. */
final class RecordingRuleset implements CompiledRuleset {
  private final List<BaseChainInfo> chains = new ArrayList<>();
  private final List<String> seen = new ArrayList<>();
  private final Set<Hook> drops = EnumSet.noneOf(Hook.class);
  private final Set<Integer> tracked = new HashSet<>();
  private BiPredicate<Hook, Packet> dropper = (hook, packet) -> drops.contains(hook);
  private BiFunction<Hook, Packet, String> note = (hook, packet) -> hook.word();

  /** What was noted since the last call. */
  List<String> seen() {
    List<String> copy = List.copyOf(seen);
    seen.clear();
    return copy;
  }

  RecordingRuleset noting(BiFunction<Hook, Packet, String> wanted) {
    note = wanted;
    return this;
  }

  /** Lets this decide what is dropped. */
  RecordingRuleset judging(BiPredicate<Hook, Packet> wanted) {
    dropper = wanted;
    return this;
  }

  RecordingRuleset dropping(Hook hook) {
    drops.add(hook);
    return this;
  }

  /** Uses conntrack for this family; then notes begin with the stretch of priorities. */
  RecordingRuleset tracking(int nfproto) {
    tracked.add(nfproto);
    return this;
  }

  private static String stretch(HookPoint point) {
    return (point.firstPriority() == Integer.MIN_VALUE ? "" : point.firstPriority())
        + ".."
        + (point.lastPriority() >= Integer.MAX_VALUE - 1 ? "" : point.lastPriority())
        + " ";
  }

  RecordingRuleset with(BaseChainInfo chain) {
    chains.add(chain);
    return this;
  }

  @Override
  public List<BaseChainInfo> baseChains() {
    return chains;
  }

  @Override
  public List<RuleInfo> rules() {
    return List.of();
  }

  @Override
  public CounterArray counters() {
    return new CounterArray(0);
  }

  @Override
  public boolean usesConntrack(int nfproto) {
    return tracked.contains(nfproto);
  }

  @Override
  public HookProgram program(HookPoint point, NetworkNamespace namespace) {
    Hook hook = point.hook();
    return new HookProgram() {
      @Override
      public int evaluate(Packet packet) {
        String text = note.apply(hook, packet);
        seen.add(tracked.isEmpty() ? text : stretch(point) + text);
        return dropper.test(hook, packet) ? Verdicts.DROP : Verdicts.ACCEPT;
      }

      @Override
      public boolean isEmpty() {
        return chains.stream().noneMatch(chain -> chain.family().number() == point.nfproto())
            && point.nfproto() != Packet.NFPROTO_IPV4
            && point.nfproto() != Packet.NFPROTO_IPV6;
      }
    };
  }
}

package dev.weir.core.path;

import dev.weir.core.backend.BaseChainInfo;
import dev.weir.core.backend.CompiledRuleset;
import dev.weir.core.backend.HookPoint;
import dev.weir.core.backend.HookProgram;
import dev.weir.core.backend.RuleInfo;
import dev.weir.core.counter.CounterArray;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import java.util.List;

/** Accepts everything at every hook. */
final class SilentRuleset implements CompiledRuleset {
  @Override
  public List<BaseChainInfo> baseChains() {
    return List.of();
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
    return false;
  }

  @Override
  public HookProgram program(HookPoint point, NetworkNamespace namespace) {
    return new HookProgram() {
      @Override
      public int evaluate(Packet packet) {
        return Verdicts.ACCEPT;
      }

      @Override
      public boolean isEmpty() {
        return false;
      }
    };
  }
}

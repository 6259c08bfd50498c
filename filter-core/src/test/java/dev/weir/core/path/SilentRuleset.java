package dev.weir.core.path;

import dev.weir.core.backend.BaseChainInfo;
import dev.weir.core.backend.CompiledRuleset;
import dev.weir.core.backend.HookProgram;
import dev.weir.core.backend.RuleInfo;
import dev.weir.core.counter.CounterArray;
import dev.weir.core.hook.Hook;
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
  public HookProgram program(int nfproto, Hook hook) {
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

package dev.weir.core.backend;

import dev.weir.core.counter.CounterArray;
import dev.weir.core.hook.Hook;
import java.util.List;

/**
 * One generation of a rule set, ready to judge packets. Shared by threads; only its counters
 * change.
 */
public interface CompiledRuleset {
  /** All base chains, in the order of definition. */
  List<BaseChainInfo> baseChains();

  /** All rules, in the order of definition (by table, chain, index). */
  List<RuleInfo> rules();

  /** Counters of everything with a slot: rules and policies. */
  CounterArray counters();

  /**
   * A new program that runs every base chain that sees packets of this protocol family at this
   * hook, in priority order; never null, possibly empty. Each call gives a program of its own
   * (registers, counter slab) for one thread.
   *
   * @param nfproto 2 for IPv4, 10 for IPv6 packets
   */
  HookProgram program(int nfproto, Hook hook);
}

package dev.weir.core.backend;

import dev.weir.core.counter.CounterArray;
import dev.weir.core.hook.Hook;
import dev.weir.core.netns.NetworkNamespace;
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

  /** Named objects that count, with what they have counted by now; in the order of definition. */
  default List<ObjectInfo> objects() {
    return List.of();
  }

  /** Counters of everything with a slot: rules and policies. */
  CounterArray counters();

  /**
   * Whether a rule needs the connections of packets of this protocol family (2 or 10): then the
   * stack puts fragments together and tracks connections before the chains from -400 and -200 on. A
   * rule of an ip table asks for IPv4, of an inet table for both.
   */
  boolean usesConntrack(int nfproto);

  /** Whether fragments of this protocol family (2 or 10) are put together for the rules. */
  default boolean usesReassembly(int nfproto) {
    return usesConntrack(nfproto);
  }

  /**
   * Whether a rule reads how many packets or bytes a connection has had: then connections are
   * counted from their first packet ({@code ConntrackOptions.withAccounting}).
   */
  default boolean usesAccounting() {
    return false;
  }

  /**
   * A new program that runs the base chains of a hook point in priority order; never null, possibly
   * empty. Each call gives a program of its own (registers, counter slab) for one thread.
   */
  HookProgram program(HookPoint point, NetworkNamespace namespace);

  /**
   * Whether there is a nat chain for packets of this protocol family: then NAT has its functions at
   * prerouting, input, output and postrouting.
   */
  default boolean usesNat(int nfproto) {
    return false;
  }

  /**
   * New programs of the nat chains at a hook, one a chain, in the order NAT asks them; {@link
   * #program(HookPoint, NetworkNamespace)} leaves these chains out.
   */
  default List<HookProgram> natPrograms(int nfproto, Hook hook, NetworkNamespace namespace) {
    return List.of();
  }

  /**
   * As {@link #program(HookPoint, NetworkNamespace)} for a whole IP hook, in a namespace of its
   * own.
   */
  default HookProgram program(int nfproto, Hook hook) {
    return program(HookPoint.whole(nfproto, hook), NetworkNamespace.fresh());
  }
}

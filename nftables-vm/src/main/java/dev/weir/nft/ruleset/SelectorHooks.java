package dev.weir.nft.ruleset;

import dev.weir.core.hook.Family;
import dev.weir.core.hook.Hook;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedRule;
import dev.weir.nft.selector.FibSelector;
import dev.weir.nft.selector.FibSelector.Flag;

/**
 * At which hooks the kernel lets a rule ask its questions, a bit each by {@link Hook#ordinal}.
 *
 * <p>KERNEL: nft_fib_validate.
 */
final class SelectorHooks {
  private static final int EVERY_HOOK = -1;

  private static final int RECEIVED = bits(Hook.PREROUTING, Hook.INPUT, Hook.FORWARD);
  private static final int SENT = bits(Hook.OUTPUT, Hook.POSTROUTING, Hook.FORWARD);

  private SelectorHooks() {}

  static int of(TypedRule rule) {
    int hooks = EVERY_HOOK;
    for (TypedExpr load : rule.loads()) {
      if (load instanceof TypedExpr.SelectorLoad asked) {
        hooks &=
            switch (asked.selector()) {
              case FibSelector fib -> fib(rule.family(), fib);
            };
      }
    }
    return hooks;
  }

  private static int fib(Family family, FibSelector fib) {
    boolean byInput = fib.result() != FibSelector.Result.TYPE || fib.flags().contains(Flag.IIF);
    boolean byOutput = fib.flags().contains(Flag.OIF);
    if (family == Family.NETDEV) {
      return byInput
          ? bits(Hook.INGRESS)
          : byOutput ? bits(Hook.EGRESS) : bits(Hook.INGRESS, Hook.EGRESS);
    }
    return byInput ? RECEIVED : byOutput ? SENT : RECEIVED | SENT;
  }

  private static int bits(Hook... hooks) {
    int bits = 0;
    for (Hook hook : hooks) {
      bits |= RuleDraft.bit(hook);
    }
    return bits;
  }
}

package dev.weir.nft.lower;

import dev.weir.core.diag.Diagnostics;
import dev.weir.core.hook.Family;
import dev.weir.core.hook.Hook;
import dev.weir.nft.eval.TypedRule;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.vm.MetaKey;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Checks what the kernel checks before it takes a rule: that no instruction reads a register that
 * was not written, and that every statement may run in the hooks it can be reached from.
 *
 * <p>Source: net/netfilter/nf_tables_api.c (nft_parse_register_load), nft_reject.c
 * (nft_reject_validate), nft_meta.c (nft_meta_set_validate).
 */
public final class Verifier {
  private static final Set<Hook> REJECT_HOOKS =
      EnumSet.of(Hook.PREROUTING, Hook.INPUT, Hook.FORWARD, Hook.OUTPUT);

  private Verifier() {}

  /** Whether every register is written before it is read; a rule runs straight through. */
  public static boolean readsOnlyWritten(List<Op> ops) {
    int written = Registers.VERDICT_MASK;
    for (Op op : ops) {
      if ((op.reads() & ~written) != 0) {
        return false;
      }
      written |= op.writes();
    }
    return true;
  }

  /** Reports statements of a rule that may not run in a hook from which the rule can be reached. */
  public static void checkHook(TypedRule rule, Hook hook, Diagnostics diagnostics) {
    for (TypedStmt statement : rule.statements()) {
      boolean allowed =
          switch (statement) {
            case TypedStmt.Reject ignored -> REJECT_HOOKS.contains(hook);
            case TypedStmt.MetaSet set -> isAllowed(set, rule.family(), hook);
            default -> true;
          };
      if (!allowed) {
        diagnostics.error(statement.span(), "Could not process rule: Operation not supported");
        return;
      }
    }
  }

  private static boolean isAllowed(TypedStmt.MetaSet set, Family family, Hook hook) {
    if (set.key() != MetaKey.PKTTYPE) {
      return true;
    }
    return family == Family.NETDEV ? hook == Hook.INGRESS : hook == Hook.PREROUTING;
  }
}

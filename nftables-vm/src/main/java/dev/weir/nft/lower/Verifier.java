package dev.weir.nft.lower;

import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks what the kernel checks before it takes a rule: that no instruction reads a register word
 * that the rule did not write.
 *
 * <p>A rule runs straight through: an instruction either goes on to the next or ends the rule, so
 * one pass in order covers every path. Whether statements may run at a hook, and loops of jumps,
 * are the rule set's to check, which knows the chains.
 *
 * <p>Source: net/netfilter/nf_tables_api.c (nft_parse_register_load).
 */
public final class Verifier {
  private Verifier() {}

  /** The first instruction that reads what was not written, or null. */
  public static @Nullable Op readsUnwritten(List<Op> ops) {
    int written = Registers.VERDICT_MASK;
    for (Op op : ops) {
      if ((op.reads() & ~written) != 0) {
        return op;
      }
      written |= op.writes();
    }
    return null;
  }
}

package dev.weir.nft.vm;

import dev.weir.core.hook.ChainType;
import dev.weir.core.hook.Family;
import dev.weir.core.hook.Hook;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chain of a program.
 *
 * @param index its number among all chains of the program, which jumps carry
 * @param base where it hooks in, null for a chain that only jumps reach
 */
public record VmChain(
    int index, Family family, String table, String name, @Nullable Base base, List<VmRule> rules) {
  public VmChain {
    rules = List.copyOf(rules);
  }

  /** The hook of a chain that is known to be a base chain. */
  public Base requireBase() {
    Base known = base;
    if (known == null) {
      throw new IllegalStateException("no base chain: " + name);
    }
    return known;
  }

  /** Whether it is a rule's own; the transaction gives no other chain such a name. */
  public boolean isAnonymous() {
    return name.startsWith("__chain");
  }

  /**
   * The hook of a base chain.
   *
   * @param policy {@code Verdicts.ACCEPT} or {@code Verdicts.DROP}
   * @param slot counter slot of the packets its policy decides
   * @param devices at ingress and egress: whose; else empty
   */
  public record Base(
      ChainType type, Hook hook, int priority, int policy, int slot, List<String> devices) {
    public Base {
      devices = List.copyOf(devices);
    }

    /** At a hook that is not bound to devices. */
    public Base(ChainType type, Hook hook, int priority, int policy, int slot) {
      this(type, hook, priority, policy, slot, List.of());
    }
  }
}

package dev.weir.nft.ruleset;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.hook.ChainType;
import dev.weir.core.hook.Hook;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A chain.
 *
 * @param base where it hooks in, null for a regular chain
 * @param span where its hook or policy was written last, or else its name
 */
public record Chain(
    String name,
    long handle,
    @Nullable Base base,
    @Nullable String comment,
    SourceSpan span,
    List<Rule> rules) {
  public Chain {
    rules = List.copyOf(rules);
  }

  /** What the names of chains begin with that rules have for themselves. */
  static final String ANONYMOUS = "__chain";

  /** Whether it is a rule's own: {@code jump} with braces. */
  public boolean isAnonymous() {
    return name.startsWith(ANONYMOUS);
  }

  /**
   * The hook of a base chain.
   *
   * @param dropPolicy whether its policy is drop
   * @param order when it was registered; of base chains of the same hook and priority the one
   *     registered last runs first
   * @param devices at ingress and egress: whose, sorted by name; else empty
   */
  public record Base(
      ChainType type,
      Hook hook,
      int priority,
      boolean dropPolicy,
      long order,
      List<String> devices) {
    public Base {
      devices = List.copyOf(devices);
    }

    Base withPolicy(boolean drop) {
      return new Base(type, hook, priority, drop, order, devices);
    }

    Base withOrder(long newOrder) {
      return new Base(type, hook, priority, dropPolicy, newOrder, devices);
    }

    /** Bound to more devices, as {@code add chain} of a chain that is there does. */
    Base withDevices(List<String> more) {
      TreeSet<String> all = new TreeSet<>(devices);
      all.addAll(more);
      return new Base(type, hook, priority, dropPolicy, order, List.copyOf(all));
    }

    boolean sameHook(Base other) {
      return type == other.type && hook == other.hook && priority == other.priority;
    }
  }
}

package dev.weir.nft.vm;

/**
 * An instruction that remembers something of the packets it has seen, and of which each element of
 * a set can have its own: counter, limit, quota, last, connection limit.
 *
 * <p>The state lies in the op itself: to count for another element is to evaluate another op. A set
 * keeps one per element and expression, made by {@link #fresh} when the element is added.
 *
 * <pre>{@code
 * add @seen { ip saddr limit rate 1/second }     LimitOp limit = ...;   (what the rule says)
 *                                                StatefulOp own = limit.fresh();   (10.0.0.1's)
 *                                                own.eval(registers, context);
 * }</pre>
 *
 * <p>All that a new kind of state has to do is to extend this class: what a rule says of it, its
 * evaluation and its listing are those of any op.
 *
 * <p><i>Threads:</i> one at a time, as all state of rules.
 *
 * <p>Source: net/netfilter/nf_tables_api.c (nft_expr_clone), NFT_EXPR_STATEFUL.
 */
public abstract class StatefulOp extends Op {
  private static final long[] NOTHING = {};

  /**
   * An op that says the same and has a state of its own, as the kernel's {@code clone} of the
   * expression begins it: limits full, counters and quotas with what the text gives them.
   */
  public abstract StatefulOp fresh();

  /**
   * The state as numbers that replace those of the statement in listings: packets and bytes of a
   * counter, bytes used of a quota, nanoseconds since the last packet (-1: never) of {@code last}.
   * Empty where listings show no state.
   *
   * @param nowNanos the time of the listing
   */
  public long[] shown(long nowNanos) {
    return NOTHING;
  }
}

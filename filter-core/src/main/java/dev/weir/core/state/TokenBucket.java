package dev.weir.core.state;

import dev.weir.core.packet.HotPath;

/**
 * A bucket that fills with time and that packets empty.
 *
 * <p>Example: {@code new TokenBucket(new TokenRate(10, 1, 5, false)).take(length, nowNanos)} lets
 * five packets pass at once and then one each tenth of a second.
 *
 * <p><i>Meaning:</i> it begins full. A packet that finds too few tokens takes none. {@code KERNEL:}
 * whether there are enough is a signed comparison, so a bucket of 2^63 tokens and more ({@code
 * 1/week burst 20000 packets}) lets nothing pass while it is that full.
 *
 * <p><i>Threads:</i> one at a time. With a limit in a rule set, packet i finishes before packet i+1
 * starts; the kernel's lock has nothing to do here.
 *
 * <p>Source: net/netfilter/nft_limit.c (nft_limit_eval).
 */
public final class TokenBucket {
  private final long unitNanos;
  private final long rate;
  private final boolean ofBytes;
  private final long capacity;
  private final long packetCost;

  private long tokens;
  private long lastNanos;
  private boolean asked;

  /** A full bucket. */
  public TokenBucket(TokenRate rate) {
    if (rate.rate() == 0 || rate.overflows()) {
      throw new IllegalArgumentException("the kernel refuses " + rate);
    }
    this.rate = rate.rate();
    unitNanos = rate.unitNanos();
    ofBytes = rate.ofBytes();
    capacity = rate.capacityTokens();
    packetCost = Long.divideUnsigned(unitNanos, this.rate);
    tokens = capacity;
  }

  /**
   * Takes the tokens of one packet.
   *
   * @return whether there were enough
   */
  @HotPath
  public boolean take(int lengthBytes, long nowNanos) {
    if (!asked) {
      asked = true;
      lastNanos = nowNanos;
    }
    long cost = ofBytes ? Long.divideUnsigned(unitNanos * lengthBytes, rate) : packetCost;
    long available = tokens + nowNanos - lastNanos;
    if (Long.compareUnsigned(available, capacity) > 0) {
      available = capacity;
    }
    lastNanos = nowNanos;
    long left = available - cost;
    boolean enough = left >= 0; // KERNEL: s64
    tokens = enough ? left : available;
    return enough;
  }
}

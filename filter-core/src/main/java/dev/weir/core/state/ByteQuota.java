package dev.weir.core.state;

import dev.weir.core.packet.HotPath;

/**
 * Counts bytes up to a limit.
 *
 * <p>Example: {@code new ByteQuota(100, 0)} is not over after three packets of 29 bytes, and is
 * with the fourth.
 *
 * <p><i>Meaning:</i> every packet counts, also when the quota is used up long since.
 *
 * <p><i>Threads:</i> one at a time.
 *
 * <p>Source: net/netfilter/nft_quota.c.
 */
public final class ByteQuota {
  private final long quotaBytes;
  private long usedBytes;

  /** A quota of which something may be used already. */
  public ByteQuota(long quotaBytes, long usedBytes) {
    this.quotaBytes = quotaBytes;
    this.usedBytes = usedBytes;
  }

  /** Counts a packet; whether that is more than the quota. */
  @HotPath
  public boolean isOver(int lengthBytes) {
    usedBytes += lengthBytes;
    return usedBytes > quotaBytes;
  }

  /** The bytes used, at most the quota once it is used up, as the kernel lists them. */
  public long shownBytes() {
    return Math.min(usedBytes, quotaBytes);
  }
}

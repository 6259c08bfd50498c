package dev.weir.core.fragment;

import dev.weir.core.packet.HotPath;
import org.jspecify.annotations.Nullable;

/**
 * All incomplete datagrams of one protocol family: by key, by age, and how much memory the kernel
 * would count for them.
 *
 * <p><i>Meaning:</i> a datagram is given up a fixed time after its first fragment. While the memory
 * is over the limit nothing is taken in, not even the fragment that would complete a datagram.
 *
 * <p>KERNEL: nothing is evicted (the low threshold is unused since 4.17); the timer fires up to two
 * seconds late, here it does not.
 *
 * <p>Source: net/ipv4/inet_fragment.c (inet_frag_find, inet_frag_kill).
 */
final class FragmentTable {
  private static final int HIGH_THRESHOLD_BYTES = 4 << 20;
  private static final int BITS = 10;

  private final long timeoutNanos;
  private final int queueBytes;
  private final FragmentPages pages;
  private final FragmentStatistics statistics;
  private final FragmentPeers peers = new FragmentPeers();
  private final @Nullable FragmentQueue[] buckets = new @Nullable FragmentQueue[1 << BITS];
  private @Nullable FragmentQueue free;
  private @Nullable FragmentQueue oldest;
  private @Nullable FragmentQueue newest;
  private long memoryBytes;

  /**
   * An empty table.
   *
   * @param queueBytes kernel memory of an empty queue
   */
  FragmentTable(
      long timeoutNanos, int queueBytes, FragmentPages pages, FragmentStatistics statistics) {
    this.timeoutNanos = timeoutNanos;
    this.queueBytes = queueBytes;
    this.pages = pages;
    this.statistics = statistics;
  }

  /** The queue of this key, a new one if there is none; null if the memory limit is reached. */
  @HotPath
  @Nullable FragmentQueue find(FragmentKey key, boolean hasPeer, long nowNanos) {
    expire(nowNanos);
    if (memoryBytes > HIGH_THRESHOLD_BYTES) {
      return null;
    }
    int bucket = key.hash(BITS);
    for (FragmentQueue queue = buckets[bucket]; queue != null; queue = queue.nextInBucket) {
      if (queue.key.isSame(key)) {
        return queue;
      }
    }
    FragmentQueue queue = free;
    if (queue == null) {
      queue = new FragmentQueue(pages);
    } else {
      free = queue.nextInBucket;
    }
    queue.start(key);
    queue.nextInBucket = buckets[bucket];
    buckets[bucket] = queue;
    queue.peer = hasPeer ? peers.join(key.source4()) : null;
    memoryBytes += queueBytes;
    linkNewest(queue, nowNanos);
    return queue;
  }

  /** A fragment of this size was taken into a queue. */
  @HotPath
  void charge(int truesize) {
    memoryBytes += truesize;
  }

  /** Forgets what a queue holds; its time begins anew. */
  @HotPath
  void restart(FragmentQueue queue, long nowNanos) {
    memoryBytes -= queue.truesize;
    queue.clear();
    unlinkAge(queue);
    linkNewest(queue, nowNanos);
  }

  /** Forgets a queue. */
  @HotPath
  void remove(FragmentQueue queue) {
    int bucket = queue.key.hash(BITS);
    FragmentQueue before = null;
    for (FragmentQueue at = buckets[bucket]; at != queue && at != null; at = at.nextInBucket) {
      before = at;
    }
    if (before == null) {
      buckets[bucket] = queue.nextInBucket;
    } else {
      before.nextInBucket = queue.nextInBucket;
    }
    unlinkAge(queue);
    peers.leave(queue.peer);
    queue.peer = null;
    memoryBytes -= queue.truesize + queueBytes;
    queue.clear();
    queue.nextInBucket = free;
    free = queue;
  }

  /** Kernel memory of all that is held. */
  long memoryBytes() {
    return memoryBytes;
  }

  private void expire(long nowNanos) {
    FragmentQueue queue = oldest;
    while (queue != null && nowNanos - queue.deadlineNanos >= 0) {
      remove(queue);
      statistics.countTimedOutDatagram();
      queue = oldest;
    }
  }

  private void linkNewest(FragmentQueue queue, long nowNanos) {
    queue.deadlineNanos = nowNanos + timeoutNanos;
    queue.older = newest;
    queue.newer = null;
    if (newest == null) {
      oldest = queue;
    } else {
      newest.newer = queue;
    }
    newest = queue;
  }

  private void unlinkAge(FragmentQueue queue) {
    if (queue.older == null) {
      oldest = queue.newer;
    } else {
      queue.older.newer = queue.newer;
    }
    if (queue.newer == null) {
      newest = queue.older;
    } else {
      queue.newer.older = queue.older;
    }
  }
}

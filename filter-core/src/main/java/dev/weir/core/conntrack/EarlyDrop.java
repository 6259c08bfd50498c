package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;

/**
 * Which connections give way when the table is full.
 *
 * <p><i>Meaning:</i> a new connection takes the place of an unassured one near it. Where there is
 * none its packet is lost, and from then on every packet looks at a few connections of the whole
 * table and ends unassured and closing ones, until the table is less than {@value
 * #PERCENT_WHEN_PRESSED} per cent full.
 *
 * <p><i>Limits vs kernel:</i> the kernel looks for victims in 8 buckets of a table as large as the
 * limit; here the same number of connections is looked at, others than the kernel's since its hash
 * is secret.
 *
 * <p>Source: net/netfilter/nf_conntrack_core.c (early_drop, early_drop_list, gc_worker).
 */
final class EarlyDrop {
  /** The kernel's 8 buckets hold 2 tuples each when its table is full, ours 3 connections. */
  private static final int EVICTION_BUCKETS = 6;

  private static final int EVICTED_OF_A_BUCKET = 2;

  private static final int PERCENT_WHEN_PRESSED = 95;
  private static final int SWEPT_PER_PACKET = 8;

  private final Connections connections;
  private long count;
  private boolean pressed;
  private int sweep;

  EarlyDrop(Connections connections) {
    this.connections = connections;
  }

  /** Connections that gave way to new ones. */
  long count() {
    return count;
  }

  /** To be called when a packet was lost to a full table. */
  @HotPath
  void begin() {
    pressed = true;
  }

  @HotPath
  boolean isPressed() {
    return pressed;
  }

  /** Ends unassured connections near this hash; false if there are none. */
  @HotPath
  boolean makeRoom(int hash, long nowNanos) {
    int bucket = connections.table.buckets.bucket(hash);
    for (int i = 0; i < EVICTION_BUCKETS; i++) {
      int dropped = dropUnassured(bucket, nowNanos);
      if (dropped > 0) {
        count += dropped;
        return true;
      }
      bucket = (bucket + 1) % connections.table.buckets.count();
    }
    return false;
  }

  @HotPath
  private int dropUnassured(int bucket, long nowNanos) {
    int dropped = 0;
    int number = 0;
    while (dropped < EVICTED_OF_A_BUCKET) {
      int reference = connections.table.buckets.member(bucket, number);
      if (reference < 0) {
        break;
      }
      int entry = reference >>> 1;
      long at = connections.table.at(entry);
      boolean ended = Conn.timeout(at) <= nowNanos;
      if (!ended && Conn.has(at, ConntrackStatus.ASSURED)) {
        number++;
        continue;
      }
      // Where it goes, another member takes its number.
      if (!connections.kill(entry)) {
        number++;
      } else if (!ended) {
        dropped++;
      }
    }
    return dropped;
  }

  /** After a packet was lost to a full table: closing and unassured connections go. */
  @HotPath
  void relieve(int maxEntries) {
    for (int i = 0; i < SWEPT_PER_PACKET; i++) {
      if (connections.count() < maxEntries / 100L * PERCENT_WHEN_PRESSED
          || sweep >= connections.table.highest()) {
        pressed = false;
        sweep = 0;
        return;
      }
      int entry = sweep++;
      long at = connections.table.at(entry);
      if (Conn.has(at, ConntrackStatus.CONFIRMED)
          && !Conn.has(at, ConntrackStatus.DYING)
          && (!Conn.has(at, ConntrackStatus.ASSURED) || isClosing(at))) {
        connections.kill(entry);
      }
    }
  }

  @HotPath
  private static boolean isClosing(long at) {
    return switch (Conn.protocol(at)) {
      case TcpTracker.TCP -> TcpTracker.isClosing(at);
      case SctpTracker.SCTP -> SctpTracker.isClosing(at);
      default -> false;
    };
  }
}

package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.RecordMemory;
import java.util.Arrays;

/**
 * When which connection must be looked at: a wheel of lists, one per second or so.
 *
 * <p><i>Meaning:</i> a connection is in the list of some tick not after its timeout; refreshing it
 * moves nothing, the list does when its turn comes. Connections that last longer than the wheel go
 * round. One more list holds the unconfirmed ones, oldest first. The lists are apart from the
 * connections' records, so that being listed beside another one touches nothing of it: per entry
 * tick, previous and following entry.
 *
 * <p><i>Limits vs kernel:</i> the kernel sweeps its table in the background, so how long an expired
 * entry still counts for the table limit differs; when it stops being found does not.
 *
 * <p>Source: net/netfilter/nf_conntrack_core.c (gc_worker); G. Varghese, A. Lauck, "Hashed and
 * hierarchical timing wheels", 1987.
 */
final class ConnGc implements AutoCloseable {
  /** Logarithm of the nanoseconds in a tick. */
  private static final int TICK_SHIFT = 30;

  private static final int SLOTS = 1024;
  private static final int UNCONFIRMED = SLOTS;
  private static final int NONE = -1;
  private static final int EMPTY_SLOTS_PER_STEP = 64;
  private static final int PLACE_BYTES = 16;
  private static final int TICK = 0;
  private static final int PREVIOUS = 4;
  private static final int FOLLOWING = 8;

  private final ConnTable table;
  private final RecordMemory places = new RecordMemory(PLACE_BYTES);
  private final int[] first = new int[SLOTS + 1];
  private final int[] last = new int[SLOTS + 1];
  private long cursor = Long.MIN_VALUE;

  ConnGc(ConnTable table) {
    this.table = table;
    close();
  }

  @Override
  public void close() {
    places.close();
    Arrays.fill(first, NONE);
    Arrays.fill(last, NONE);
    cursor = Long.MIN_VALUE;
  }

  /** Lists an unconfirmed connection. */
  @HotPath
  void addUnconfirmed(int entry) {
    append(UNCONFIRMED, entry);
  }

  @HotPath
  void removeUnconfirmed(int entry) {
    remove(UNCONFIRMED, entry);
  }

  /** The oldest unconfirmed connection, -1 if there is none. */
  @HotPath
  int oldestUnconfirmed() {
    return first[UNCONFIRMED];
  }

  /** Lists a confirmed connection by its timeout. */
  @HotPath
  void add(int entry) {
    long tick = Math.min(tickAfter(Conn.timeout(table.at(entry))), cursor + SLOTS - 1);
    append((int) tick & (SLOTS - 1), entry);
    set(entry, TICK, (int) tick);
  }

  /** Takes a confirmed connection off its list. */
  @HotPath
  void remove(int entry) {
    remove(get(entry, TICK) & (SLOTS - 1), entry);
  }

  /** To be called when a confirmed connection's timeout became earlier. */
  @HotPath
  void shortened(int entry) {
    if ((int) tickAfter(Conn.timeout(table.at(entry))) - get(entry, TICK) < 0) {
      remove(entry);
      add(entry);
    }
  }

  /**
   * Looks for connections that have ended, for as long as the budget lasts.
   *
   * @return a connection to end, after which the caller calls again; -1 if there is none or the
   *     budget is used up
   */
  @HotPath
  int nextExpired(long nowNanos, int budget) {
    long now = nowNanos >> TICK_SHIFT;
    if (cursor == Long.MIN_VALUE) {
      cursor = now;
    }
    int left = budget;
    int emptySlots = 0;
    while (cursor <= now && left > 0) {
      int slot = (int) cursor & (SLOTS - 1);
      int entry = first[slot];
      if (entry == NONE) {
        if (cursor == now || ++emptySlots > EMPTY_SLOTS_PER_STEP) {
          return NONE;
        }
        cursor = Math.max(cursor + 1, now - SLOTS);
        continue;
      }
      if (Conn.timeout(table.at(entry)) <= nowNanos) {
        return entry;
      }
      remove(slot, entry);
      add(entry);
      left--;
    }
    return NONE;
  }

  /** The connection listed behind this one, -1 if it is the last. */
  @HotPath
  int following(int entry) {
    return get(entry, FOLLOWING);
  }

  @HotPath
  private static long tickAfter(long timeoutNanos) {
    return (timeoutNanos >> TICK_SHIFT) + 1;
  }

  @HotPath
  private int get(int entry, int field) {
    return RecordMemory.i32(places.address(entry) + field);
  }

  @HotPath
  private void set(int entry, int field, int value) {
    RecordMemory.putI32(places.address(entry) + field, value);
  }

  @HotPath
  private void append(int list, int entry) {
    while (entry >= places.capacity()) {
      places.grow();
    }
    int before = last[list];
    set(entry, PREVIOUS, before);
    set(entry, FOLLOWING, NONE);
    if (before == NONE) {
      first[list] = entry;
    } else {
      set(before, FOLLOWING, entry);
    }
    last[list] = entry;
  }

  @HotPath
  private void remove(int list, int entry) {
    int before = get(entry, PREVIOUS);
    int after = get(entry, FOLLOWING);
    if (before == NONE) {
      first[list] = after;
    } else {
      set(before, FOLLOWING, after);
    }
    if (after == NONE) {
      last[list] = before;
    } else {
      set(after, PREVIOUS, before);
    }
  }
}

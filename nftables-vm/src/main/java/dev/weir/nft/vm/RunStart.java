package dev.weir.nft.vm;

import dev.weir.core.packet.HotPath;
import java.util.List;

/**
 * The moment a rule set begins to run: its first packet. What ends some time after the rule set was
 * loaded ends that time after this moment.
 *
 * <p><i>Threads:</i> one at a time, as all state of rules.
 */
public final class RunStart {
  private final List<VmSet> sets;
  private boolean begun;
  private long lastNanos;

  /** A start for sets whose elements end. */
  public RunStart(List<VmSet> sets) {
    this.sets = List.copyOf(sets);
  }

  /** A packet comes. */
  @HotPath
  public void packet(long nowNanos) {
    lastNanos = nowNanos;
    if (!begun) {
      begin(nowNanos);
    }
  }

  private void begin(long nowNanos) {
    begun = true;
    for (VmSet set : sets) {
      set.live().begin(nowNanos);
    }
  }

  /** The time of the last packet, 0 before the first. */
  public long lastNanos() {
    return lastNanos;
  }
}

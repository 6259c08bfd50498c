package dev.weir.core.fragment;

/**
 * What became of fragments. One thread writes; read when it is done.
 *
 * <p>Example: {@code new Defragmenter(statistics)}, packets, {@code statistics.heldFragments()}.
 *
 * <p>Source: the counters ReasmReqds, ReasmFails, ReasmTimeout of net/ipv4/proc.c.
 */
public final class FragmentStatistics {
  private long heldFragments;
  private long refusedFragments;
  private long brokenDatagrams;
  private long timedOutDatagrams;

  void countHeldFragment() {
    heldFragments++;
  }

  void countReassembled(int fragments) {
    heldFragments -= fragments;
  }

  void countRefusedFragment() {
    refusedFragments++;
  }

  void countBrokenDatagram() {
    brokenDatagrams++;
  }

  void countTimedOutDatagram() {
    timedOutDatagrams++;
  }

  /**
   * Fragments that (so far) became no part of a whole datagram: others were missing, came too late,
   * were repeated or contradicted each other.
   */
  public long heldFragments() {
    return heldFragments;
  }

  /** Those of {@link #heldFragments()} that came while the memory limit was reached. */
  public long refusedFragments() {
    return refusedFragments;
  }

  /** Datagrams dropped because their fragments overlapped or contradicted each other. */
  public long brokenDatagrams() {
    return brokenDatagrams;
  }

  /** Datagrams given up because a fragment was missing for too long. */
  public long timedOutDatagrams() {
    return timedOutDatagrams;
  }
}

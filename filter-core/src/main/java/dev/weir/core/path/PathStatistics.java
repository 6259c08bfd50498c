package dev.weir.core.path;

/**
 * What a path walker met that its user should be warned about. One thread writes; read when it is
 * done.
 */
public final class PathStatistics {
  private long heldFragments;
  private long taggedFrames;
  private long unjoinedMulticast;
  private long unplacedLinkLocal;

  PathStatistics() {}

  void countHeldFragment() {
    heldFragments++;
  }

  void countReassembled(int fragments) {
    heldFragments -= fragments;
  }

  void countUnjoinedMulticast() {
    unjoinedMulticast++;
  }

  void countUnplacedLinkLocal() {
    unplacedLinkLocal++;
  }

  void countTaggedFrame() {
    taggedFrames++;
  }

  /**
   * IPv4 fragments that reached local delivery but (so far) became no part of a whole datagram:
   * others were missing, came too late, were repeated or contradicted each other. No input rule saw
   * them.
   */
  public long heldFragments() {
    return heldFragments;
  }

  /** Frames with a VLAN tag: without a VLAN device the IP stack never sees them. */
  public long taggedFrames() {
    return taggedFrames;
  }

  /**
   * Received packets to multicast groups nobody is known to have joined; dropped after prerouting.
   */
  public long unjoinedMulticast() {
    return unjoinedMulticast;
  }

  /**
   * IPv6 packets to link-local or (sent ones) multicast destinations that the stack dropped because
   * nothing told that this host is their source or destination, or by which device they leave.
   */
  public long unplacedLinkLocal() {
    return unplacedLinkLocal;
  }
}

package dev.weir.core.path;

import dev.weir.core.fragment.FragmentStatistics;

/**
 * What a path walker met that its user should be warned about. One thread writes; read when it is
 * done.
 */
public final class PathStatistics {
  private final FragmentStatistics fragments = new FragmentStatistics();
  private long taggedFrames;
  private long unjoinedMulticast;
  private long unplacedLinkLocal;
  private long unplacedIngress;

  PathStatistics() {}

  void countUnjoinedMulticast() {
    unjoinedMulticast++;
  }

  void countUnplacedLinkLocal() {
    unplacedLinkLocal++;
  }

  void countUnplacedIngress() {
    unplacedIngress++;
  }

  void countTaggedFrame() {
    taggedFrames++;
  }

  /** What became of fragments that had to be put together. */
  public FragmentStatistics fragments() {
    return fragments;
  }

  /**
   * Fragments that had to be put together but (so far) became no part of a whole datagram. No rule
   * behind reassembly saw them.
   */
  public long heldFragments() {
    return fragments.heldFragments();
  }

  /** Frames of which nobody told the input device, so that no ingress chain saw them. */
  public long unplacedIngress() {
    return unplacedIngress;
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

package dev.weir.core.path;

import dev.weir.core.fragment.FragmentStatistics;
import dev.weir.core.packet.HotPath;

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
  private long egressWithoutHeader;
  private long seenLeaving;

  private StackReason reason = StackReason.NONE;

  PathStatistics() {}

  /** Notes why the packet at hand gets this outcome, which it returns. */
  @HotPath
  char because(StackReason why, char outcome) {
    reason = why;
    return outcome;
  }

  /** Why the packet at hand got its outcome from the stack. */
  StackReason reason() {
    return reason;
  }

  void countUnjoinedMulticast() {
    unjoinedMulticast++;
  }

  void countUnplacedLinkLocal() {
    unplacedLinkLocal++;
  }

  void countUnplacedIngress() {
    unplacedIngress++;
  }

  void countEgressWithoutHeader() {
    egressWithoutHeader++;
  }

  void countSeenLeaving() {
    seenLeaving++;
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

  /**
   * Packets at an egress hook whose new Ethernet header nobody can know, so that {@code ether} does
   * not match there.
   */
  public long egressWithoutHeader() {
    return egressWithoutHeader;
  }

  /**
   * Forwarded packets that were captured on their way out: a capture of "any" holds them on their
   * way in as well.
   */
  public long seenLeaving() {
    return seenLeaving;
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

package dev.weir.core.path;

import dev.weir.core.fragment.OutputFragmenter;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketCopier;

/**
 * Behind postrouting: a packet leaves, or the fragments of which conntrack had made it.
 *
 * <p><i>Meaning:</i> egress sees fragment after fragment; one it drops takes those behind it along.
 * No device has a longest packet here: captures show what offloading joined.
 *
 * <p>Source: net/ipv4/ip_output.c (__ip_finish_output), net/ipv6/ip6_output.c
 * (__ip6_finish_output).
 */
final class Departure {
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  private final LinkPath link;
  private final OutputFragmenter fragmenter;
  private final Outlet outlet;
  private final Packet fragment = new Packet();

  Departure(LinkPath link, WalkState state) {
    this.link = link;
    this.fragmenter = state.fragmenter();
    this.outlet = state.outlet();
  }

  /**
   * By a device to somebody else.
   *
   * @param linkHeader whether the packet's Ethernet header is the one it leaves with
   */
  @HotPath
  char leave(Packet packet, Device output, boolean linkHeader) {
    int count = fragmenter.split(packet, NO_LIMIT);
    if (count == OutputFragmenter.AS_IT_IS) {
      return leaveWhole(packet, output, linkHeader);
    }
    char outcome =
        count == OutputFragmenter.TOO_BIG ? Outcomes.DROPPED_BY_STACK : Outcomes.ACCEPTED;
    if (link.hasEgress() || outlet.isOpen()) {
      for (int i = 0; i < count && outcome == Outcomes.ACCEPTED; i++) {
        fragmenter.show(i, fragment);
        fragment.setCopier(PacketCopier.OWN_MEMORY);
        outcome = leaveWhole(fragment, output, linkHeader);
      }
    }
    return outcome;
  }

  private char leaveWhole(Packet packet, Device output, boolean linkHeader) {
    char outcome = link.egress(packet, output, linkHeader);
    if (outcome == Outcomes.ACCEPTED) {
      outlet.leaves(packet);
    }
    return outcome;
  }

  /** By loopback to this host itself: what became of the last fragment. */
  @HotPath
  char comeBack(Packet packet, boolean linkHeader, ReceivePath receivePath) {
    packet.setLinkHeader(linkHeader);
    int count = fragmenter.split(packet, NO_LIMIT);
    if (count == OutputFragmenter.AS_IT_IS) {
      return receivePath.receiveFromLoopback(packet);
    }
    char outcome = Outcomes.DROPPED_BY_STACK;
    for (int i = 0; i < count; i++) {
      fragmenter.show(i, fragment);
      fragment.setCopier(PacketCopier.OWN_MEMORY);
      fragment.setLinkHeader(linkHeader);
      outcome = receivePath.receiveFromLoopback(fragment);
    }
    return outcome;
  }
}

package dev.weir.core.fragment;

import dev.weir.core.packet.HotPath;
import org.jspecify.annotations.Nullable;

/**
 * Counts the fragments each IPv4 source sent while any of its datagrams is held, to give up
 * datagrams whose next fragment comes too late.
 *
 * <p><i>Meaning:</i> a datagram is too far when more than {@link #MAX_DISTANCE} other fragments of
 * its source came between two of its own.
 *
 * <p>Source: net/ipv4/inetpeer.c (struct inet_peer, field rid), ip_fragment.c (ip_frag_too_far).
 */
final class FragmentPeers {
  private static final int MAX_DISTANCE = 64;
  private static final int BITS = 10;

  private final @Nullable Peer[] buckets = new @Nullable Peer[1 << BITS];
  private @Nullable Peer free;

  /** One source. */
  static final class Peer {
    private int source;

    /** Fragments so far; wraps. */
    private int count;

    /** Datagrams held of this source. */
    private int queues;

    private @Nullable Peer next;
  }

  /** Whether this fragment comes too late for what its queue holds; counts it. */
  @HotPath
  static boolean isTooFar(FragmentQueue queue) {
    Peer peer = queue.peer;
    if (peer == null) {
      return false;
    }
    int before = queue.peerCount;
    queue.peerCount = ++peer.count;
    return !queue.isEmpty() && Integer.compareUnsigned(peer.count - before, MAX_DISTANCE) > 0;
  }

  private static int bucket(int source) {
    return (source * 0x9e3779b1) >>> (32 - BITS);
  }

  /** One more datagram of this source is held. */
  @HotPath
  Peer join(int source) {
    int bucket = bucket(source);
    Peer peer = buckets[bucket];
    while (peer != null && peer.source != source) {
      peer = peer.next;
    }
    if (peer == null) {
      peer = free;
      if (peer == null) {
        peer = new Peer();
      } else {
        free = peer.next;
      }
      peer.source = source;
      peer.next = buckets[bucket];
      buckets[bucket] = peer;
    }
    peer.queues++;
    return peer;
  }

  /** One datagram less is held. */
  @HotPath
  void leave(@Nullable Peer peer) {
    if (peer == null || --peer.queues > 0) {
      return;
    }
    int bucket = bucket(peer.source);
    Peer before = null;
    for (Peer at = buckets[bucket]; at != peer && at != null; at = at.next) {
      before = at;
    }
    if (before == null) {
      buckets[bucket] = peer.next;
    } else {
      before.next = peer.next;
    }
    peer.next = free;
    free = peer;
  }
}

package dev.weir.core.path;

import org.jspecify.annotations.Nullable;

/**
 * Counts the fragments one source sent while any of its datagrams is held.
 *
 * <p>Source: net/ipv4/inetpeer.c (struct inet_peer, field rid).
 */
final class FragmentPeer {
  int source;

  /** Fragments so far; wraps. */
  int count;

  /** Datagrams held of this source. */
  int queues;

  @Nullable FragmentPeer nextInBucket;
}

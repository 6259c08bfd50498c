package dev.weir.core.path;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketMemory;
import dev.weir.core.packet.PacketParser;
import org.jspecify.annotations.Nullable;

/**
 * Reassembles the IPv4 fragments that this host is the destination of, in front of input.
 *
 * <p>Example: {@code if (!defragmenter.add(packet)) return HELD;} else {@code packet} shows the
 * whole datagram.
 *
 * <p><i>Meaning:</i> the datagram has the first fragment's link header, IP header (options
 * included) and metadata (mark, priority, packet type, trace flag), the devices of the fragment
 * that completed it, a true total length and checksum, DF only if its largest fragment had it, CE
 * if any fragment had it. Fragments that overlap, contradict each other, or are empty drop
 * everything that came of the datagram; repeated bytes are ignored. A datagram is given up 30
 * seconds (of the packets' own time) after its first fragment, or when 64 other fragments of its
 * source came between two of its own. While the memory of all held fragments is over 4 MB every
 * fragment is dropped.
 *
 * <p>KERNEL: memory is counted as the kernel does for frames from a tap device; other drivers use
 * somewhat more. Its timer fires up to two seconds late.
 *
 * <p>Snapped fragments: the datagram counts as captured up to the first byte that is missing.
 *
 * <p><i>State and threads:</i> belongs to one thread; holds at most 16 MB of native memory,
 * allocated with the first fragments, freed by {@link #close}.
 *
 * <p>Source: net/ipv4/ip_fragment.c, inet_fragment.c, include/net/inet_ecn.h.
 */
final class Defragmenter implements AutoCloseable {
  /** Users of reassembly (enum ip_defrag_users): each has queues of its own. */
  static final int USER_LOCAL = 0;

  static final int USER_CONNTRACK_IN = 1;
  static final int USER_CONNTRACK_OUT = 2;

  private static final long TIMEOUT_NANOS = 30_000_000_000L;
  private static final int HIGH_THRESHOLD_BYTES = 4 << 20;
  private static final int MAX_DISTANCE = 64;
  private static final int MAX_DATAGRAM = 0xffff;
  private static final int BUCKETS = 1024;

  private static final int NOT_ECT = 0;
  private static final int CONGESTION_EXPERIENCED = 3;

  private final PathStatistics statistics;
  private final FragmentPages pages = new FragmentPages();
  private final @Nullable FragmentQueue[] queues = new @Nullable FragmentQueue[BUCKETS];
  private final @Nullable FragmentPeer[] peers = new @Nullable FragmentPeer[BUCKETS];
  private @Nullable FragmentQueue freeQueues;
  private @Nullable FragmentPeer freePeers;
  private @Nullable FragmentQueue oldest;
  private @Nullable FragmentQueue newest;
  private @Nullable PacketBuffer assembly;
  private long memoryBytes;

  Defragmenter(PathStatistics statistics) {
    this.statistics = statistics;
  }

  /**
   * Takes in one fragment: {@link Outcomes#ACCEPTED} if the packet now shows the whole datagram,
   * {@link Outcomes#HELD} if not yet (or never).
   */
  @HotPath
  char gather(Packet packet, int user) {
    if (packet.nfproto() != Packet.NFPROTO_IPV4) {
      return Outcomes.ACCEPTED;
    }
    boolean linkHeader = packet.hasLinkHeader();
    if (!add(packet)) {
      return Outcomes.HELD;
    }
    packet.setLinkHeader(linkHeader);
    return Outcomes.ACCEPTED;
  }

  /** Takes in one IPv4 fragment; true if the packet now shows the whole datagram. */
  @HotPath
  boolean add(Packet packet) {
    statistics.countHeldFragment();
    expire(packet.timestampNanos());
    if (memoryBytes > HIGH_THRESHOLD_BYTES) {
      return false;
    }
    FragmentQueue queue = queueOf(packet);
    if (isTooFar(queue)) {
      memoryBytes -= queue.truesize;
      queue.clear();
      unlinkAge(queue);
      linkNewest(queue, packet.timestampNanos());
    }
    int truesize = FragmentMemory.truesize(packet.originalLength());
    int result = queue.add(packet, truesize);
    if (result == FragmentQueue.HELD) {
      memoryBytes += truesize;
    } else if (result == FragmentQueue.COMPLETE) {
      memoryBytes += truesize;
      boolean whole = reassemble(queue, packet);
      remove(queue);
      return whole;
    } else if (result == FragmentQueue.BROKEN) {
      remove(queue);
    }
    return false;
  }

  /** Pages of native memory in use. */
  int pagesUsed() {
    return pages.used();
  }

  // ---- queues ----

  private FragmentQueue queueOf(Packet packet) {
    int bucket = bucket(packet);
    for (FragmentQueue queue = queues[bucket]; queue != null; queue = queue.nextInBucket) {
      if (queue.isOf(packet)) {
        return queue;
      }
    }
    FragmentQueue queue = freeQueues;
    if (queue == null) {
      queue = new FragmentQueue(pages);
    } else {
      freeQueues = queue.nextInBucket;
    }
    queue.start(packet);
    queue.nextInBucket = queues[bucket];
    queues[bucket] = queue;
    queue.peer = peerOf(queue.source);
    memoryBytes += FragmentMemory.QUEUE_BYTES;
    linkNewest(queue, packet.timestampNanos());
    return queue;
  }

  private static int bucket(Packet packet) {
    int base = packet.networkOffset();
    return bucket(
        packet.i32(base + Ip4.SOURCE),
        packet.i32(base + Ip4.DESTINATION),
        packet.u16(base + Ip4.IDENTIFICATION) << 8 | packet.u8(base + Ip4.PROTOCOL));
  }

  private static int bucket(int source, int destination, int rest) {
    long mixed = (source * 0x9e3779b97f4a7c15L + destination) * 0xbf58476d1ce4e5b9L + rest;
    return (int) ((mixed * 0x94d049bb133111ebL) >>> 54);
  }

  private void remove(FragmentQueue queue) {
    int bucket =
        bucket(queue.source, queue.destination, queue.identification << 8 | queue.protocol);
    FragmentQueue before = null;
    for (FragmentQueue at = queues[bucket]; at != queue && at != null; at = at.nextInBucket) {
      before = at;
    }
    if (before == null) {
      queues[bucket] = queue.nextInBucket;
    } else {
      before.nextInBucket = queue.nextInBucket;
    }
    unlinkAge(queue);
    leave(queue.peer);
    queue.peer = null;
    memoryBytes -= queue.truesize + FragmentMemory.QUEUE_BYTES;
    queue.clear();
    queue.nextInBucket = freeQueues;
    freeQueues = queue;
  }

  // ---- time ----

  private void expire(long nowNanos) {
    FragmentQueue queue = oldest;
    while (queue != null && nowNanos - queue.deadlineNanos >= 0) {
      remove(queue);
      queue = oldest;
    }
  }

  private void linkNewest(FragmentQueue queue, long nowNanos) {
    queue.deadlineNanos = nowNanos + TIMEOUT_NANOS;
    queue.older = newest;
    queue.newer = null;
    if (newest == null) {
      oldest = queue;
    } else {
      newest.newer = queue;
    }
    newest = queue;
  }

  private void unlinkAge(FragmentQueue queue) {
    if (queue.older == null) {
      oldest = queue.newer;
    } else {
      queue.older.newer = queue.newer;
    }
    if (queue.newer == null) {
      newest = queue.older;
    } else {
      queue.newer.older = queue.older;
    }
  }

  // ---- distance ----

  private static boolean isTooFar(FragmentQueue queue) {
    FragmentPeer peer = queue.peer;
    if (peer == null) {
      return false;
    }
    int before = queue.peerCount;
    queue.peerCount = ++peer.count;
    return !queue.isEmpty() && Integer.compareUnsigned(peer.count - before, MAX_DISTANCE) > 0;
  }

  private static int peerBucket(int source) {
    return (source * 0x9e3779b1) >>> 22;
  }

  private FragmentPeer peerOf(int source) {
    int bucket = peerBucket(source);
    FragmentPeer peer = peers[bucket];
    while (peer != null && peer.source != source) {
      peer = peer.nextInBucket;
    }
    if (peer == null) {
      peer = freePeers;
      if (peer == null) {
        peer = new FragmentPeer();
      } else {
        freePeers = peer.nextInBucket;
      }
      peer.source = source;
      peer.nextInBucket = peers[bucket];
      peers[bucket] = peer;
    }
    peer.queues++;
    return peer;
  }

  private void leave(@Nullable FragmentPeer peer) {
    if (peer == null || --peer.queues > 0) {
      return;
    }
    int bucket = peerBucket(peer.source);
    FragmentPeer before = null;
    for (FragmentPeer at = peers[bucket]; at != peer && at != null; at = at.nextInBucket) {
      before = at;
    }
    if (before == null) {
      peers[bucket] = peer.nextInBucket;
    } else {
      before.nextInBucket = peer.nextInBucket;
    }
    peer.nextInBucket = freePeers;
    freePeers = peer;
  }

  // ---- the whole datagram ----

  private boolean reassemble(FragmentQueue queue, Packet packet) {
    int ecn = ecn(queue.ecnSeen());
    int total = queue.totalLength();
    int linkLength = queue.linkLength(packet.linkType());
    boolean otherLink = linkLength < 0;
    if (otherLink) {
      linkLength = packet.networkOffset();
    }
    if (ecn < 0 || total > MAX_DATAGRAM || linkLength > FragmentPages.PAGE_LENGTH) {
      return false;
    }
    PacketBuffer buffer = assembly();
    long start = buffer.address();
    PacketMemory.allow(buffer, start, buffer.capacity());
    if (otherLink) {
      PacketMemory.copy(packet.address(), start, linkLength);
    } else {
      queue.copyLink(start);
    }
    long header = start + linkLength;
    queue.copyDatagram(header);
    PacketMemory.putU16(header + Ip4.TOTAL_LENGTH, total);
    PacketMemory.putU16(header + Ip4.FRAGMENT, queue.isDontFragment() ? Ip4.DONT_FRAGMENT : 0);
    PacketMemory.putU8(header + Ip4.TOS, PacketMemory.u8(header + Ip4.TOS) | ecn);
    Ip4Options.sum(header, queue.headerLength());
    PacketMemory.forbid(buffer);
    packet.moveTo(start, linkLength + queue.capturedLength(), linkLength + total);
    PacketParser.parse(packet);
    queue.restoreMetadata(packet);
    statistics.countReassembled(queue.fragments());
    return true;
  }

  private PacketBuffer assembly() {
    if (assembly == null) {
      assembly = new PacketBuffer(MAX_DATAGRAM + FragmentPages.PAGE_LENGTH);
    }
    return assembly;
  }

  /** The ECN bits to set, given the values seen as bits; -1 if they must not come together. */
  private static int ecn(int seen) {
    int notCapable = 1 << NOT_ECT;
    if ((seen & notCapable) != 0) {
      return seen == notCapable ? 0 : -1;
    }
    return (seen & 1 << CONGESTION_EXPERIENCED) != 0 ? CONGESTION_EXPERIENCED : 0;
  }

  @Override
  public void close() {
    pages.close();
    if (assembly != null) {
      assembly.close();
      assembly = null;
    }
  }
}

package dev.weir.core.fragment;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import org.jspecify.annotations.Nullable;

/**
 * What has come of one datagram: which bytes, the bytes themselves, and the header and metadata of
 * its first fragment.
 *
 * <p><i>State:</i> reused for datagram after datagram by {@link FragmentTable}; bytes lie in {@link
 * FragmentPages}. Bytes behind the largest possible datagram are accounted, not kept: it can only
 * fail.
 *
 * <p>Source: net/ipv4/ip_fragment.c (struct ipq, ip_frag_queue),
 * net/ipv6/netfilter/nf_conntrack_reasm.c (nf_ct_frag6_queue), include/net/inet_frag.h.
 */
final class FragmentQueue {
  /** The fragment is held. */
  static final int HELD = 0;

  /** The fragment said nothing new, or (IPv6) nothing usable: it alone is to be dropped. */
  static final int IGNORED = 1;

  /** The fragment contradicts the others (or is empty): the whole datagram is to be dropped. */
  static final int BROKEN = 2;

  /** Every byte is there. */
  static final int COMPLETE = 3;

  /** An IPv6 fragment that others follow ends between multiples of 8. */
  static final int UNALIGNED = 4;

  /** Longest datagram, and longest payload of an IPv6 packet. */
  static final int MAX_DATAGRAM = 0xffff;

  /** Link header and repeated headers that are kept of a first fragment. */
  static final int MAX_HEADERS = 8192;

  final FragmentKey key = new FragmentKey();
  @Nullable FragmentQueue nextInBucket;
  @Nullable FragmentQueue older;
  @Nullable FragmentQueue newer;
  FragmentPeers.@Nullable Peer peer;
  long deadlineNanos;
  int peerCount;
  int truesize;

  private final FragmentRuns runs = new FragmentRuns();
  private final FragmentStarts starts = new FragmentStarts();
  private final PageChain body;
  private final PageChain headers;

  private boolean firstIn;
  private boolean lastIn;
  private int length;
  private int meat;
  private int fragments;
  private int ecnSeen;
  private int maxSize;
  private int maxDontFragmentSize;
  private int shortestLaterHeader;

  private int linkType;
  private int linkLength;
  private int headerLength;
  private int nextHeaderOffset;
  private int nextHeader;
  private int mark;
  private int priority;
  private int packetType;
  private boolean traced;

  /** End of the bytes that were captured without a hole. */
  private int capturedEnd;

  FragmentQueue(FragmentPages store) {
    body = new PageChain(store, MAX_DATAGRAM);
    headers = new PageChain(store, MAX_HEADERS);
  }

  /** Becomes the queue of the datagram with this key; holds nothing yet. */
  @HotPath
  void start(FragmentKey newKey) {
    key.copy(newKey);
    peerCount = 0;
    maxSize = 0;
    maxDontFragmentSize = 0;
    clear();
  }

  /**
   * Drops what came so far.
   *
   * <p>KERNEL: ip_frag_reinit keeps the sizes that decide the DF bit.
   */
  @HotPath
  void clear() {
    runs.clear();
    starts.clear();
    body.clear();
    headers.clear();
    firstIn = false;
    lastIn = false;
    length = 0;
    meat = 0;
    fragments = 0;
    ecnSeen = 0;
    truesize = 0;
    capturedEnd = Integer.MAX_VALUE;
    shortestLaterHeader = Integer.MAX_VALUE;
  }

  @HotPath
  boolean isEmpty() {
    return runs.isEmpty();
  }

  // ---- one fragment ----

  /** Takes in one fragment; one of the constants of this class. */
  @HotPath
  int add(Packet packet, Piece piece, int truesizeOfFragment) {
    if (piece.six && piece.end > MAX_DATAGRAM) {
      return IGNORED;
    }
    if (piece.more && (piece.end & 7) != 0) {
      return UNALIGNED;
    }
    // KERNEL: of an IPv6 datagram the others are kept.
    if (contradicts(piece) || piece.end == piece.offset) {
      return piece.six ? IGNORED : BROKEN;
    }
    int added = runs.add(piece.offset, piece.end);
    if (added != FragmentRuns.ADDED) {
      return added == FragmentRuns.DUPLICATE ? IGNORED : BROKEN;
    }
    if (!keep(packet, piece)) {
      return BROKEN;
    }
    maxSize = Math.max(maxSize, piece.size);
    if (piece.dontFragment) {
      maxDontFragmentSize = Math.max(maxDontFragmentSize, piece.size);
    }
    ecnSeen |= 1 << piece.ecn;
    meat += piece.end - piece.offset;
    truesize += truesizeOfFragment;
    fragments++;
    starts.add(piece.offset);
    firstIn |= piece.offset == 0;
    if (piece.offset != 0) {
      shortestLaterHeader = Math.min(shortestLaterHeader, piece.headerLength);
    }
    return firstIn && lastIn && meat == length ? COMPLETE : HELD;
  }

  /**
   * Notes where the datagram ends, as far as this fragment tells; true if others told otherwise.
   */
  private boolean contradicts(Piece piece) {
    if (!piece.more) {
      if (piece.end < length || (lastIn && piece.end != length)) {
        return true;
      }
      lastIn = true;
      length = piece.end;
    } else if (piece.end > length) {
      if (lastIn) {
        return true;
      }
      length = piece.end;
    }
    return false;
  }

  private boolean keep(Packet packet, Piece piece) {
    if (piece.offset == 0 && !keepHeaders(packet, piece)) {
      return false;
    }
    int start = packet.networkOffset() + piece.headerLength;
    int bytes = piece.end - piece.offset;
    int captured = Math.max(0, Math.min(bytes, packet.capturedLength() - start));
    if (captured < bytes) {
      capturedEnd = Math.min(capturedEnd, piece.offset + captured);
    }
    int kept = Math.max(0, Math.min(captured, MAX_DATAGRAM - piece.offset));
    return body.write(piece.offset, packet.address() + start, kept);
  }

  private boolean keepHeaders(Packet packet, Piece piece) {
    int needed = packet.networkOffset() + piece.headerLength;
    if (needed > MAX_HEADERS || !headers.write(0, packet.address(), needed)) {
      return false;
    }
    linkType = packet.linkType();
    linkLength = packet.networkOffset();
    headerLength = piece.headerLength;
    nextHeaderOffset = piece.nextHeaderOffset;
    nextHeader = piece.nextHeader;
    mark = packet.mark();
    priority = packet.priority();
    packetType = packet.packetType();
    traced = packet.isTraced();
    return true;
  }

  // ---- the whole datagram ----

  /** Fragments held. */
  @HotPath
  int fragments() {
    return fragments;
  }

  /** Bytes of the datagram behind the repeated headers. */
  @HotPath
  int length() {
    return length;
  }

  /** Those of {@link #length()} that were captured without a hole. */
  @HotPath
  int capturedLength() {
    return Math.min(length, capturedEnd);
  }

  /** Bytes before the IP header of the first fragment; -1 if it came by another link type. */
  @HotPath
  int linkLength(int wantedLinkType) {
    return linkType == wantedLinkType ? linkLength : -1;
  }

  /** {@link Piece#headerLength} of the first fragment. */
  @HotPath
  int headerLength() {
    return headerLength;
  }

  /** {@link Piece#nextHeaderOffset} of the first fragment. */
  @HotPath
  int nextHeaderOffset() {
    return nextHeaderOffset;
  }

  /** IPv6: the number of the header behind the first fragment's fragment header. */
  @HotPath
  int nextHeader() {
    return nextHeader;
  }

  /** The shortest {@link Piece#headerLength} of all fragments but the first. */
  @HotPath
  int shortestLaterHeader() {
    return shortestLaterHeader;
  }

  /** The ECN values seen, as bits. */
  @HotPath
  int ecnSeen() {
    return ecnSeen;
  }

  /** Size of the largest fragment. */
  @HotPath
  int maxSize() {
    return maxSize;
  }

  /** Whether the largest fragment had DF set: then the datagram has it. */
  @HotPath
  boolean isDontFragment() {
    return maxDontFragmentSize == maxSize;
  }

  /** Where the fragments begin. */
  @HotPath
  FragmentStarts starts() {
    return starts;
  }

  /** Copies the first fragment's link header. */
  @HotPath
  void copyLink(long to) {
    headers.read(0, to, linkLength);
  }

  /** Copies the first bytes of the first fragment's headers, from the network header on. */
  @HotPath
  void copyHeaders(long to, int bytes) {
    headers.read(linkLength, to, bytes);
  }

  /** Copies everything captured behind the repeated headers. */
  @HotPath
  void copyBody(long to) {
    body.read(0, to, capturedLength());
  }

  /** Gives the packet the metadata of the first fragment. */
  @HotPath
  void restoreMetadata(Packet packet) {
    packet.setMark(mark);
    packet.setPriority(priority);
    packet.setPacketType(packetType);
    packet.setTraced(traced);
  }
}

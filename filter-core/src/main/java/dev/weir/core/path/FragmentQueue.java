package dev.weir.core.path;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketMemory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What has come of one datagram: which bytes, the bytes themselves, and the header and metadata of
 * its first fragment.
 *
 * <p><i>State:</i> reused for datagram after datagram by {@link Defragmenter}; bytes lie in {@link
 * FragmentPages}. Bytes behind the largest possible datagram are accounted, not kept: it can only
 * fail.
 *
 * <p>Source: net/ipv4/ip_fragment.c (struct ipq, ip_frag_queue), include/net/inet_frag.h.
 */
final class FragmentQueue {
  /** The fragment is held. */
  static final int HELD = 0;

  /** The fragment said nothing new. */
  static final int IGNORED = 1;

  /** The fragment contradicts the others (or is empty): the whole datagram is to be dropped. */
  static final int BROKEN = 2;

  /** Every byte is there. */
  static final int COMPLETE = 3;

  private static final int MAX_DATAGRAM = 0xffff;
  private static final int PAGE = FragmentPages.PAGE_LENGTH;
  private static final int PAGES = (MAX_DATAGRAM + PAGE) / PAGE;
  private static final int ECN_MASK = 3;

  // The key; user and device group are the same for all (IP_DEFRAG_LOCAL_DELIVER, no VRF).
  int source;
  int destination;
  int identification;
  int protocol;

  @Nullable FragmentQueue nextInBucket;
  @Nullable FragmentQueue older;
  @Nullable FragmentQueue newer;
  @Nullable FragmentPeer peer;
  long deadlineNanos;
  int peerCount;
  int truesize;

  private final FragmentPages store;
  private final FragmentRuns runs = new FragmentRuns();
  private final int[] pages = new int[PAGES];
  private int headerPage = FragmentPages.NONE;

  private boolean firstIn;
  private boolean lastIn;
  private int length;
  private int meat;
  private int fragments;
  private int ecnSeen;
  private int maxSize;
  private int maxDontFragmentSize;

  private int linkType;
  private int linkLength;
  private int headerLength;
  private int mark;
  private int priority;
  private int packetType;
  private boolean traced;

  /** End of the bytes that were captured without a hole. */
  private int capturedEnd;

  FragmentQueue(FragmentPages store) {
    this.store = store;
    Arrays.fill(pages, FragmentPages.NONE);
  }

  /** Becomes the queue of the datagram this fragment belongs to; holds nothing yet. */
  @HotPath
  void start(Packet packet) {
    int base = packet.networkOffset();
    source = packet.i32(base + Ip4.SOURCE);
    destination = packet.i32(base + Ip4.DESTINATION);
    identification = packet.u16(base + Ip4.IDENTIFICATION);
    protocol = packet.u8(base + Ip4.PROTOCOL);
    peerCount = 0;
    maxSize = 0;
    maxDontFragmentSize = 0;
    clear();
  }

  @HotPath
  boolean isOf(Packet packet) {
    int base = packet.networkOffset();
    return packet.i32(base + Ip4.SOURCE) == source
        && packet.i32(base + Ip4.DESTINATION) == destination
        && packet.u16(base + Ip4.IDENTIFICATION) == identification
        && packet.u8(base + Ip4.PROTOCOL) == protocol;
  }

  /**
   * Drops what came so far.
   *
   * <p>KERNEL: ip_frag_reinit keeps the sizes that decide the DF bit.
   */
  @HotPath
  void clear() {
    runs.clear();
    firstIn = false;
    lastIn = false;
    length = 0;
    meat = 0;
    fragments = 0;
    ecnSeen = 0;
    truesize = 0;
    capturedEnd = Integer.MAX_VALUE;
    for (int i = 0; i < PAGES; i++) {
      if (pages[i] != FragmentPages.NONE) {
        store.release(pages[i]);
        pages[i] = FragmentPages.NONE;
      }
    }
    if (headerPage != FragmentPages.NONE) {
      store.release(headerPage);
      headerPage = FragmentPages.NONE;
    }
  }

  @HotPath
  boolean isEmpty() {
    return runs.isEmpty();
  }

  /** Fragments held. */
  int fragments() {
    return fragments;
  }

  // ---- one fragment ----

  /** Takes in one fragment; one of the constants of this class. */
  @HotPath
  int add(Packet packet, int truesizeOfFragment) {
    int base = packet.networkOffset();
    int word = packet.u16(base + Ip4.FRAGMENT);
    boolean more = (word & Ip4.MORE_FRAGMENTS) != 0;
    int header = StackModel.headerLength4(packet);
    int offset = (word & Ip4.OFFSET_MASK) * 8;
    int end = offset + packet.networkLength() - header;
    if (more) {
      end &= ~7;
    }
    if (contradicts(more, end) || end == offset) {
      return BROKEN;
    }
    int added = runs.add(offset, end);
    if (added != FragmentRuns.ADDED) {
      return added == FragmentRuns.DUPLICATE ? IGNORED : BROKEN;
    }
    if (!keep(packet, header, offset, end)) {
      return BROKEN;
    }
    int size = end - offset + header;
    maxSize = Math.max(maxSize, size);
    if ((word & Ip4.DONT_FRAGMENT) != 0) {
      maxDontFragmentSize = Math.max(maxDontFragmentSize, size);
    }
    ecnSeen |= 1 << (packet.u8(base + Ip4.TOS) & ECN_MASK);
    meat += end - offset;
    truesize += truesizeOfFragment;
    fragments++;
    firstIn |= offset == 0;
    return firstIn && lastIn && meat == length ? COMPLETE : HELD;
  }

  /**
   * Notes where the datagram ends, as far as this fragment tells; true if others told otherwise.
   */
  private boolean contradicts(boolean more, int end) {
    if (!more) {
      if (end < length || (lastIn && end != length)) {
        return true;
      }
      lastIn = true;
      length = end;
    } else if (end > length) {
      if (lastIn) {
        return true;
      }
      length = end;
    }
    return false;
  }

  private boolean keep(Packet packet, int header, int offset, int end) {
    if (offset == 0 && !keepHeader(packet, header)) {
      return false;
    }
    int start = packet.networkOffset() + header;
    int captured = Math.max(0, Math.min(end - offset, packet.capturedLength() - start));
    if (captured < end - offset) {
      capturedEnd = Math.min(capturedEnd, offset + captured);
    }
    int to = Math.min(offset + captured, MAX_DATAGRAM);
    long from = packet.address() + start;
    for (int at = offset; at < to; ) {
      int page = at / PAGE;
      int part = Math.min(to, (page + 1) * PAGE) - at;
      if (pages[page] == FragmentPages.NONE) {
        pages[page] = store.take();
        if (pages[page] == FragmentPages.NONE) {
          return false;
        }
      }
      PacketMemory.copy(from, store.address(pages[page]) + at % PAGE, part);
      from += part;
      at += part;
    }
    return true;
  }

  private boolean keepHeader(Packet packet, int header) {
    int needed = packet.networkOffset() + header;
    headerPage = needed <= PAGE ? store.take() : FragmentPages.NONE;
    if (headerPage == FragmentPages.NONE) {
      return false;
    }
    PacketMemory.copy(packet.address(), store.address(headerPage), needed);
    linkType = packet.linkType();
    linkLength = packet.networkOffset();
    headerLength = header;
    mark = packet.mark();
    priority = packet.priority();
    packetType = packet.packetType();
    traced = packet.isTraced();
    return true;
  }

  // ---- the whole datagram ----

  /** IP header and payload of the whole datagram. */
  @HotPath
  int totalLength() {
    return headerLength + length;
  }

  /** Bytes before the IP header of the first fragment; -1 if it came by another link type. */
  @HotPath
  int linkLength(int wantedLinkType) {
    return linkType == wantedLinkType ? linkLength : -1;
  }

  /** Bytes of the whole datagram that were captured without a hole. */
  @HotPath
  int capturedLength() {
    return headerLength + Math.min(length, capturedEnd);
  }

  /** Length of the first fragment's IP header. */
  @HotPath
  int headerLength() {
    return headerLength;
  }

  /** The ECN values seen, as bits. */
  @HotPath
  int ecnSeen() {
    return ecnSeen;
  }

  /** Whether the largest fragment had DF set: then the datagram has it. */
  @HotPath
  boolean isDontFragment() {
    return maxDontFragmentSize == maxSize;
  }

  /** Copies the first fragment's link header. */
  @HotPath
  void copyLink(long to) {
    PacketMemory.copy(store.address(headerPage), to, linkLength);
  }

  /** Copies the first fragment's IP header and everything captured of the payload. */
  @HotPath
  void copyDatagram(long to) {
    PacketMemory.copy(store.address(headerPage) + linkLength, to, headerLength);
    int bytes = capturedLength() - headerLength;
    for (int at = 0; at < bytes; at += PAGE) {
      long page = store.address(pages[at / PAGE]);
      PacketMemory.copy(page, to + headerLength + at, Math.min(PAGE, bytes - at));
    }
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

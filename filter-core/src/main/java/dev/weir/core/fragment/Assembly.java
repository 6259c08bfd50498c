package dev.weir.core.fragment;

import dev.weir.core.packet.Checksums;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketMemory;
import dev.weir.core.packet.PacketParser;
import org.jspecify.annotations.Nullable;

/**
 * The datagram last put together at one point, in memory of its own, and where its fragments began.
 *
 * <p><i>Life-cycle:</i> the memory is allocated with the first datagram and freed by {@link
 * #close}.
 *
 * <p>Source: net/ipv4/ip_fragment.c (ip_frag_reasm), net/ipv6/netfilter/nf_conntrack_reasm.c
 * (nf_ct_frag6_reasm), include/net/inet_ecn.h.
 */
final class Assembly implements AutoCloseable {
  private static final int NOT_ECT = 0;
  private static final int CONGESTION_EXPERIENCED = 3;
  private static final int CAPACITY = FragmentQueue.MAX_DATAGRAM + FragmentQueue.MAX_HEADERS + 1;

  private final FragmentStarts starts = new FragmentStarts();
  private final Defragmenter.Point point;
  private @Nullable PacketBuffer buffer;
  private int headerLength;
  private int identification;
  private int shortestLaterHeader;

  Assembly(Defragmenter.Point point) {
    this.point = point;
  }

  /** Lets the packet show the datagram of a complete queue; false if it is to be dropped. */
  @HotPath
  boolean show(FragmentQueue queue, Packet packet) {
    boolean six = packet.nfproto() == Packet.NFPROTO_IPV6;
    int ecn = ecn(queue.ecnSeen());
    int header = queue.headerLength() - (six ? Ip6.FRAGMENT_LENGTH : 0);
    int total = header + queue.length() - (six ? Ip6.LENGTH : 0);
    if (ecn < 0 || total > FragmentQueue.MAX_DATAGRAM) {
      return false;
    }
    int link = queue.linkLength(packet.linkType());
    boolean otherLink = link < 0;
    if (otherLink) {
      link = packet.networkOffset();
    }
    if (link + header > FragmentQueue.MAX_HEADERS) {
      return false;
    }
    PacketBuffer memory = memory();
    long start = memory.address();
    PacketMemory.allow(memory, start, memory.capacity());
    if (otherLink) {
      PacketMemory.copy(packet.address(), start, link);
    } else {
      queue.copyLink(start);
    }
    long network = start + link;
    queue.copyHeaders(network, header);
    queue.copyBody(network + header);
    if (six) {
      finish6(network, queue, total, ecn);
    } else {
      finish4(network, queue, total, ecn);
    }
    PacketMemory.forbid(memory);
    headerLength = header;
    identification = queue.key.identification();
    shortestLaterHeader = queue.shortestLaterHeader() - (queue.headerLength() - header);
    starts.copy(queue.starts());
    int captured = link + header + queue.capturedLength();
    move(packet, start, captured, link + header + queue.length());
    queue.restoreMetadata(packet);
    return true;
  }

  private void move(Packet packet, long start, int captured, int original) {
    boolean linkHeader = packet.hasLinkHeader();
    packet.moveTo(start, captured, original);
    PacketParser.parse(packet);
    if (point == Defragmenter.Point.OUTPUT) {
      PacketParser.parseSent(packet);
    }
    packet.setLinkHeader(linkHeader && packet.hasLinkHeader());
  }

  private static void finish4(long network, FragmentQueue queue, int total, int ecn) {
    PacketMemory.putU16(network + Ip4.TOTAL_LENGTH, total);
    PacketMemory.putU16(network + Ip4.FRAGMENT, queue.isDontFragment() ? Ip4.DONT_FRAGMENT : 0);
    PacketMemory.putU8(network + Ip4.TOS, PacketMemory.u8(network + Ip4.TOS) | ecn);
    Checksums.sumHeader4(network, queue.headerLength());
  }

  private static void finish6(long network, FragmentQueue queue, int payload, int ecn) {
    PacketMemory.putU8(network + queue.nextHeaderOffset(), queue.nextHeader());
    PacketMemory.putU16(network + Ip6.PAYLOAD_LENGTH, payload);
    PacketMemory.putU8(network + 1, PacketMemory.u8(network + 1) | ecn << 4);
  }

  private PacketBuffer memory() {
    if (buffer == null) {
      buffer = new PacketBuffer(CAPACITY);
    }
    return buffer;
  }

  /** The ECN bits to set, given the values seen as bits; -1 if they must not come together. */
  private static int ecn(int seen) {
    int notCapable = 1 << NOT_ECT;
    if ((seen & notCapable) != 0) {
      return seen == notCapable ? 0 : -1;
    }
    return (seen & 1 << CONGESTION_EXPERIENCED) != 0 ? CONGESTION_EXPERIENCED : 0;
  }

  /** Where the fragments began, counted from behind {@link #headerLength()}. */
  @HotPath
  FragmentStarts starts() {
    return starts;
  }

  /** Length of the IP header, for IPv6 with the extension headers before the fragment header. */
  @HotPath
  int headerLength() {
    return headerLength;
  }

  /** The shortest {@link #headerLength()} of all fragments but the first. */
  @HotPath
  int shortestLaterHeader() {
    return shortestLaterHeader;
  }

  /** The identification its fragments had. */
  @HotPath
  int identification() {
    return identification;
  }

  @Override
  public void close() {
    if (buffer != null) {
      buffer.close();
      buffer = null;
    }
  }
}

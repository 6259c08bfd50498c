package dev.weir.core.fragment;

import dev.weir.core.packet.ConntrackRef;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;
import org.jspecify.annotations.Nullable;

/**
 * Puts fragments together: for conntrack at priority -400 of prerouting and output, both families;
 * and IPv4 for this host itself, in front of input.
 *
 * <p>Example: {@code if (!defragmenter.add(packet, Point.PREROUTING)) return HELD;}, else {@code
 * packet} goes on, be it what it was or a whole datagram.
 *
 * <p><i>Meaning:</i> the datagram has the first fragment's link header, IP headers and metadata
 * (mark, priority, packet type, trace flag), the device and time of the fragment that completed it,
 * a true length and checksum, CE if any fragment had it. IPv4: DF only if its largest fragment had
 * it. IPv6: no fragment header; so a packet with a needless one (an "atomic fragment") loses it.
 * Repeated bytes are ignored; fragments that overlap drop the datagram, and IPv4 ones that
 * contradict each other or are empty too (IPv6 ones only themselves). Given up are datagrams after
 * 30 seconds, IPv6 60; IPv4 ones also when 64 other fragments of their source came between two of
 * their own. While the memory of one family's fragments is over 4 MB every one of them is dropped.
 *
 * <p>Untracked packets pass as they are, and IPv6 ones that already have a connection. Points, and
 * conntrack zones ({@code ct zone set} before -400), never join their fragments.
 *
 * <p>KERNEL: IPv6 fragments that others follow and whose end is no multiple of 8, and first ones
 * without their whole transport header, pass as they are.
 *
 * <p>KERNEL: memory is counted as the kernel does for frames from a tap device; other drivers use
 * somewhat more.
 *
 * <p>Snapped fragments: the datagram counts as captured up to the first byte that is missing.
 *
 * <p><i>State and threads:</i> belongs to one thread; holds at most 16 MB of native memory for
 * fragments, allocated as they come, freed by {@link #close}. A datagram's memory is writable and
 * its until the next one is put together at the same point.
 *
 * <p>Source: net/ipv4/netfilter/nf_defrag_ipv4.c, net/ipv6/netfilter/nf_defrag_ipv6_hooks.c,
 * nf_conntrack_reasm.c, net/ipv4/ip_fragment.c, inet_fragment.c.
 */
public final class Defragmenter implements AutoCloseable {
  /** Who asks for whole datagrams: the kernel's {@code enum ip_defrag_users}. */
  public enum Point {
    /** nf_defrag at prerouting, if conntrack is in use. */
    PREROUTING,
    /** nf_defrag at output, if conntrack is in use. */
    OUTPUT,
    /** ip_local_deliver: always, IPv4 only. */
    LOCAL_DELIVERY
  }

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final int ZONE_SHIFT = 2;

  private final FragmentStatistics statistics;
  private final FragmentPages pages = new FragmentPages();
  private final FragmentTable four;
  private final FragmentTable six;
  private final FragmentKey key = new FragmentKey();
  private final Piece piece = new Piece();
  private final Assembly[] assemblies = new Assembly[Point.values().length];
  private @Nullable Assembly last;

  /** Holds nothing yet. */
  public Defragmenter(FragmentStatistics statistics) {
    this.statistics = statistics;
    four = new FragmentTable(30 * SECOND_NANOS, FragmentMemory.QUEUE4_BYTES, pages, statistics);
    six = new FragmentTable(60 * SECOND_NANOS, FragmentMemory.QUEUE6_BYTES, pages, statistics);
    for (Point point : Point.values()) {
      assemblies[point.ordinal()] = new Assembly(point);
    }
  }

  /**
   * Takes in a packet. True if it goes on, unchanged or now showing a whole datagram in other
   * memory ({@link Packet#address()} changed); false if it is held, or dropped as the kernel would
   * drop it. Time is {@link Packet#nowNanos()}.
   */
  @HotPath
  public boolean add(Packet packet, Point point) {
    if (packet.nfproto() == Packet.NFPROTO_IPV4) {
      return !packet.isFragment() || isLeftAlone4(packet, point) || add4(packet, point);
    }
    return packet.nfproto() != Packet.NFPROTO_IPV6
        || isLeftAlone6(packet, point)
        || add6(packet, point);
  }

  // KERNEL: with NAT built in, fragments of known connections (loopback) are put together again.
  private static boolean isLeftAlone4(Packet packet, Point point) {
    return point != Point.LOCAL_DELIVERY && packet.conntrack().isUntracked();
  }

  private static boolean isLeftAlone6(Packet packet, Point point) {
    ConntrackRef conntrack = packet.conntrack();
    return point == Point.LOCAL_DELIVERY || conntrack.isUntracked() || conntrack.isAttached();
  }

  private static int user(Packet packet, Point point) {
    return point == Point.LOCAL_DELIVERY
        ? point.ordinal()
        : packet.conntrack().originalZone() << ZONE_SHIFT | point.ordinal();
  }

  private boolean add4(Packet packet, Point point) {
    piece.read4(packet);
    key.of4(packet, user(packet, point));
    statistics.countHeldFragment();
    FragmentQueue queue = four.find(key, true, packet.nowNanos());
    if (queue == null) {
      statistics.countRefusedFragment();
      return false;
    }
    if (FragmentPeers.isTooFar(queue)) {
      four.restart(queue, packet.nowNanos());
    }
    return add(four, queue, packet, point);
  }

  private boolean add6(Packet packet, Point point) {
    int kind = piece.read6(packet);
    if (kind != Piece.FRAGMENT) {
      return kind == Piece.NONE;
    }
    int header = packet.networkOffset() + piece.headerLength - Ip6.FRAGMENT_LENGTH;
    key.of6(packet, header, user(packet, point));
    statistics.countHeldFragment();
    FragmentQueue queue = six.find(key, false, packet.nowNanos());
    if (queue == null) {
      statistics.countRefusedFragment();
      return false;
    }
    return add(six, queue, packet, point);
  }

  private boolean add(FragmentTable table, FragmentQueue queue, Packet packet, Point point) {
    int truesize = FragmentMemory.truesize(packet.originalLength());
    int result = queue.add(packet, piece, truesize);
    if (result == FragmentQueue.HELD) {
      table.charge(truesize);
    } else if (result == FragmentQueue.COMPLETE) {
      table.charge(truesize);
      boolean whole = reassemble(queue, packet, point);
      table.remove(queue);
      return whole;
    } else if (result != FragmentQueue.IGNORED) {
      statistics.countBrokenDatagram();
      table.remove(queue);
      return result == FragmentQueue.UNALIGNED;
    }
    return false;
  }

  private boolean reassemble(FragmentQueue queue, Packet packet, Point point) {
    Assembly assembly = assemblies[point.ordinal()];
    if (!assembly.show(queue, packet)) {
      statistics.countBrokenDatagram();
      return false;
    }
    last = assembly;
    statistics.countReassembled(queue.fragments());
    packet.setFragmentMaxSize(point == Point.LOCAL_DELIVERY ? 0 : queue.maxSize());
    return true;
  }

  /** The datagram last put together anywhere. */
  @Nullable Assembly last() {
    return last;
  }

  /** Pages of native memory in use. */
  int pagesUsed() {
    return pages.used();
  }

  @Override
  public void close() {
    pages.close();
    for (Assembly assembly : assemblies) {
      assembly.close();
    }
  }
}

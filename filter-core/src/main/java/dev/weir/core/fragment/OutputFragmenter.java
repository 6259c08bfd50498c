package dev.weir.core.fragment;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketMemory;
import org.jspecify.annotations.Nullable;

/**
 * Takes packets apart behind postrouting: datagrams that were put together for conntrack, and IPv4
 * packets longer than the device can send.
 *
 * <p>Example: {@code int count = fragmenter.split(packet, 1500); for (int i = 0; i < count; i++) {
 * fragmenter.show(i, fragment); }}
 *
 * <p><i>Meaning:</i> the fragments of a datagram leave as they came, less what was repeated, with
 * the first one's headers as the rules left them; where that cannot be (they would be longer than
 * the device sends, or than the longest that came) it is cut anew. IPv4: DF is lost, unless cut
 * anew; options that are not to be copied become NOPs in all but the first. IPv6: options behind
 * the fragment header go in front of it; nothing is shorter than needed for 1280 bytes, and a
 * datagram that fits into its longest fragment stays whole.
 *
 * <p>KERNEL: IPv6 identifications are random; here a datagram keeps the one it came with.
 *
 * <p><i>State and threads:</i> belongs to one thread; one packet at a time. {@link #show} needs the
 * packet of {@link #split} as it was then.
 *
 * <p>Source: net/ipv4/ip_output.c (ip_fragment, ip_do_fragment), ip_options.c
 * (ip_options_fragment), net/ipv6/ip6_output.c (ip6_fragment), output_core.c (ip6_find_1stfragopt).
 */
public final class OutputFragmenter implements AutoCloseable {
  /** What {@link #split} gives for a packet that leaves as it is. */
  public static final int AS_IT_IS = -1;

  /** What {@link #split} gives for a packet that the stack drops instead. */
  public static final int TOO_BIG = 0;

  private static final int MIN_MTU_6 = 1280;
  private static final int MIN_PIECE = 8;
  private static final int TCP = 6;

  /** NET_SKB_PAD and an Ethernet header, less what is needed to send (LL_RESERVED_SPACE). */
  private static final int DRIVER_HEADROOM = 64 + 14 - 16;

  private static final int TCP_HEADER = 20;
  private static final int SCTP = 132;
  private static final int SCTP_HEADER = 12;
  private static final int CAPACITY =
      FragmentQueue.MAX_DATAGRAM + FragmentQueue.MAX_HEADERS + Ip6.FRAGMENT_LENGTH + 1;

  private final Defragmenter defragmenter;
  private final FragmentCuts cuts = new FragmentCuts();
  private @Nullable PacketBuffer buffer;
  private @Nullable Packet source;

  /** Bytes from the network header on that every fragment repeats. */
  private int headerLength;

  /** IPv6: where the number of the header before the fragment header is, from network header. */
  private int nextHeaderOffset;

  private int identification;
  private boolean cutAnew;

  /** A fragmenter of what this defragmenter put together. */
  public OutputFragmenter(Defragmenter defragmenter) {
    this.defragmenter = defragmenter;
  }

  /**
   * Whether the stack refuses to forward the packet, in front of the forward hook (ip_exceeds_mtu,
   * ip6_pkt_too_big).
   */
  @HotPath
  public static boolean exceedsMtu(Packet packet, int mtu) {
    boolean four = packet.nfproto() == Packet.NFPROTO_IPV4;
    int limit = four ? mtu : Math.max(mtu, MIN_MTU_6);
    if (packet.networkLength() <= limit || (four && !isDontFragment(packet))) {
      return false;
    }
    return packet.fragmentMaxSize() > limit || packet.fragmentMaxSize() == 0;
  }

  private static boolean isDontFragment(Packet packet) {
    return (packet.u16(packet.networkOffset() + Ip4.FRAGMENT) & Ip4.DONT_FRAGMENT) != 0;
  }

  /**
   * {@link #AS_IT_IS}, {@link #TOO_BIG}, or how many fragments to {@link #show} leave; it can be
   * one.
   */
  @HotPath
  public int split(Packet packet, int mtu) {
    source = packet;
    return switch (packet.nfproto()) {
      case Packet.NFPROTO_IPV4 -> split4(packet, mtu);
      case Packet.NFPROTO_IPV6 -> split6(packet, mtu);
      default -> AS_IT_IS;
    };
  }

  private int split4(Packet packet, int mtu) {
    int largest = packet.fragmentMaxSize();
    if (packet.networkLength() <= mtu && largest == 0) {
      return AS_IT_IS;
    }
    boolean dontFragment = isDontFragment(packet);
    if (dontFragment && (largest == 0 || largest > mtu)) {
      return TOO_BIG;
    }
    int limit = largest == 0 ? mtu : Math.min(mtu, largest);
    headerLength = (packet.u8(packet.networkOffset()) & 0xf) * 4;
    nextHeaderOffset = 0;
    return cut(packet, limit - headerLength);
  }

  private int split6(Packet packet, int mtu) {
    int length = packet.networkLength();
    int largest = packet.fragmentMaxSize();
    if (length <= mtu && (largest == 0 || length <= largest)) {
      return AS_IT_IS;
    }
    if (largest == 0 || largest > mtu || !findFragmentable(packet)) {
      return TOO_BIG;
    }
    return cut(packet, Math.max(largest, MIN_MTU_6) - headerLength - Ip6.FRAGMENT_LENGTH);
  }

  /**
   * Finds the first header that fragments need not repeat.
   *
   * <p>KERNEL: destination options in front of a routing header and behind one differ.
   */
  private boolean findFragmentable(Packet packet) {
    int base = packet.networkOffset();
    int offset = Ip6.LENGTH;
    boolean routed = false;
    nextHeaderOffset = Ip6.NEXT_HEADER;
    while (true) {
      int next = packet.u8(base + nextHeaderOffset);
      boolean repeated =
          next == Ip6.HOP_BY_HOP
              || next == Ip6.ROUTING
              || (next == Ip6.DESTINATION_OPTIONS && !routed);
      if (!repeated) {
        headerLength = offset;
        return true;
      }
      routed |= next == Ip6.ROUTING;
      if (!packet.canLoad(base + offset, 2)) {
        return false;
      }
      nextHeaderOffset = offset;
      offset += (packet.u8(base + offset + Ip6.EXTENSION_LENGTH) + 1) * 8;
      if (offset > packet.networkLength()) {
        return false;
      }
    }
  }

  /** Cuts what is behind {@link #headerLength} into pieces of at most this many bytes. */
  private int cut(Packet packet, int limit) {
    int length = packet.networkLength() - headerLength;
    Assembly assembly = packet.fragmentMaxSize() == 0 ? null : defragmenter.last();
    identification = assembly == null ? 0 : assembly.identification();
    cutAnew =
        assembly == null
            || !cuts.follow(assembly.starts(), assembly.headerLength() - headerLength, length)
            || !cuts.fit(limit)
            || assembly.shortestLaterHeader() + headroom() < headerLength
            || isPulled(packet, length);
    if (cutAnew) {
      if (limit < MIN_PIECE) {
        return TOO_BIG;
      }
      cuts.divide(length, limit);
    }
    return cuts.count();
  }

  /**
   * KERNEL: a later fragment leaves in its own buffer only if the first one's headers fit in front
   * of its payload: where its own were, and where a driver leaves room (64 bytes and the Ethernet
   * header) but a raw socket does not.
   */
  private int headroom() {
    return isSent() ? 0 : DRIVER_HEADROOM;
  }

  /**
   * KERNEL: early demultiplexing of IPv4 (ip_rcv_finish_core, tcp_v4_early_demux) pulls a whole TCP
   * header into the first fragment, conntrack's look at an SCTP checksum (sctp_error,
   * skb_ensure_writable) an SCTP header; what the fragment then has is no multiple of 8.
   */
  private boolean isPulled(Packet packet, int length) {
    if (isSent() || !packet.hasTransport()) {
      return false;
    }
    int pulled = packet.transportOffset() - headerLength;
    switch (packet.l4protocol()) {
      case TCP -> pulled += packet.nfproto() == Packet.NFPROTO_IPV4 ? TCP_HEADER : 0;
      case SCTP -> pulled += packet.conntrack().isUntracked() ? 0 : SCTP_HEADER;
      default -> {
        return false;
      }
    }
    return cuts.end(0) < pulled && length >= pulled;
  }

  /**
   * Lets another packet show the fragment of this index, with all metadata of the packet that was
   * split, until the next call.
   */
  @HotPath
  public void show(int index, Packet fragment) {
    Packet packet = source;
    if (packet == null) {
      throw new IllegalStateException("nothing was split");
    }
    boolean six = packet.nfproto() == Packet.NFPROTO_IPV6;
    int link = packet.networkOffset();
    int header = link + headerLength;
    int extra = six ? Ip6.FRAGMENT_LENGTH : 0;
    int start = cuts.start(index);
    int bytes = cuts.end(index) - start;
    int captured = Math.clamp(packet.capturedLength() - header - start, 0, bytes);
    PacketBuffer memory = memory();
    long to = memory.address();
    PacketMemory.allow(memory, to, memory.capacity());
    PacketMemory.copy(packet.address(), to, header);
    PacketMemory.copy(packet.address() + header + start, to + header + extra, captured);
    if (six) {
      header6(to + link, index, bytes);
    } else {
      header4(to + link, index, bytes);
    }
    PacketMemory.forbid(memory);
    PacketTwin.show(packet, fragment, to, header + extra + captured, header + extra + bytes);
  }

  private void header4(long header, int index, int bytes) {
    int word = PacketMemory.u16(header + Ip4.FRAGMENT);
    int offset = (word & Ip4.OFFSET_MASK) + cuts.start(index) / 8;
    boolean more = index + 1 < cuts.count() || (word & Ip4.MORE_FRAGMENTS) != 0;
    int kept = cutAnew ? word & Ip4.DONT_FRAGMENT : 0;
    if (index > 0 && !isSent()) {
      Ip4Header.keepCopiedOptions(header);
    }
    Ip4Header.fragment(header, kept | (more ? Ip4.MORE_FRAGMENTS : 0) | offset, bytes);
  }

  // KERNEL: nobody has parsed the options of what a raw socket sent.
  private boolean isSent() {
    return source != null && source.iif().isNone();
  }

  private void header6(long header, int index, int bytes) {
    long fragment = header + headerLength;
    boolean more = index + 1 < cuts.count();
    PacketMemory.putU16(fragment, PacketMemory.u8(header + nextHeaderOffset) << 8);
    PacketMemory.putU16(fragment + Ip6.FRAGMENT_WORD, cuts.start(index) | (more ? 1 : 0));
    PacketMemory.putU16(fragment + Ip6.FRAGMENT_IDENTIFICATION, identification >>> 16);
    PacketMemory.putU16(fragment + Ip6.FRAGMENT_IDENTIFICATION + 2, identification & 0xffff);
    PacketMemory.putU8(header + nextHeaderOffset, Ip6.FRAGMENT);
    int payload = headerLength - Ip6.LENGTH + Ip6.FRAGMENT_LENGTH + bytes;
    PacketMemory.putU16(header + Ip6.PAYLOAD_LENGTH, payload);
  }

  private PacketBuffer memory() {
    if (buffer == null) {
      buffer = new PacketBuffer(CAPACITY);
    }
    return buffer;
  }

  @Override
  public void close() {
    if (buffer != null) {
      buffer.close();
      buffer = null;
    }
  }
}

package dev.weir.core.reject;

import dev.weir.core.hook.Hook;
import dev.weir.core.packet.Checksums;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketMemory;

/**
 * Writes the packet that answers a rejected one.
 *
 * <p>Example: {@code int length = writer.write(reply, rejected)}, an IP packet without link header.
 *
 * <p><i>Meaning:</i> an ICMP error quotes up to 548 bytes, one of ICMPv6 up to 1232, as the rule
 * saw them; bytes the capture lacks are 0. Behind routing an IPv4 error takes record route and
 * timestamp options along. What the kernel chooses at random is 0: the identification of ICMP
 * errors, the flow label of IPv6. Hop limits are 64, the default.
 *
 * <p>Source: net/ipv4/netfilter/nf_reject_ipv4.c, net/ipv6/netfilter/nf_reject_ipv6.c,
 * net/ipv4/icmp.c (__icmp_send), net/ipv6/icmp.c (icmp6_send); RFC 792, RFC 4443, RFC 9293.
 */
public final class ReplyWriter {
  /** What {@link #write} needs at most. */
  public static final int CAPACITY = 1280;

  private static final int ICMP = 1;
  private static final int TCP = 6;
  private static final int ICMPV6 = 58;
  private static final int HOPS = 64;
  private static final int ICMP_LENGTH = 8;
  private static final int TCP_LENGTH = 20;
  private static final int LARGEST_ERROR = 576;
  private static final int LARGEST_ERROR6 = 1280;
  private static final int UNREACHABLE = 3;
  private static final int UNREACHABLE6 = 1;
  private static final int RST = 0x04;
  private static final int ACK = 0x10;

  /** IPTOS_TOS_MASK and IPTOS_PREC_INTERNETCONTROL. */
  private static final int TOS_KEPT = 0x1e;

  private static final int TOS_CONTROL = 0xc0;

  private final long start;
  private final EchoedOptions options;
  private long sourceHigh;
  private long sourceLow;

  /** Writes into {@link #CAPACITY} bytes at an address. */
  public ReplyWriter(long address) {
    start = address;
    options = new EchoedOptions(address + Ip4.MIN_LENGTH);
  }

  /** The address an ICMP error comes from; of IPv4 in the upper half of the first word. */
  public void setSource(long high, long low) {
    sourceHigh = high;
    sourceLow = low;
  }

  /**
   * Writes the reply.
   *
   * @param reply not {@link RejectReply.None}
   * @param hook where the packet was rejected
   * @return its length, 0 if the kernel would fail to make it
   */
  public int write(RejectReply reply, Packet rejected, Hook hook) {
    boolean six = rejected.nfproto() == Packet.NFPROTO_IPV6;
    return switch (reply) {
      case RejectReply.Reset reset -> six ? reset6(reset, rejected) : reset4(reset, rejected);
      case RejectReply.Unreachable error ->
          six ? error6(error.code(), rejected) : error4(error.code(), rejected, hook);
      case RejectReply.None ignored -> 0;
    };
  }

  private int reset4(RejectReply.Reset reset, Packet rejected) {
    int base = rejected.networkOffset();
    int length = Ip4.MIN_LENGTH + TCP_LENGTH;
    header4(length, 0, TCP, Ip4.MIN_LENGTH);
    PacketMemory.putU16(start + Ip4.FRAGMENT, Ip4.DONT_FRAGMENT);
    copy(rejected, base + Ip4.DESTINATION, start + Ip4.SOURCE, 4);
    copy(rejected, base + Ip4.SOURCE, start + Ip4.DESTINATION, 4);
    Checksums.sumHeader4(start, Ip4.MIN_LENGTH);
    tcp(reset, rejected, start + Ip4.MIN_LENGTH);
    pseudo(Ip4.SOURCE, 4, start + Ip4.MIN_LENGTH, TCP_LENGTH, TCP, 16);
    return length;
  }

  private int reset6(RejectReply.Reset reset, Packet rejected) {
    int base = rejected.networkOffset();
    header6(TCP_LENGTH, TCP);
    copy(rejected, base + Ip6.DESTINATION, start + Ip6.SOURCE, Ip6.ADDRESS_LENGTH);
    copy(rejected, base + Ip6.SOURCE, start + Ip6.DESTINATION, Ip6.ADDRESS_LENGTH);
    tcp(reset, rejected, start + Ip6.LENGTH);
    pseudo(Ip6.SOURCE, Ip6.ADDRESS_LENGTH, start + Ip6.LENGTH, TCP_LENGTH, TCP, 16);
    return Ip6.LENGTH + TCP_LENGTH;
  }

  private int error4(int code, Packet rejected, Hook hook) {
    int base = rejected.networkOffset();
    boolean echoes = hook == Hook.INPUT || hook == Hook.FORWARD;
    int echoed = echoes ? options.echo(rejected, (int) (sourceHigh >>> 32)) : 0;
    if (echoed < 0) {
      return 0;
    }
    int headerLength = Ip4.MIN_LENGTH + echoed;
    int quoted = Math.min(rejected.networkLength(), LARGEST_ERROR - headerLength - ICMP_LENGTH);
    int tos = (rejected.u8(base + Ip4.TOS) & TOS_KEPT) | TOS_CONTROL;
    header4(headerLength + ICMP_LENGTH + quoted, tos, ICMP, headerLength);
    putI32(start + Ip4.SOURCE, (int) (sourceHigh >>> 32));
    copy(rejected, base + Ip4.SOURCE, start + Ip4.DESTINATION, 4);
    Checksums.sumHeader4(start, headerLength);
    long message = start + headerLength;
    error(message, UNREACHABLE, code);
    quote(rejected, message + ICMP_LENGTH, quoted);
    PacketMemory.putU16(message + 2, Checksums.internet(message, ICMP_LENGTH + quoted));
    return headerLength + ICMP_LENGTH + quoted;
  }

  private int error6(int code, Packet rejected) {
    int base = rejected.networkOffset();
    int quoted = Math.min(rejected.networkLength(), LARGEST_ERROR6 - Ip6.LENGTH - ICMP_LENGTH);
    header6(ICMP_LENGTH + quoted, ICMPV6);
    putI32(start + Ip6.SOURCE, (int) (sourceHigh >>> 32));
    putI32(start + Ip6.SOURCE + 4, (int) sourceHigh);
    putI32(start + Ip6.SOURCE + 8, (int) (sourceLow >>> 32));
    putI32(start + Ip6.SOURCE + 12, (int) sourceLow);
    copy(rejected, base + Ip6.SOURCE, start + Ip6.DESTINATION, Ip6.ADDRESS_LENGTH);
    long message = start + Ip6.LENGTH;
    error(message, UNREACHABLE6, code);
    quote(rejected, message + ICMP_LENGTH, quoted);
    pseudo(Ip6.SOURCE, Ip6.ADDRESS_LENGTH, message, ICMP_LENGTH + quoted, ICMPV6, 2);
    return Ip6.LENGTH + ICMP_LENGTH + quoted;
  }

  private void header4(int length, int tos, int protocol, int headerLength) {
    PacketMemory.putU8(start, 0x40 | headerLength >> 2);
    PacketMemory.putU8(start + Ip4.TOS, tos);
    PacketMemory.putU16(start + Ip4.TOTAL_LENGTH, length);
    putI32(start + Ip4.IDENTIFICATION, 0);
    PacketMemory.putU8(start + Ip4.TTL, HOPS);
    PacketMemory.putU8(start + Ip4.PROTOCOL, protocol);
  }

  private void header6(int length, int nextHeader) {
    putI32(start, 6 << 28);
    PacketMemory.putU16(start + Ip6.PAYLOAD_LENGTH, length);
    PacketMemory.putU8(start + Ip6.NEXT_HEADER, nextHeader);
    PacketMemory.putU8(start + Ip6.HOP_LIMIT, HOPS);
  }

  /** Ports turned round, no window, no options. */
  private static void tcp(RejectReply.Reset reset, Packet rejected, long at) {
    int transport = rejected.networkOffset() + rejected.transportOffset();
    PacketMemory.putU16(at, rejected.u16(transport + 2));
    PacketMemory.putU16(at + 2, rejected.u16(transport));
    putI32(at + 4, reset.sequence());
    putI32(at + 8, reset.acknowledgement());
    PacketMemory.putU8(at + 12, TCP_LENGTH << 2);
    PacketMemory.putU8(at + 13, reset.acknowledges() ? RST | ACK : RST);
    putI32(at + 14, 0);
    PacketMemory.putU16(at + 18, 0);
  }

  private static void error(long message, int type, int code) {
    PacketMemory.putU8(message, type);
    PacketMemory.putU8(message + 1, code);
    PacketMemory.putU16(message + 2, 0);
    putI32(message + 4, 0);
  }

  private static void quote(Packet rejected, long to, int length) {
    int there = Math.min(length, rejected.capturedEnd() - rejected.networkOffset());
    copy(rejected, rejected.networkOffset(), to, there);
    for (int i = there; i < length; i++) {
      PacketMemory.putU8(to + i, 0);
    }
  }

  /** Writes the checksum over pseudo header (both addresses) and message. */
  private void pseudo(int addresses, int width, long message, int length, int protocol, int field) {
    long sum = (long) Checksums.sum(start + addresses, 2 * width) + length + protocol;
    sum += Checksums.sum(message, length);
    PacketMemory.putU16(message + field, ~Checksums.fold(sum) & 0xffff);
  }

  private static void copy(Packet from, int offset, long to, int length) {
    PacketMemory.copy(from.address() + offset, to, length);
  }

  private static void putI32(long at, int value) {
    PacketMemory.putU16(at, value >>> 16);
    PacketMemory.putU16(at + 2, value & 0xffff);
  }
}

package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;

/**
 * Finds what a transport header carries, for {@code @ih}.
 *
 * <p><i>Meaning.</i> Behind the header of TCP, UDP and GRE version 0 without routing; where IPv4 is
 * carried in IPv4 it is the inner header. Other protocols and later fragments carry nothing.
 *
 * <p>Source: net/netfilter/nft_payload.c (__nft_payload_inner_offset).
 */
final class InnerHeader {
  /** The packet has no such place. */
  static final int NONE = -1;

  private static final int IPIP = 4;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int GRE = 47;
  private static final int TCP_HEADER_LENGTH = 20;
  private static final int TCP_DATA_OFFSET = 12;
  private static final int UDP_HEADER_LENGTH = 8;
  private static final int GRE_HEADER_LENGTH = 4;
  private static final int GRE_CHECKSUM = 0x8000;
  private static final int GRE_ROUTING = 0x4000;
  private static final int GRE_KEY = 0x2000;
  private static final int GRE_SEQUENCE = 0x1000;
  private static final int GRE_VERSION = 0x0007;
  private static final int GRE_FIELD_LENGTH = 4;

  private InnerHeader() {}

  /** The offset from the frame's start, or {@link #NONE}. */
  @HotPath
  static int offset(Packet packet) {
    if (!packet.hasTransport() || packet.fragmentOffset() != 0) {
      return NONE;
    }
    int header = packet.networkOffset() + packet.transportOffset();
    return switch (packet.l4protocol()) {
      case UDP -> header + UDP_HEADER_LENGTH;
      case TCP ->
          packet.isLoadable(header, TCP_HEADER_LENGTH)
              ? header + (packet.u8(header + TCP_DATA_OFFSET) >> 4) * 4
              : NONE;
      case GRE -> gre(packet, header);
      case IPIP -> header;
      default -> NONE;
    };
  }

  private static int gre(Packet packet, int header) {
    if (!packet.isLoadable(header, GRE_HEADER_LENGTH)) {
      return NONE;
    }
    int flags = packet.u16(header);
    if ((flags & (GRE_VERSION | GRE_ROUTING)) != 0) {
      return NONE;
    }
    int length = GRE_HEADER_LENGTH;
    length += (flags & GRE_CHECKSUM) == 0 ? 0 : GRE_FIELD_LENGTH;
    length += (flags & GRE_KEY) == 0 ? 0 : GRE_FIELD_LENGTH;
    length += (flags & GRE_SEQUENCE) == 0 ? 0 : GRE_FIELD_LENGTH;
    return header + length;
  }
}

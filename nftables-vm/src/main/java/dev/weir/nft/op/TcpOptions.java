package dev.weir.nft.op;

import dev.weir.core.packet.Checksums;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketMemory;

/**
 * Finds a TCP option by its kind.
 *
 * <p><i>Meaning.</i> Only in a whole TCP header of a first or only fragment. The first option of
 * the kind answers: if it is cut off by the header's end or too short for the load, there is none.
 *
 * <p>Source: net/netfilter/nft_exthdr.c (nft_exthdr_tcp_eval, nft_tcp_header_pointer).
 */
final class TcpOptions {
  private static final int TCP = 6;
  private static final int HEADER_LENGTH = 20;
  private static final int DATA_OFFSET = 12;
  private static final int NO_OPERATION = 1;

  private TcpOptions() {}

  /**
   * Where the option begins, from the frame's start, {@link ExthdrOp#ABSENT} or {@link
   * ExthdrOp#CUT}.
   *
   * @param needed bytes the option must have
   */
  @HotPath
  static int find(Packet packet, int kind, int needed) {
    int length = headerLength(packet);
    if (length < 0) {
      return length;
    }
    int header = packet.networkOffset() + packet.transportOffset();
    int at = first(packet, header, length, kind);
    if (at < 0) {
      return ExthdrOp.ABSENT;
    }
    int optionLength = optionLength(packet, header + at);
    boolean whole = at + optionLength <= length && needed <= optionLength;
    return whole ? header + at : ExthdrOp.ABSENT;
  }

  /** Bytes of the TCP header, all loadable, {@link ExthdrOp#ABSENT} or {@link ExthdrOp#CUT}. */
  @HotPath
  static int headerLength(Packet packet) {
    if (!packet.hasTransport() || packet.l4protocol() != TCP || packet.fragmentOffset() != 0) {
      return ExthdrOp.ABSENT;
    }
    int header = packet.networkOffset() + packet.transportOffset();
    if (!packet.isLoadable(header, HEADER_LENGTH)) {
      return ExthdrOp.missing(packet, header, HEADER_LENGTH);
    }
    int length = (packet.u8(header + DATA_OFFSET) >> 4) * 4;
    if (length < HEADER_LENGTH) {
      return ExthdrOp.ABSENT;
    }
    return packet.isLoadable(header, length) ? length : ExthdrOp.missing(packet, header, length);
  }

  /** Where the first option of a kind begins, from the TCP header's start, or ABSENT. */
  @HotPath
  static int first(Packet packet, int header, int length, int kind) {
    int at = HEADER_LENGTH;
    while (at < length - 1) {
      if (packet.u8(header + at) == kind) {
        return at;
      }
      at += optionLength(packet, header + at);
    }
    return ExthdrOp.ABSENT;
  }

  /** How far the walk goes on from an option. */
  @HotPath
  static int optionLength(Packet packet, int option) {
    // KERNEL: an end-of-list option does not end the walk, a length of 0 counts as 1.
    int length = packet.u8(option + 1);
    return packet.u8(option) <= NO_OPERATION || length == 0 ? 1 : length;
  }

  /**
   * Changes the checksum of a header that may be written by a difference.
   *
   * @param checksum where it is in the transport header
   */
  @HotPath
  static void replaceInChecksum(Packet packet, int checksum, long difference) {
    long at = packet.address() + packet.networkOffset() + packet.transportOffset() + checksum;
    long sum = (~PacketMemory.u16(at) & 0xffffffffL) + difference;
    PacketMemory.putU16(at, ~Checksums.fold(sum) & 0xffff);
    packet.markRewritten();
  }
}

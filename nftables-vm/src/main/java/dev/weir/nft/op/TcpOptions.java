package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;

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
    if (!packet.isLoadable(header, length)) {
      return ExthdrOp.missing(packet, header, length);
    }
    int at = HEADER_LENGTH;
    while (at < length - 1) {
      int optionLength = optionLength(packet, header + at);
      if (packet.u8(header + at) == kind) {
        boolean whole = at + optionLength <= length && needed <= optionLength;
        return whole ? header + at : ExthdrOp.ABSENT;
      }
      at += optionLength;
    }
    return ExthdrOp.ABSENT;
  }

  private static int optionLength(Packet packet, int option) {
    // KERNEL: an end-of-list option does not end the walk, a length of 0 counts as 1.
    int length = packet.u8(option + 1);
    return packet.u8(option) <= NO_OPERATION || length == 0 ? 1 : length;
  }
}

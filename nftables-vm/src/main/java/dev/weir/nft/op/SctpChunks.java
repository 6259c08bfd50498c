package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;

/**
 * Finds a chunk of an SCTP packet.
 *
 * <p><i>Meaning.</i> The first chunk of the type counts; one too short for what is read, or longer
 * than the packet, is as good as none. A chunk that says it has no length ends the search.
 *
 * <p>Source: net/netfilter/nft_exthdr.c (nft_exthdr_sctp_eval), RFC 9260 section 3.2.
 */
final class SctpChunks {
  private static final int SCTP = 132;
  private static final int COMMON_HEADER = 12;
  private static final int CHUNK_HEADER = 4;
  private static final int LENGTH = 2;

  private SctpChunks() {}

  /**
   * Where the chunk begins, from the frame's start, {@link ExthdrOp#ABSENT} or {@link
   * ExthdrOp#CUT}.
   *
   * @param needed bytes the chunk must have; 0 to ask only whether it is there
   */
  @HotPath
  static int find(Packet packet, int type, int needed) {
    if (!packet.hasTransport() || packet.l4protocol() != SCTP || packet.fragmentOffset() != 0) {
      return ExthdrOp.ABSENT;
    }
    int end = packet.networkOffset() + packet.networkLength();
    int at = packet.networkOffset() + packet.transportOffset() + COMMON_HEADER;
    do {
      if (!packet.isLoadable(at, CHUNK_HEADER)) {
        return ExthdrOp.missing(packet, at, CHUNK_HEADER);
      }
      int length = packet.u16(at + LENGTH);
      if (length == 0) {
        return ExthdrOp.ABSENT;
      }
      if (packet.u8(at) == type) {
        return needed == 0 || (needed <= length && at + length <= end) ? at : ExthdrOp.ABSENT;
      }
      at += (length + 3) & ~3;
    } while (at < end);
    return ExthdrOp.ABSENT;
  }
}

package dev.weir.core.conntrack;

import dev.weir.core.packet.Checksums;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;

/**
 * Whether a transport header's checksum is right; the bytes are known to be loadable.
 *
 * <p>Source: net/netfilter/utils.c (nf_checksum), RFC 1071, RFC 9260 appendix A (CRC32c).
 */
public final class TransportChecksums {
  private static final int CRC32C_REFLECTED = 0x82f63b78;
  private static final int SCTP_CHECKSUM = 8;
  private static final int[] CRC = crcTable();

  private TransportChecksums() {}

  private static int[] crcTable() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int value = i;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 1) != 0 ? (value >>> 1) ^ CRC32C_REFLECTED : value >>> 1;
      }
      table[i] = value;
    }
    return table;
  }

  /** Whether these bytes and, where the protocol has one, their pseudo header sum up. */
  @HotPath
  public static boolean isGood(Packet packet, int offset, int covered, int protocol) {
    long sum = Checksums.sum(packet.address() + offset, covered);
    if (protocol != IcmpTracker.ICMP) {
      sum += pseudoHeader(packet, offset, protocol);
    }
    if (packet.wasRewritten() && packet.nfproto() == Packet.NFPROTO_IPV4) {
      // KERNEL: the sum goes over the IP header too, which is taken to be good (nf_ip_checksum)
      int network = packet.networkOffset();
      sum += Checksums.sum(packet.address() + network, Math.max(0, offset - network));
    }
    return Checksums.fold(sum) == 0xffff;
  }

  @HotPath
  private static long pseudoHeader(Packet packet, int offset, int protocol) {
    int network = packet.networkOffset();
    long length = (long) network + packet.networkLength() - offset;
    if (packet.nfproto() == Packet.NFPROTO_IPV4) {
      return length + protocol + Checksums.sum(packet.address() + network + Ip4.SOURCE, 8);
    }
    return length
        + protocol
        + Checksums.sum(packet.address() + network + Ip6.SOURCE, 2 * Ip6.ADDRESS_LENGTH);
  }

  /** Whether the CRC of an SCTP packet is right; the checksum field counts as zero. */
  @HotPath
  static boolean isGoodSctp(Packet packet, int offset, int length) {
    return sctp(packet, offset, length) == packet.i32(offset + SCTP_CHECKSUM);
  }

  /** The CRC of an SCTP packet, as its checksum field holds it. */
  @HotPath
  public static int sctp(Packet packet, int offset, int length) {
    int crc = ~0;
    for (int i = 0; i < length; i++) {
      int value = i >= SCTP_CHECKSUM && i < SCTP_CHECKSUM + 4 ? 0 : packet.u8(offset + i);
      crc = (crc >>> 8) ^ CRC[(crc ^ value) & 0xff];
    }
    return Integer.reverseBytes(~crc);
  }
}

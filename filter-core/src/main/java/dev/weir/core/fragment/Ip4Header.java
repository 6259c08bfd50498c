package dev.weir.core.fragment;

import dev.weir.core.packet.Checksums;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.PacketMemory;

/**
 * What cutting does to an IPv4 header in memory of our own.
 *
 * <p>Source: net/ipv4/ip_output.c (ip_fraglist_prepare, ip_frag_next), ip_options.c
 * (ip_options_fragment).
 */
final class Ip4Header {
  private static final int OPTION_END = 0;
  private static final int OPTION_NOP = 1;
  private static final int OPTION_COPIED = 0x80;

  private Ip4Header() {}

  /** Writes fragment word, total length and checksum. */
  @HotPath
  static void fragment(long header, int word, int payload) {
    int length = length(header);
    PacketMemory.putU16(header + Ip4.FRAGMENT, word);
    PacketMemory.putU16(header + Ip4.TOTAL_LENGTH, length + payload);
    Checksums.sumHeader4(header, length);
  }

  /** Makes NOPs of the options that only the first fragment has. */
  @HotPath
  static void keepCopiedOptions(long header) {
    int end = length(header);
    for (int at = Ip4.MIN_LENGTH; at < end; ) {
      int type = PacketMemory.u8(header + at);
      if (type == OPTION_END) {
        return;
      }
      int length = 1;
      if (type != OPTION_NOP) {
        length = at + 1 < end ? PacketMemory.u8(header + at + 1) : 0;
        if (length < 2 || length > end - at) {
          return;
        }
        if ((type & OPTION_COPIED) == 0) {
          fill(header + at, length);
        }
      }
      at += length;
    }
  }

  private static void fill(long at, int length) {
    for (int i = 0; i < length; i++) {
      PacketMemory.putU8(at + i, OPTION_NOP);
    }
  }

  private static int length(long header) {
    return (PacketMemory.u8(header) & 0xf) * 4;
  }
}

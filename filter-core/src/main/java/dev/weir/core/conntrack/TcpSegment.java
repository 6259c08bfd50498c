package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;

/**
 * The TCP header of the packet being tracked, and its options.
 *
 * <p><i>Meaning:</i> options that a snapped capture lacks count as absent.
 *
 * <p>Source: net/netfilter/nf_conntrack_proto_tcp.c (tcp_options, tcp_sack, segment_seq_plus_len,
 * tcp_valid_flags); RFC 9293, RFC 7323, RFC 2018.
 */
final class TcpSegment {
  static final int HEADER_LENGTH = 20;

  private static final int FIN = 0x01;
  private static final int SYN = 0x02;
  private static final int RST = 0x04;
  private static final int ACK = 0x10;
  private static final int URG = 0x20;
  private static final int CHECKED_FLAGS = FIN | SYN | RST | ACK | URG;

  private static final int END_OF_OPTIONS = 0;
  private static final int NO_OPERATION = 1;
  private static final int WINDOW_SCALE = 3;
  private static final int WINDOW_SCALE_LENGTH = 3;
  private static final int SACK_PERMITTED = 4;
  private static final int SACK_PERMITTED_LENGTH = 2;
  private static final int SACK = 5;
  private static final int SACK_BLOCK_LENGTH = 8;
  private static final int TIMESTAMP_ONLY = 0x0101080a;
  private static final int TIMESTAMP_ONLY_LENGTH = 12;
  private static final int MAX_SCALE = 14;

  int sequence;
  int acknowledged;
  int window;

  /** Sequence number behind the segment, SYN and FIN counted. */
  int end;

  private int flags;
  private int optionsOffset;
  private int optionsLength;

  /** Results of {@link #readOptions}. */
  int scale;

  boolean hasScale;
  boolean permitsSack;

  /**
   * Reads the header, 20 bytes of which are loadable.
   *
   * @return false if it is cut or says impossible things
   */
  @HotPath
  boolean read(Packet packet, int offset, int remaining) {
    int headerLength = packet.u8(offset + 12) >>> 4 << 2;
    if (headerLength < HEADER_LENGTH || remaining < headerLength) {
      return false;
    }
    flags = packet.u8(offset + 13);
    sequence = packet.i32(offset + 4);
    acknowledged = packet.i32(offset + 8);
    window = packet.u16(offset + 14);
    end = sequence + remaining - headerLength + (isSyn() ? 1 : 0) + (isFin() ? 1 : 0);
    optionsOffset = offset + HEADER_LENGTH;
    optionsLength =
        packet.canLoad(optionsOffset, headerLength - HEADER_LENGTH)
            ? headerLength - HEADER_LENGTH
            : 0;
    return true;
  }

  /** Whether the flags may stand together; PSH, ECE and CWR always may. */
  @HotPath
  boolean areFlagsValid() {
    return switch (flags & CHECKED_FLAGS) {
      case SYN, SYN | URG, SYN | ACK, RST, RST | ACK, FIN | ACK, FIN | ACK | URG, ACK, ACK | URG ->
          true;
      default -> false;
    };
  }

  @HotPath
  boolean isSyn() {
    return (flags & SYN) != 0;
  }

  @HotPath
  boolean isAck() {
    return (flags & ACK) != 0;
  }

  @HotPath
  boolean isRst() {
    return (flags & RST) != 0;
  }

  @HotPath
  boolean isFin() {
    return (flags & FIN) != 0;
  }

  /** The row of the transition table. */
  @HotPath
  int segmentClass() {
    if (isRst()) {
      return TcpStates.RST;
    }
    if (isSyn()) {
      return isAck() ? TcpStates.SYN_ACK : TcpStates.SYN;
    }
    if (isFin()) {
      return TcpStates.FIN;
    }
    return isAck() ? TcpStates.ACK : TcpStates.BARE;
  }

  @HotPath
  boolean hasOptions() {
    return optionsLength > 0;
  }

  /** Looks for window scale and SACK permission. */
  @HotPath
  void readOptions(Packet packet) {
    scale = 0;
    hasScale = false;
    permitsSack = false;
    int at = optionsOffset;
    int left = optionsLength;
    while (left > 0) {
      int kind = packet.u8(at);
      if (kind == NO_OPERATION) {
        at++;
        left--;
        continue;
      }
      int length = kind == END_OF_OPTIONS || left < 2 ? 0 : packet.u8(at + 1);
      if (length < 2 || length > left) {
        return;
      }
      if (kind == SACK_PERMITTED && length == SACK_PERMITTED_LENGTH) {
        permitsSack = true;
      } else if (kind == WINDOW_SCALE && length == WINDOW_SCALE_LENGTH) {
        hasScale = true;
        scale = Math.min(packet.u8(at + 2), MAX_SCALE);
      }
      at += length;
      left -= length;
    }
  }

  /** The acknowledgement number, or the highest right edge of a SACK block above it. */
  @HotPath
  int selectivelyAcknowledged(Packet packet) {
    int highest = acknowledged;
    int at = optionsOffset;
    int left = optionsLength;
    if (left == TIMESTAMP_ONLY_LENGTH && packet.i32(at) == TIMESTAMP_ONLY) {
      return highest;
    }
    while (left > 0) {
      int kind = packet.u8(at);
      if (kind == NO_OPERATION) {
        at++;
        left--;
        continue;
      }
      int length = kind == END_OF_OPTIONS || left < 2 ? 0 : packet.u8(at + 1);
      if (length < 2 || length > left) {
        return highest;
      }
      if (kind == SACK && length > 2 && (length - 2) % SACK_BLOCK_LENGTH == 0) {
        for (int edge = at + 6; edge < at + length; edge += SACK_BLOCK_LENGTH) {
          int right = packet.i32(edge);
          highest = right - highest > 0 ? right : highest;
        }
        return highest;
      }
      at += length;
      left -= length;
    }
    return highest;
  }
}

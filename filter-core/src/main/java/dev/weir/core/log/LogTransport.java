package dev.weir.core.log;

import dev.weir.core.action.LogRequest;
import dev.weir.core.packet.Packet;

/** TCP and UDP, the same behind both network headers. */
final class LogTransport {
  private static final int TCP_LENGTH = 20;
  private static final int UDP_LENGTH = 8;
  private static final String[] FLAGS = {
    "FIN ", "SYN ", "RST ", "PSH ", "ACK ", "URG ", "ECE ", "CWR "
  };

  private LogTransport() {}

  /**
   * A TCP header; false if the line ends here.
   *
   * @param end where the packet ends
   */
  static boolean tcp(
      StringBuilder out, Packet packet, int at, int end, boolean fragment, int flags) {
    out.append("PROTO=TCP ");
    if (fragment) {
      return true;
    }
    if (!packet.canLoad(at, TCP_LENGTH)) {
      LogText.incomplete(out, end - at);
      return false;
    }
    out.append("SPT=")
        .append(packet.u16(at))
        .append(" DPT=")
        .append(packet.u16(at + 2))
        .append(' ');
    if ((flags & LogRequest.TCP_SEQUENCE) != 0) {
      out.append("SEQ=").append(Integer.toUnsignedString(packet.i32(at + 4)));
      out.append(" ACK=").append(Integer.toUnsignedString(packet.i32(at + 8))).append(' ');
    }
    out.append("WINDOW=").append(packet.u16(at + 14)).append(" RES=0x");
    LogText.hex(out, (packet.u8(at + 12) & 0x0f) << 2, 2).append(' ');
    int bits = packet.u8(at + 13);
    for (int bit : new int[] {7, 6, 5, 4, 3, 2, 1, 0}) {
      out.append((bits >> bit & 1) != 0 ? FLAGS[bit] : "");
    }
    out.append("URGP=").append(packet.u16(at + 18)).append(' ');
    int length = 4 * (packet.u8(at + 12) >> 4);
    if ((flags & LogRequest.TCP_OPTIONS) != 0 && length > TCP_LENGTH) {
      if (!packet.canLoad(at, length)) {
        out.append("OPT (TRUNCATED)");
        return false;
      }
      LogText.options(out, packet, at + TCP_LENGTH, at + length);
    }
    return true;
  }

  /** A UDP header; false if the line ends here. */
  static boolean udp(
      StringBuilder out, Packet packet, int at, int end, boolean fragment, String name) {
    out.append("PROTO=").append(name).append(' ');
    if (fragment) {
      return true;
    }
    if (!packet.canLoad(at, UDP_LENGTH)) {
      LogText.incomplete(out, end - at);
      return false;
    }
    out.append("SPT=").append(packet.u16(at)).append(" DPT=").append(packet.u16(at + 2));
    out.append(" LEN=").append(packet.u16(at + 4)).append(' ');
    return true;
  }
}

package dev.weir.core.log;

import dev.weir.core.action.LogRequest;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Packet;

/** IPv4 packets in log lines (dump_ipv4_packet). */
final class LogIp4 {
  private static final int ICMP_LENGTH = 8;
  private static final int HIGHEST_ICMP = 18;
  private static final int CONGESTION = 0x8000;
  private static final int TOS_MASK = 0x1e;
  private static final int PRECEDENCE_MASK = 0xe0;
  private static final int UNREACHABLE = 3;
  private static final int FRAGMENTATION_NEEDED = 4;

  private final StringBuilder out;

  LogIp4(StringBuilder out) {
    this.out = out;
  }

  void packet(Packet packet, int flags) {
    if (header(packet, packet.networkOffset(), flags, true) && packet.mark() != 0) {
      out.append("MARK=0x").append(Integer.toHexString(packet.mark())).append(' ');
    }
  }

  /** False if the line ends here. */
  private boolean header(Packet packet, int at, int flags, boolean outer) {
    if (!packet.canLoad(at, Ip4.MIN_LENGTH)) {
      out.append("TRUNCATED");
      return false;
    }
    out.append("SRC=");
    LogText.address4(out, packet, at + Ip4.SOURCE);
    out.append(" DST=");
    LogText.address4(out, packet, at + Ip4.DESTINATION);
    int tos = packet.u8(at + Ip4.TOS);
    out.append(" LEN=").append(packet.u16(at + Ip4.TOTAL_LENGTH)).append(" TOS=0x");
    LogText.hexUpper(out, tos & TOS_MASK).append(" PREC=0x");
    LogText.hexUpper(out, tos & PRECEDENCE_MASK);
    out.append(" TTL=").append(packet.u8(at + Ip4.TTL));
    out.append(" ID=").append(packet.u16(at + Ip4.IDENTIFICATION)).append(' ');
    int fragment = packet.u16(at + Ip4.FRAGMENT);
    out.append((fragment & CONGESTION) != 0 ? "CE " : "");
    out.append((fragment & Ip4.DONT_FRAGMENT) != 0 ? "DF " : "");
    out.append((fragment & Ip4.MORE_FRAGMENTS) != 0 ? "MF " : "");
    int offset = fragment & Ip4.OFFSET_MASK;
    if (offset != 0) {
      out.append("FRAG:").append(offset).append(' ');
    }
    int length = 4 * (packet.u8(at) & 0xf);
    if ((flags & LogRequest.IP_OPTIONS) != 0 && length > Ip4.MIN_LENGTH) {
      if (!packet.canLoad(at, length)) {
        out.append("TRUNCATED");
        return false;
      }
      LogText.options(out, packet, at + Ip4.MIN_LENGTH, at + length);
    }
    return transport(packet, at, at + length, offset != 0, flags, outer);
  }

  private boolean transport(
      Packet packet, int header, int at, boolean fragment, int flags, boolean outer) {
    int end = packet.networkOffset() + packet.networkLength();
    int protocol = packet.u8(header + Ip4.PROTOCOL);
    switch (protocol) {
      case 6 -> {
        return LogTransport.tcp(out, packet, at, end, fragment, flags);
      }
      case 17, 136 -> {
        String name = protocol == 17 ? "UDP" : "UDPLITE";
        return LogTransport.udp(out, packet, at, end, fragment, name);
      }
      case 1 -> {
        out.append("PROTO=ICMP ");
        if (!fragment) {
          icmp(packet, at, end, flags, outer);
        }
      }
      case 51 -> security("AH", packet, at, 4, 12, end, fragment);
      case 50 -> security("ESP", packet, at, 0, 8, end, fragment);
      default -> out.append("PROTO=").append(protocol).append(' ');
    }
    return true;
  }

  private void security(
      String name, Packet packet, int at, int index, int length, int end, boolean fragment) {
    out.append("PROTO=").append(name).append(' ');
    if (fragment) {
      return;
    }
    if (!packet.canLoad(at, length)) {
      LogText.incomplete(out, end - at);
      return;
    }
    out.append("SPI=0x").append(Integer.toHexString(packet.i32(at + index))).append(' ');
  }

  private static int required(int type) {
    return switch (type) {
      case 0, 8 -> 4;
      case 3, 4, 5, 11, 12 -> 28;
      case 13, 14 -> 20;
      case 17, 18 -> 12;
      default -> 0;
    };
  }

  private void icmp(Packet packet, int at, int end, int flags, boolean outer) {
    if (!packet.canLoad(at, ICMP_LENGTH)) {
      LogText.incomplete(out, end - at);
      return;
    }
    int type = packet.u8(at);
    int code = packet.u8(at + 1);
    out.append("TYPE=").append(type).append(" CODE=").append(code).append(' ');
    if (type <= HIGHEST_ICMP && end - at < required(type)) {
      LogText.incomplete(out, end - at);
      return;
    }
    switch (type) {
      case 0, 8 -> {
        out.append("ID=").append(packet.u16(at + 4));
        out.append(" SEQ=").append(packet.u16(at + 6)).append(' ');
      }
      case 12 -> out.append("PARAMETER=").append(packet.u8(at + 4)).append(' ');
      case 5 -> {
        out.append("GATEWAY=");
        LogText.address4(out, packet, at + 4);
        out.append(' ');
        quoted(packet, at, type, code, flags, outer);
      }
      case 3, 4, 11 -> quoted(packet, at, type, code, flags, outer);
      default -> {}
    }
  }

  private void quoted(Packet packet, int at, int type, int code, int flags, boolean outer) {
    if (outer) {
      out.append('[');
      header(packet, at + ICMP_LENGTH, flags, false);
      out.append("] ");
    }
    if (type == UNREACHABLE && code == FRAGMENTATION_NEEDED) {
      out.append("MTU=").append(packet.u16(at + 6)).append(' ');
    }
  }
}

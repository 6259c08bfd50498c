package dev.weir.core.log;

import dev.weir.core.action.LogRequest;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;

/** IPv6 packets in log lines (dump_ipv6_packet). */
final class LogIp6 {
  private static final int ESP = 50;
  private static final int ICMP_LENGTH = 8;

  private final StringBuilder out;
  private boolean fragment;
  private int next;

  LogIp6(StringBuilder out) {
    this.out = out;
  }

  void packet(Packet packet, int flags) {
    if (header(packet, packet.networkOffset(), flags, true) && packet.mark() != 0) {
      out.append("MARK=0x").append(Integer.toHexString(packet.mark())).append(' ');
    }
  }

  /** False if the line ends here. */
  private boolean header(Packet packet, int at, int flags, boolean outer) {
    if (!packet.canLoad(at, Ip6.LENGTH)) {
      out.append("TRUNCATED");
      return false;
    }
    out.append("SRC=");
    LogText.address6(out, packet, at + Ip6.SOURCE);
    out.append(" DST=");
    LogText.address6(out, packet, at + Ip6.DESTINATION);
    int first = packet.i32(at);
    out.append(" LEN=").append(packet.u16(at + Ip6.PAYLOAD_LENGTH) + Ip6.LENGTH);
    out.append(" TC=").append((first & 0x0ff00000) >>> 20);
    out.append(" HOPLIMIT=").append(packet.u8(at + Ip6.HOP_LIMIT));
    out.append(" FLOWLBL=").append(first & 0xfffff).append(' ');
    int transport = extensions(packet, at, (flags & LogRequest.IP_OPTIONS) != 0);
    return transport >= 0 && transport(packet, transport, flags, outer);
  }

  /** Walks the extension headers; where the last one ends, -1 if the line ends with them. */
  private int extensions(Packet packet, int header, boolean shows) {
    next = packet.u8(header + Ip6.NEXT_HEADER);
    fragment = false;
    int at = header + Ip6.LENGTH;
    while (next != Ip6.NO_NEXT_HEADER && (Ip6.isExtensionHeader(next) || next == ESP)) {
      if (!packet.canLoad(at, 2)) {
        out.append("TRUNCATED");
        return -1;
      }
      out.append(shows ? "OPT ( " : "");
      int length = extension(packet, at, shows);
      if (length < 0) {
        return -1;
      }
      out.append(shows ? ") " : "");
      next = packet.u8(at);
      at += length;
    }
    return at;
  }

  /** The length of one, -1 if the line ends with it. */
  private int extension(Packet packet, int at, boolean shows) {
    int units = packet.u8(at + 1);
    int end = packet.networkOffset() + packet.networkLength();
    switch (next) {
      case Ip6.FRAGMENT -> {
        return fragment(packet, at);
      }
      case Ip6.AUTHENTICATION -> {
        if (shows) {
          out.append("AH ");
          if (fragment || !packet.canLoad(at, 12)) {
            out.append(fragment ? ")" : "INCOMPLETE [" + (end - at) + " bytes] )");
            return -1;
          }
          out.append("SPI=0x").append(Integer.toHexString(packet.i32(at + 4))).append(' ');
        }
        return (units + 2) << 2;
      }
      case ESP -> {
        if (shows) {
          out.append("ESP ");
          if (fragment || !packet.canLoad(at, 8)) {
            out.append(fragment ? ")" : "INCOMPLETE [" + (end - at) + " bytes] )");
          } else {
            out.append("SPI=0x").append(Integer.toHexString(packet.i32(at))).append(" )");
          }
        }
        return -1;
      }
      default -> {
        if (fragment) {
          out.append(shows ? ")" : "");
          return -1;
        }
        return (units + 1) << 3;
      }
    }
  }

  private int fragment(Packet packet, int at) {
    out.append("FRAG:");
    if (!packet.canLoad(at, Ip6.FRAGMENT_LENGTH)) {
      out.append("TRUNCATED ");
      return -1;
    }
    int word = packet.u16(at + Ip6.FRAGMENT_WORD);
    out.append(word & Ip6.FRAGMENT_OFFSET_MASK).append(' ');
    out.append((word & Ip6.FRAGMENT_MORE) != 0 ? "INCOMPLETE " : "");
    out.append("ID:");
    LogText.hex(out, packet.i32(at + Ip6.FRAGMENT_IDENTIFICATION), 8).append(' ');
    fragment |= (word & Ip6.FRAGMENT_OFFSET_MASK) != 0;
    return Ip6.FRAGMENT_LENGTH;
  }

  private boolean transport(Packet packet, int at, int flags, boolean outer) {
    int end = packet.networkOffset() + packet.networkLength();
    switch (next) {
      case 6 -> {
        return LogTransport.tcp(out, packet, at, end, fragment, flags);
      }
      case 17, 136 -> {
        String name = next == 17 ? "UDP" : "UDPLITE";
        return LogTransport.udp(out, packet, at, end, fragment, name);
      }
      case 58 -> {
        out.append("PROTO=ICMPv6 ");
        return fragment || icmp(packet, at, end, flags, outer);
      }
      default -> out.append("PROTO=").append(next).append(' ');
    }
    return true;
  }

  private boolean icmp(Packet packet, int at, int end, int flags, boolean outer) {
    if (!packet.canLoad(at, ICMP_LENGTH)) {
      LogText.incomplete(out, end - at);
      return false;
    }
    int type = packet.u8(at);
    out.append("TYPE=").append(type);
    out.append(" CODE=").append(packet.u8(at + 1)).append(' ');
    switch (type) {
      case 128, 129 -> {
        out.append("ID=").append(packet.u16(at + 4));
        out.append(" SEQ=").append(packet.u16(at + 6)).append(' ');
      }
      case 1, 2, 3, 4 -> {
        if (type == 4) {
          out.append("POINTER=");
          LogText.hex(out, packet.i32(at + 4), 8).append(' ');
        }
        if (outer) {
          out.append('[');
          header(packet, at + ICMP_LENGTH, flags, false);
          out.append("] ");
        }
        if (type == 2) {
          out.append("MTU=").append(Integer.toUnsignedString(packet.i32(at + 4))).append(' ');
        }
      }
      default -> {}
    }
    return true;
  }
}

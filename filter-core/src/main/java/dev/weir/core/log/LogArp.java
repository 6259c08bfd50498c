package dev.weir.core.log;

import dev.weir.core.packet.Packet;

/** ARP messages in log lines (dump_arp_packet). */
final class LogArp {
  private static final int HEADER = 8;
  private static final int ADDRESSES = 20;

  private LogArp() {}

  static void append(StringBuilder out, Packet packet) {
    int at = packet.networkOffset();
    if (!packet.canLoad(at, HEADER)) {
      out.append("TRUNCATED");
      return;
    }
    out.append("ARP HTYPE=").append(packet.u16(at)).append(" PTYPE=0x");
    LogText.hex(out, packet.u16(at + 2), 4).append(" OPCODE=").append(packet.u16(at + 6));
    if (packet.u16(at) != 1 || packet.u8(at + 4) != 6 || packet.u8(at + 5) != 4) {
      return;
    }
    if (!packet.canLoad(at + HEADER, ADDRESSES)) {
      int left = packet.networkOffset() + packet.networkLength() - at - HEADER;
      out.append(" INCOMPLETE [").append(left).append(" bytes]");
      return;
    }
    side(out, packet, at + HEADER, " MACSRC=", " IPSRC=");
    side(out, packet, at + HEADER + 10, " MACDST=", " IPDST=");
  }

  private static void side(StringBuilder out, Packet packet, int at, String mac, String ip) {
    out.append(mac);
    for (int i = 0; i < 6; i++) {
      out.append(i == 0 ? "" : ":");
      LogText.hex(out, packet.u8(at + i), 2);
    }
    out.append(ip);
    LogText.address4(out, packet, at + 6);
  }
}

package dev.weir.core.log;

import dev.weir.core.action.LogRequest;
import dev.weir.core.packet.Ether;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.Vlan;

/**
 * Writes the line that the kernel logs for a packet.
 *
 * <p>Example: {@code IN=eth0 OUT= MAC=02:...:08:00 SRC=192.0.2.1 DST=192.0.2.2 LEN=60 TOS=0x00
 * PREC=0x00 TTL=64 ID=1 DF PROTO=TCP SPT=1024 DPT=22 WINDOW=64240 RES=0x00 SYN URGP=0 }, with the
 * blank at its end.
 *
 * <p><i>Meaning:</i> headers that are cut show as {@code INCOMPLETE} or {@code TRUNCATED}; an ICMP
 * error shows what it quotes in brackets, once.
 *
 * <p>Source: net/netfilter/nf_log_syslog.c.
 */
public final class LogLine {
  private final StringBuilder out = new StringBuilder();
  private final LogIp4 four = new LogIp4(out);
  private final LogIp6 six = new LogIp6(out);

  /** The line, prefix first, without a line end. */
  public String of(LogRequest request, Packet packet) {
    out.setLength(0);
    out.append(request.prefix());
    out.append("IN=").append(packet.iif().name());
    out.append(" OUT=").append(packet.oif().name()).append(' ');
    int flags = request.flags();
    switch (packet.nfproto()) {
      case Packet.NFPROTO_IPV4 -> {
        mac(packet, flags);
        four.packet(packet, flags);
      }
      case Packet.NFPROTO_IPV6 -> {
        mac(packet, flags);
        six.packet(packet, flags);
      }
      case Packet.NFPROTO_ARP -> {
        if ((flags & LogRequest.ETHER) != 0) {
          mac(packet, flags);
        }
        LogArp.append(out, packet);
      }
      default -> mac(packet, flags);
    }
    return out.toString();
  }

  /** KERNEL: only packets with an input device have one. */
  private void mac(Packet packet, int flags) {
    if (packet.iif().index() == 0 && !packet.iif().isUnknown()) {
      return;
    }
    if ((flags & LogRequest.ETHER) != 0 && packet.hasLinkHeader()) {
      out.append("MACSRC=");
      address(packet, Ether.SOURCE);
      out.append(" MACDST=");
      address(packet, Ether.DESTINATION);
      vlan(packet);
      out.append(" MACPROTO=");
      LogText.hex(out, packet.u16(Ether.TYPE), 4).append(' ');
      return;
    }
    out.append("MAC=");
    if (packet.hasLinkHeader()) {
      for (int i = 0; i < Ether.LENGTH; i++) {
        out.append(i == 0 ? "" : ":");
        LogText.hex(out, packet.u8(i), 2);
      }
    }
    out.append(' ');
  }

  private void vlan(Packet packet) {
    if (packet.vlanTags() > 0 && packet.canLoad(Ether.LENGTH, Vlan.LENGTH)) {
      out.append(" VPROTO=");
      LogText.hex(out, packet.u16(Ether.TYPE), 4);
      out.append(" VID=").append(packet.vlanTci());
    }
  }

  private void address(Packet packet, int at) {
    for (int i = 0; i < 6; i++) {
      out.append(i == 0 ? "" : ":");
      LogText.hex(out, packet.u8(at + i), 2);
    }
  }
}

package dev.weir.core.fragment;

import dev.weir.core.packet.ConntrackRef;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketParser;

/**
 * Another packet with the same metadata.
 *
 * <p>Source: net/ipv4/ip_output.c (ip_copy_metadata).
 */
final class PacketTwin {
  private PacketTwin() {}

  /** Lets {@code twin} show these bytes as what {@code packet} is to the stack. */
  @HotPath
  static void show(Packet packet, Packet twin, long address, int captured, int original) {
    twin.reset(address, captured, original, packet.linkType(), packet.timestampNanos());
    PacketParser.parse(twin);
    if (packet.iif().isNone()) {
      PacketParser.parseSent(twin);
    }
    twin.setLinkHeader(packet.hasLinkHeader() && twin.hasLinkHeader());
    twin.setMark(packet.mark());
    twin.setPriority(packet.priority());
    twin.setPacketType(packet.packetType());
    twin.setTraced(packet.isTraced());
    twin.setDevices(packet.iif(), packet.oif(), packet.device());
    twin.setDirection(packet.direction());
    twin.setCaptureDevice(packet.captureDevice());
    twin.setNowNanos(packet.nowNanos());
    copy(packet.conntrack(), twin.conntrack());
  }

  private static void copy(ConntrackRef from, ConntrackRef to) {
    if (from.hasZoneTemplate()) {
      to.setZoneTemplate(from.zone(), from.zoneDirections());
    }
    if (from.isUntracked()) {
      to.setUntracked();
    } else if (from.isAttached()) {
      to.attach(from.entry(), from.info());
    }
  }
}

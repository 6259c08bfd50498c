package dev.weir.core.path;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;

/**
 * The settable metadata of a packet's twin: what rules do to one of them does not show on the
 * other.
 */
final class SentCopy {
  private int mark;
  private int priority;
  private int packetType;
  private boolean traced;

  /** The twin is as the packet is now. */
  @HotPath
  void take(Packet packet) {
    mark = packet.mark();
    priority = packet.priority();
    packetType = packet.packetType();
    traced = packet.isTraced();
  }

  /** The packet becomes its twin, and the other way round. */
  @HotPath
  void swap(Packet packet) {
    int otherMark = packet.mark();
    int otherPriority = packet.priority();
    int otherType = packet.packetType();
    boolean otherTraced = packet.isTraced();
    packet.setMark(mark);
    packet.setPriority(priority);
    packet.setPacketType(packetType);
    packet.setTraced(traced);
    mark = otherMark;
    priority = otherPriority;
    packetType = otherType;
    traced = otherTraced;
  }
}

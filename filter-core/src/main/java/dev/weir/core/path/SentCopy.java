package dev.weir.core.path;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketCopier;
import dev.weir.core.packet.PacketMemory;
import org.jspecify.annotations.Nullable;

/**
 * The settable metadata and the bytes of a packet's twin: what rules do to one of them does not
 * show on the other.
 */
final class SentCopy implements AutoCloseable {
  private static final int INITIAL_CAPACITY = 1 << 11;

  private PacketBuffer bytes = new PacketBuffer(INITIAL_CAPACITY);
  private long address;
  private @Nullable PacketCopier copier;
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
    takeBytes(packet);
  }

  private void takeBytes(Packet packet) {
    int length = packet.capturedLength();
    if (length > bytes.capacity()) {
      bytes.close();
      bytes = new PacketBuffer(length);
    }
    address = bytes.address();
    copier = PacketCopier.OWN_MEMORY;
    PacketMemory.allow(bytes, address, length);
    PacketMemory.copy(packet.address(), address, length);
    PacketMemory.forbid(bytes);
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
    long otherAddress = packet.address();
    PacketCopier otherCopier = packet.copier();
    packet.rebase(address);
    packet.setCopier(copier);
    address = otherAddress;
    copier = otherCopier;
    if (packet.wasRewritten()) {
      packet.markRewritten();
    }
  }

  @Override
  public void close() {
    bytes.close();
  }
}

package dev.weir.core.path;

import dev.weir.core.packet.Checksums;
import dev.weir.core.packet.Ether;
import dev.weir.core.packet.FrameParser;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketCopier;
import dev.weir.core.packet.PacketMemory;
import dev.weir.core.packet.PacketParser;
import dev.weir.core.packet.Vlan;

/**
 * What the stack writes into a packet on its way, done in a copy: captures are mapped read-only.
 *
 * <p><i>State:</i> one packet at a time, between {@link #begin} and {@link #end}; the copy is made
 * on the first write.
 */
final class PacketRewriter implements PacketCopier, AutoCloseable {
  private static final int INITIAL_CAPACITY = 1 << 18;

  /** {@code skb->priority} by bits 1-4 of the TOS byte (net/ipv4/route.c, ip_tos2prio). */
  private static final int[] PRIORITY_OF_TOS = {0, 0, 0, 0, 2, 2, 2, 2, 6, 6, 6, 6, 4, 4, 4, 4};

  private PacketBuffer buffer = new PacketBuffer(INITIAL_CAPACITY);
  private long original;
  private int capturedLength;
  private int originalLength;
  private boolean copied;
  private boolean relaid;
  private boolean optionsChanged;

  /** Starts with a packet that shows the original. */
  @HotPath
  void begin(Packet packet) {
    original = packet.address();
    capturedLength = packet.capturedLength();
    originalLength = packet.originalLength();
    copied = false;
    relaid = false;
    optionsChanged = false;
    packet.setCopier(this);
  }

  /** The packet was moved to other memory, which may be written, by somebody else. */
  @HotPath
  void showsAnother() {
    relaid = true;
    copied = true;
  }

  /** Sees the packet as ingress and bridge hooks do, until {@link #showPacket}. */
  @HotPath
  void showFrame(Packet packet) {
    FrameParser.parse(packet);
  }

  /** Sees the packet as the IP hooks do again. */
  @HotPath
  void showPacket(Packet packet) {
    int packetType = packet.packetType();
    packet.moveTo(packet.address(), packet.capturedLength(), packet.originalLength());
    PacketParser.parse(packet);
    packet.setPacketType(packetType);
  }

  /** Lets the packet show the original again. */
  @HotPath
  void end(Packet packet) {
    packet.setCopier(null);
    if (relaid || packet.wasRewritten()) {
      packet.moveTo(original, capturedLength, originalLength);
      int packetType = packet.packetType();
      PacketParser.parse(packet);
      packet.setPacketType(packetType);
    } else if (copied) {
      packet.rebase(original);
    }
  }

  @Override
  @HotPath
  public void makeWritable(Packet packet) {
    copy(packet);
    packet.markRewritten();
  }

  private void copy(Packet packet) {
    if (copied) {
      return;
    }
    if (capturedLength > buffer.capacity()) {
      buffer.close();
      buffer = new PacketBuffer(capturedLength);
    }
    PacketMemory.allow(buffer, buffer.address(), capturedLength);
    PacketMemory.copy(original, buffer.address(), capturedLength);
    PacketMemory.forbid(buffer);
    packet.rebase(buffer.address());
    copied = true;
  }

  /**
   * Takes off VLAN tags with id 0; false if another one is on.
   *
   * <p>KERNEL: skb_vlan_untag moves the addresses up to the inner type; the tag itself is dropped
   * (net/core/dev.c).
   */
  @HotPath
  boolean removePriorityTags(Packet packet) {
    if ((packet.vlanTci() & Vlan.ID_MASK) != 0 || Vlan.isTag(packet.etherType())) {
      return false;
    }
    if (packet.hasLinkHeader()) {
      int length = Vlan.LENGTH * packet.vlanTags();
      int packetType = packet.packetType();
      copy(packet);
      long start = buffer.address();
      PacketMemory.copy(start, start + length, Ether.TYPE);
      packet.moveTo(start + length, capturedLength - length, originalLength - length);
      PacketParser.parse(packet);
      packet.setPacketType(packetType);
      relaid = true;
    }
    return true;
  }

  /**
   * Validates IPv4 options and writes what the stack writes into them; false if the packet is to be
   * dropped.
   *
   * @param isForHost whether the packet was routed to this host itself
   */
  @HotPath
  boolean receiveOptions(Packet packet, boolean isForHost) {
    if (packet.nfproto() != Packet.NFPROTO_IPV4) {
      return true;
    }
    int headerLength = StackModel.headerLength4(packet);
    if (headerLength == Ip4.MIN_LENGTH) {
      return true;
    }
    long time = packet.timestampNanos();
    int address = isForHost ? StackModel.ownAddress(packet) : 0;
    long header = packet.address() + packet.networkOffset();
    int result = Ip4Options.receive(header, headerLength, false, time, address);
    if (result == Ip4Options.CHANGED) {
      copy(packet);
      header = packet.address() + packet.networkOffset();
      Ip4Options.receive(header, headerLength, true, time, address);
      optionsChanged = true;
    }
    return result != Ip4Options.BAD;
  }

  /**
   * Takes one from TTL or hop limit and, for IPv4, sets the priority from the TOS, as ip_forward
   * does.
   */
  @HotPath
  void decrementTtl(Packet packet) {
    copy(packet);
    long header = packet.address() + packet.networkOffset();
    if (packet.nfproto() == Packet.NFPROTO_IPV4) {
      int checksum = PacketMemory.u16(header + Ip4.CHECKSUM);
      PacketMemory.putU16(header + Ip4.CHECKSUM, Checksums.afterTtlDecrement(checksum));
      PacketMemory.putU8(header + Ip4.TTL, PacketMemory.u8(header + Ip4.TTL) - 1);
      packet.setPriority(PRIORITY_OF_TOS[PacketMemory.u8(header + Ip4.TOS) >> 1 & 0xf]);
    } else {
      PacketMemory.putU8(header + Ip6.HOP_LIMIT, PacketMemory.u8(header + Ip6.HOP_LIMIT) - 1);
    }
  }

  /** Between forward and postrouting: makes the checksum good again if options were written. */
  @HotPath
  void forwardOptions(Packet packet) {
    if (optionsChanged) {
      long header = packet.address() + packet.networkOffset();
      Ip4Options.sum(header, StackModel.headerLength4(packet));
    }
  }

  /**
   * Sees the packet as sent by this host; false if a raw socket would refuse it. The IPv4 total
   * length and checksum become true.
   *
   * <p>KERNEL: raw_send_hdrinc fills them in.
   */
  @HotPath
  boolean asSent(Packet packet) {
    relaid = true;
    if (!PacketParser.parseSent(packet) || !isSendable(packet)) {
      return false;
    }
    if (packet.nfproto() == Packet.NFPROTO_IPV4) {
      int headerLength = StackModel.headerLength4(packet);
      long header = packet.address() + packet.networkOffset();
      boolean same =
          packet.u16(packet.networkOffset() + Ip4.TOTAL_LENGTH) == packet.networkLength();
      if (!same || Checksums.internet(header, headerLength) != 0) {
        copy(packet);
        header = packet.address() + packet.networkOffset();
        PacketMemory.putU16(header + Ip4.TOTAL_LENGTH, packet.networkLength());
        Ip4Options.sum(header, headerLength);
      }
    }
    return true;
  }

  private static boolean isSendable(Packet packet) {
    if (packet.nfproto() == Packet.NFPROTO_IPV4) {
      int headerLength = StackModel.headerLength4(packet);
      return headerLength >= Ip4.MIN_LENGTH && packet.networkLength() >= headerLength;
    }
    return true;
  }

  @Override
  public void close() {
    buffer.close();
  }
}

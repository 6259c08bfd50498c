package dev.weir.core.nat;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;

/**
 * Lets a packet show bytes that may be written.
 *
 * <p>Source: include/linux/skbuff.h (skb_ensure_writable).
 */
public interface PacketCopier {
  /** From now on the packet's bytes are its own. */
  @HotPath
  void makeWritable(Packet packet);
}

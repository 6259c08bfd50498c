package dev.weir.core.packet;

/**
 * Lets a packet show bytes that may be written.
 *
 * <p>Example: a rule that sets the TTL calls {@code packet.makeWritable()}, which asks the packet's
 * copier; from then on the packet shows a private copy.
 *
 * <p>Source: include/linux/skbuff.h (skb_ensure_writable).
 */
public interface PacketCopier {
  /** Of a packet whose memory belongs to who judges it. */
  PacketCopier OWN_MEMORY = packet -> {};

  /** From now on the packet's bytes are its own. */
  @HotPath
  void makeWritable(Packet packet);
}

package dev.weir.core.path;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;

/** Takes packets as they are at the end of their path. */
public interface PacketSink {
  /** The packet shows what rules and stack made of it; its bytes are to be copied at once. */
  @HotPath
  void take(Packet packet);
}

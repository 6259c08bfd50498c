package dev.weir.core.path;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import org.jspecify.annotations.Nullable;

/** Where packets leave the walker: shows them to whoever asked to see them. */
final class Outlet {
  private @Nullable PacketSink sink;
  private boolean shut;

  void open(PacketSink wanted) {
    sink = wanted;
  }

  /** Whether what leaves from now on is of no interest: answers of this host itself. */
  void setShut(boolean value) {
    shut = value;
  }

  /** Whether anybody looks. */
  @HotPath
  boolean isOpen() {
    return sink != null;
  }

  @HotPath
  void leaves(Packet packet) {
    if (sink != null && !shut) {
      sink.take(packet);
    }
  }
}

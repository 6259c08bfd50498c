package dev.weir.core.action;

import dev.weir.core.hook.Hook;
import dev.weir.core.packet.Packet;

/** Hears what rules do to packets outside of the rules; see the package. */
public interface ActionSink {
  /** A rule logs the packet at a hook. */
  default void logged(LogRequest request, Packet packet, Hook hook) {}

  /**
   * A rule hands the packet, or a copy, to somebody.
   *
   * @param action in the words of rules: {@code dup to 192.0.2.1}
   */
  default void acted(String action, Packet packet) {}

  /** An answer of this host left: an IP packet without link header. */
  default void replied(Packet reply) {}
}

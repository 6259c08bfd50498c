package dev.weir.core.trace;

import dev.weir.core.packet.Packet;

/** Hears what happens to packets; see the package. */
public interface TraceSink {
  /** Whether the packet at hand is asked about; does not change while a packet is judged. */
  boolean isOn();

  /**
   * Whether rules that did not match are to say why; without it they all give the same empty {@link
   * Mismatch}, which costs nothing.
   */
  default boolean wantsReasons() {
    return true;
  }

  /**
   * Something happened; to be called only while {@link #isOn()}.
   *
   * @param packet as it is now; valid during this call only
   */
  void event(TraceEvent event, Packet packet);
}

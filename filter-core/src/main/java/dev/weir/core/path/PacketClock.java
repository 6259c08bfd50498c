package dev.weir.core.path;

import dev.weir.core.packet.Packet;
import java.util.concurrent.TimeUnit;

/**
 * Tells each packet its time ({@code --clock}).
 *
 * <p>Example: {@code clock.stamp(packet)} after {@code packet.reset}, before walking it.
 *
 * <p><i>Meaning:</i> never runs backwards: a packet captured before the one in front of it has that
 * one's time.
 *
 * <p><i>Threads:</i> one.
 */
public final class PacketClock {
  private final boolean wall;
  private final long startedNanos = System.nanoTime();
  private final long startedEpochNanos = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
  private long now = Long.MIN_VALUE;
  private long stepsBack;

  private PacketClock(boolean wall) {
    this.wall = wall;
  }

  /** The time at which packets were captured. */
  public static PacketClock capture() {
    return new PacketClock(false);
  }

  /** The time at which packets are judged. */
  public static PacketClock wall() {
    return new PacketClock(true);
  }

  /** Sets {@link Packet#nowNanos()}. */
  public void stamp(Packet packet) {
    long time =
        wall ? startedEpochNanos + (System.nanoTime() - startedNanos) : packet.timestampNanos();
    if (time < now) {
      stepsBack++;
    } else {
      now = time;
    }
    packet.setNowNanos(now);
  }

  /** Packets whose time was earlier than that of one before them. */
  public long stepsBack() {
    return stepsBack;
  }
}

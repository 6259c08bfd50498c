package dev.weir.core.conntrack;

import dev.weir.core.hook.Hook;
import dev.weir.core.packet.ConntrackRef;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketParser;
import dev.weir.core.testkit.Packets;
import dev.weir.core.verdict.Verdicts;

/**
 * Sends packets through a connection table, as a path walker would, and says what they were.
 *
 * <p>Example: {@code wire.send(Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2))} is {@code "new"}.
 */
final class Wire implements AutoCloseable {
  static final long SECOND = 1_000_000_000L;

  final Conntrack conntrack;
  final Packet packet = new Packet();
  private final PacketBuffer buffer = new PacketBuffer(65_536);
  private long nowNanos = 1_700_000_000L * SECOND;

  /** The entry of the last packet that had one. */
  int entry = -1;

  Wire(ConntrackOptions options) {
    conntrack = new Conntrack(options);
  }

  Wire() {
    this(ConntrackOptions.defaults());
  }

  /** Lets time pass. */
  Wire sleep(double seconds) {
    nowNanos += (long) (seconds * SECOND);
    return this;
  }

  long nowNanos() {
    return nowNanos;
  }

  /** Makes the packet the current one, parsed. */
  Packet show(Packets packets) {
    byte[] bytes = packets.network();
    buffer.set(bytes);
    packet.reset(buffer.address(), bytes.length, bytes.length, LinkType.RAW, nowNanos);
    PacketParser.parse(packet);
    return packet;
  }

  /** The whole way of a packet: tracked, confirmed, over. */
  String send(Packets packets) {
    show(packets);
    return send(true);
  }

  /** A packet that a rule drops. */
  String drop(Packets packets) {
    show(packets);
    return send(false);
  }

  /** A packet in a zone. */
  String sendInZone(int zone, Packets packets) {
    show(packets);
    packet.conntrack().setZoneTemplate(zone);
    return send(true);
  }

  private String send(boolean confirmed) {
    if (conntrack.track(packet, Hook.PREROUTING) == Verdicts.DROP) {
      return "dropped";
    }
    String state = state(packet.conntrack());
    entry = packet.conntrack().isAttached() ? packet.conntrack().entry() : -1;
    if (confirmed && conntrack.confirm(packet) == Verdicts.DROP) {
      state = "clash";
    }
    conntrack.release(packet);
    return state;
  }

  /** As {@code ct state} says it. */
  static String state(ConntrackRef ref) {
    if (ref.isUntracked()) {
      return "untracked";
    }
    if (!ref.isAttached()) {
      return "invalid";
    }
    return switch (ref.info()) {
      case ConntrackRef.ESTABLISHED, ConntrackRef.ESTABLISHED_REPLY -> "established";
      case ConntrackRef.RELATED, ConntrackRef.RELATED_REPLY -> "related";
      default -> "new";
    };
  }

  boolean has(int statusBit) {
    return (conntrack.status(entry) & statusBit) != 0;
  }

  /** Seconds the last packet's connection has. */
  double expires() {
    return conntrack.expirationMillis(entry, nowNanos) / 1000.0;
  }

  @Override
  public void close() {
    conntrack.close();
    buffer.close();
  }
}

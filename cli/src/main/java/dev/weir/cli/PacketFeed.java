package dev.weir.cli;

import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketParser;
import dev.weir.core.path.InterfaceTable;
import dev.weir.core.path.PacketClock;
import dev.weir.netio.pcap.CaptureException;
import dev.weir.netio.pcap.CaptureReader;

/** Shows the packets of captures, one after the other, as the path walker wants them. */
final class PacketFeed {
  private final InterfaceTable interfaces;
  private final PacketClock clock;
  private final Packet packet = new Packet();

  PacketFeed(HostModel host) {
    interfaces = host.interfaces();
    clock = host.newClock();
  }

  /** Opens a capture, {@code -} for standard input. */
  static CaptureReader open(String capture) {
    try {
      return capture.equals("-")
          ? CaptureReader.open(System.in, "-")
          : CaptureReader.open(IoErrors.path(capture));
    } catch (CaptureException e) {
      throw CommandFailure.badInput(String.valueOf(e.getMessage()));
    }
  }

  /** The packet the reader stands at, parsed, with its time; the same object each time. */
  Packet show(CaptureReader reader) {
    packet.reset(
        reader.address(),
        reader.capturedLength(),
        reader.originalLength(),
        reader.linkType(),
        reader.timestampNanos());
    packet.setDirection(reader.direction());
    packet.setCaptureDevice(interfaces.device(reader.interfaceName()));
    clock.stamp(packet);
    PacketParser.parse(packet);
    return packet;
  }

  /** What {@link #show} shows. */
  Packet packet() {
    return packet;
  }

  /** Packets whose time was earlier than that of one before them. */
  long stepsBack() {
    return clock.stepsBack();
  }

  /** Ends the command because nothing tells which hooks a packet walks. */
  static CommandFailure ambiguous(long packetNumber) {
    return CommandFailure.usage(
        "packet "
            + packetNumber
            + ": nothing says which hooks it walks; choose with --path forward, input or output"
            + " (or give --local or --addrs)");
  }
}

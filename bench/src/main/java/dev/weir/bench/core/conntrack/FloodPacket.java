package dev.weir.bench.core.conntrack;

import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketMemory;
import dev.weir.core.packet.PacketParser;
import java.util.HexFormat;

/** One IPv4 packet, from or to the host a number names. */
final class FloodPacket implements AutoCloseable {
  private static final String IP = "4500002800000000400600000a0000010a000002";
  private static final String TCP_SYN = "04000050000000010000000050022000" + "00000000";
  private static final String UDP = "040000500014000000000000" + "0000000000000000";
  private static final int PROTOCOL = 9;
  private static final int SOURCE = 12;
  private static final int DESTINATION = 16;
  private static final int SOURCE_PORT = 20;
  private static final int DESTINATION_PORT = 22;
  private static final int SERVER_HIGH = 0x0a00;
  private static final int SERVER_LOW = 2;
  private static final int UDP_NUMBER = 17;

  final Packet packet = new Packet();
  private final PacketBuffer buffer;
  private final int length;

  private FloodPacket(boolean tcp) {
    byte[] bytes = HexFormat.of().parseHex(IP + (tcp ? TCP_SYN : UDP));
    if (!tcp) {
      bytes[PROTOCOL] = UDP_NUMBER;
    }
    buffer = PacketBuffer.of(bytes);
    length = bytes.length;
  }

  static FloodPacket syn() {
    return new FloodPacket(true);
  }

  static FloodPacket udp() {
    return new FloodPacket(false);
  }

  /** The packet that client {@code number} sends to the server. */
  Packet request(int number, long nowNanos) {
    write(SOURCE, SOURCE_PORT, number);
    PacketMemory.putU16(buffer.address() + DESTINATION, SERVER_HIGH);
    PacketMemory.putU16(buffer.address() + DESTINATION + 2, SERVER_LOW);
    PacketMemory.putU16(buffer.address() + DESTINATION_PORT, 80);
    return show(nowNanos);
  }

  /** The packet that the server sends to client {@code number}. */
  Packet answer(int number, long nowNanos) {
    write(DESTINATION, DESTINATION_PORT, number);
    PacketMemory.putU16(buffer.address() + SOURCE, SERVER_HIGH);
    PacketMemory.putU16(buffer.address() + SOURCE + 2, SERVER_LOW);
    PacketMemory.putU16(buffer.address() + SOURCE_PORT, 80);
    return show(nowNanos);
  }

  private void write(int address, int port, int number) {
    PacketMemory.putU16(buffer.address() + address, 0xb000 | (number >>> 16));
    PacketMemory.putU16(buffer.address() + address + 2, number);
    PacketMemory.putU16(buffer.address() + port, 1024 + (number & 0x7fff));
  }

  private Packet show(long nowNanos) {
    packet.reset(buffer.address(), length, length, LinkType.RAW, nowNanos);
    PacketParser.parse(packet);
    return packet;
  }

  @Override
  public void close() {
    buffer.close();
  }
}

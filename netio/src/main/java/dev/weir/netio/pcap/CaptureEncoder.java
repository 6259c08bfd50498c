package dev.weir.netio.pcap;

import java.io.IOException;

/**
 * Writes records of one capture format into an {@link OutputBuffer}.
 *
 * <p>Example: {@link PcapEncoder}, {@link PcapngEncoder}.
 */
abstract class CaptureEncoder implements OutputBuffer.RecordLength {
  /**
   * Announces an interface, numbered in the order of the calls; the first call writes the file
   * header.
   */
  abstract void addInterface(OutputBuffer out, String name, int linkType) throws IOException;

  /** Bytes of the record of a packet, without its data. */
  abstract int overheadBytes(int capturedLength, int direction);

  abstract void beginPacket(OutputBuffer out, PacketHeader header);

  abstract void endPacket(OutputBuffer out, PacketHeader header);

  /** What stands around a packet's bytes; one reused instance. */
  static final class PacketHeader {
    int interfaceId;
    long timestampNanos;
    int direction;
    int capturedLength;
    int originalLength;
  }
}

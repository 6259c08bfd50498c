package dev.weir.netio.pcap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes pcapng: one little-endian section, an Interface Description before an interface's first
 * packet, Enhanced Packets with nanoseconds and, where known, the direction.
 *
 * <p>Source: draft-ietf-opsawg-pcapng.
 */
final class PcapngEncoder extends CaptureEncoder {
  private static final int SECTION_BYTES = 28;
  private static final int FLAGS_BYTES = 12; // flags option and end of options
  private static final int PACKET_BYTES = 32;
  private static final int MAX_NAME_BYTES = 255;

  private boolean begun;

  @Override
  void addInterface(OutputBuffer out, String interfaceName, int linkType) throws IOException {
    if (!begun) {
      begun = true;
      writeSection(out);
    }
    byte[] utf8 = interfaceName.getBytes(StandardCharsets.UTF_8);
    byte[] text = utf8.length > MAX_NAME_BYTES ? Arrays.copyOf(utf8, MAX_NAME_BYTES) : utf8;
    int nameBytes = text.length == 0 ? 0 : 4 + padded(text.length);
    int length = 20 + nameBytes + 8 + 4;
    out.reserve(length);
    out.int32(PcapngFormat.INTERFACE_DESCRIPTION);
    out.int32(length);
    out.int16(linkType);
    out.int16(0);
    out.int32(CaptureFormat.MAX_CAPTURED_BYTES);
    if (text.length > 0) {
      out.int16(PcapngFormat.IF_NAME);
      out.int16(text.length);
      out.bytes(text);
      out.pad(text.length);
    }
    out.int16(PcapngFormat.IF_TSRESOL);
    out.int16(1);
    out.int32(9); // nanoseconds, and three bytes of padding
    out.int32(0); // end of options
    out.int32(length);
  }

  private static void writeSection(OutputBuffer out) throws IOException {
    out.reserve(SECTION_BYTES);
    out.int32(PcapngFormat.SECTION_HEADER);
    out.int32(SECTION_BYTES);
    out.int32(PcapngFormat.BYTE_ORDER_MAGIC);
    out.int16(1);
    out.int16(0);
    out.int64(-1); // length not known ahead
    out.int32(SECTION_BYTES);
  }

  @Override
  int overheadBytes(int capturedLength, int direction) {
    return PACKET_BYTES
        + padded(capturedLength)
        - capturedLength
        + (direction == 0 ? 0 : FLAGS_BYTES);
  }

  @Override
  void beginPacket(OutputBuffer out, PacketHeader header) {
    int captured = header.capturedLength;
    out.int32(PcapngFormat.ENHANCED_PACKET);
    out.int32(captured + overheadBytes(captured, header.direction));
    out.int32(header.interfaceId);
    out.int32((int) (header.timestampNanos >>> 32));
    out.int32((int) header.timestampNanos);
    out.int32(captured);
    out.int32(header.originalLength);
  }

  @Override
  void endPacket(OutputBuffer out, PacketHeader header) {
    int captured = header.capturedLength;
    out.pad(captured);
    if (header.direction != 0) {
      out.int16(PcapngFormat.PACKET_FLAGS);
      out.int16(4);
      out.int32(header.direction);
      out.int32(0); // end of options
    }
    out.int32(captured + overheadBytes(captured, header.direction));
  }

  private static int padded(int length) {
    return (length + 3) & ~3;
  }

  @Override
  public long at(long address, long fileOffset) {
    return RawBytes.uint32(address + 4, false);
  }
}

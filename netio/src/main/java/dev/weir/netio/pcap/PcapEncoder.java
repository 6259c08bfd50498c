package dev.weir.netio.pcap;

import java.io.IOException;

/**
 * Writes classic pcap, little-endian, version 2.4.
 *
 * <p><i>Meaning:</i> one link type a file, no interface names, no directions. Seconds are 32 bits
 * wide and wrap in 2106.
 *
 * <p>Source: draft-ietf-opsawg-pcap.
 */
final class PcapEncoder extends CaptureEncoder {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final String name;
  private final boolean nanoseconds;
  private int linkType = -1;

  PcapEncoder(String name, boolean nanoseconds) {
    this.name = name;
    this.nanoseconds = nanoseconds;
  }

  @Override
  void addInterface(OutputBuffer out, String interfaceName, int type) throws IOException {
    if (linkType == type) {
      return;
    }
    if (linkType >= 0) {
      throw new CaptureException(
          name
              + ": a pcap file holds packets of one link type, these are of "
              + linkType
              + " and "
              + type
              + "; write a .pcapng file");
    }
    linkType = type;
    out.reserve(PcapFormat.HEADER_BYTES);
    out.int32(nanoseconds ? PcapFormat.MAGIC_NANOSECONDS : PcapFormat.MAGIC_MICROSECONDS);
    out.int16(2);
    out.int16(4);
    out.int64(0);
    out.int32(CaptureFormat.MAX_CAPTURED_BYTES);
    out.int32(type);
  }

  @Override
  int overheadBytes(int capturedLength, int direction) {
    return PcapFormat.RECORD_BYTES;
  }

  @Override
  void beginPacket(OutputBuffer out, PacketHeader header) {
    long seconds = Math.floorDiv(header.timestampNanos, NANOS_PER_SECOND);
    int nanos = (int) (header.timestampNanos - seconds * NANOS_PER_SECOND);
    out.int32((int) seconds);
    out.int32(nanoseconds ? nanos : nanos / 1000);
    out.int32(header.capturedLength);
    out.int32(header.originalLength);
  }

  @Override
  void endPacket(OutputBuffer out, PacketHeader header) {}

  @Override
  public long at(long address, long fileOffset) {
    return fileOffset == 0
        ? PcapFormat.HEADER_BYTES
        : PcapFormat.RECORD_BYTES + RawBytes.uint32(address + 8, false);
  }
}

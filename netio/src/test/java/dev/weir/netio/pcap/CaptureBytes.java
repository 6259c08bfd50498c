package dev.weir.netio.pcap;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds captures byte by byte, in either byte order, for the tests of this package. */
final class CaptureBytes {
  static final int PACKETS = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteOrder order;

  CaptureBytes(boolean bigEndian) {
    order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  static CaptureReader open(byte[] capture) throws CaptureException {
    return CaptureReader.open(new ByteArrayInputStream(capture), "test");
  }

  /** The captured bytes of the packet a reader stands on. */
  static byte[] captured(CaptureReader reader) {
    byte[] bytes = new byte[reader.capturedLength()];
    RawBytes.copy(reader.address(), bytes, 0, bytes.length);
    return bytes;
  }

  static void assertTells(String part, CaptureException error) {
    String message = String.valueOf(error.getMessage());
    assertTrue(message.contains(part), message);
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  int size() {
    return out.size();
  }

  CaptureBytes int16(int value) {
    return raw(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
  }

  CaptureBytes int32(long value) {
    return raw(ByteBuffer.allocate(4).order(order).putInt((int) value).array());
  }

  CaptureBytes int64(long value) {
    return raw(ByteBuffer.allocate(8).order(order).putLong(value).array());
  }

  CaptureBytes raw(byte... bytes) {
    out.writeBytes(bytes);
    return this;
  }

  CaptureBytes padded(byte[] bytes) {
    return raw(Arrays.copyOf(bytes, (bytes.length + 3) & ~3));
  }

  /** A pcapng option. */
  CaptureBytes option(int code, byte[] value) {
    return int16(code).int16(value.length).padded(value);
  }

  /** A pcapng block around a body that is a multiple of four bytes long. */
  CaptureBytes block(long type, CaptureBytes body) {
    int length = body.size() + 12;
    return int32(type).int32(length).raw(body.toBytes()).int32(length);
  }

  CaptureBytes body() {
    return new CaptureBytes(order == ByteOrder.BIG_ENDIAN);
  }

  CaptureBytes section() {
    return block(
        PcapngFormat.SECTION_HEADER,
        body().int32(PcapngFormat.BYTE_ORDER_MAGIC).int16(1).int16(0).int64(-1));
  }

  /** An Interface Description with a name and a resolution. */
  CaptureBytes device(int linkType, int snapLength, String name, int resolution) {
    CaptureBytes body = body().int16(linkType).int16(0).int32(snapLength);
    body.option(PcapngFormat.IF_NAME, name.getBytes(StandardCharsets.UTF_8));
    body.option(PcapngFormat.IF_TSRESOL, new byte[] {(byte) resolution}).int32(0);
    return block(PcapngFormat.INTERFACE_DESCRIPTION, body);
  }

  CaptureBytes enhanced(int device, long units, byte[] packet, int original, int flags) {
    CaptureBytes body = body().int32(device).int32(units >>> 32).int32(units);
    body.int32(packet.length).int32(original).padded(packet);
    if (flags >= 0) {
      body.option(1, "a comment".getBytes(StandardCharsets.UTF_8));
      body.int16(PcapngFormat.PACKET_FLAGS).int16(4).int32(flags).int32(0);
    }
    return block(PcapngFormat.ENHANCED_PACKET, body);
  }

  static byte[] packet(int length) {
    byte[] packet = new byte[length];
    for (int i = 0; i < length; i++) {
      packet[i] = (byte) (length + i);
    }
    return packet;
  }

  /** Five packets of 1, 14, 60, 0 and 33 bytes; the third of 100 on the wire. */
  static byte[] pcapSample(boolean bigEndian, boolean nanoseconds) {
    CaptureBytes file = new CaptureBytes(bigEndian);
    file.int32(nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4).int16(2).int16(4).int64(0);
    file.int32(65535).int32(1);
    int[] lengths = {1, 14, 60, 0, 33};
    for (int i = 0; i < PACKETS; i++) {
      file.int32(1000 + i).int32(i + 1).int32(lengths[i]).int32(i == 2 ? 100 : lengths[i]);
      file.raw(packet(lengths[i]));
    }
    return file.toBytes();
  }

  /** The same five packets in all block kinds, over two interfaces and two sections. */
  static byte[] pcapngSample(boolean bigEndian) {
    CaptureBytes file = new CaptureBytes(bigEndian);
    file.section().device(1, 65535, "eth0", 6).device(101, 0, "tun0", 9);
    file.enhanced(0, 1_000_000_001L, packet(1), 1, 1);
    file.block(0x0bad, file.body().int32(7).int32(8));
    file.enhanced(1, 1_001_000_000_002L, packet(14), 14, 2);
    file.block(
        PcapngFormat.OBSOLETE_PACKET,
        file.body()
            .int16(0)
            .int16(9)
            .int32(0)
            .int32(1_002_000_003L)
            .int32(60)
            .int32(100)
            .padded(packet(60))
            .int16(2)
            .int16(4)
            .int32(1)
            .int32(0));
    CaptureBytes second = new CaptureBytes(!bigEndian);
    second.section().device(1, 33, "eth1", 0x80 | 20);
    second.enhanced(0, (1003L << 20) + 1, packet(0), 0, -1);
    second.block(PcapngFormat.SIMPLE_PACKET, second.body().int32(90).padded(packet(33)));
    return file.raw(second.toBytes()).toBytes();
  }
}

package dev.weir.netio.pcap;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Loads from and stores to raw native addresses, for the capture files' own headers.
 *
 * <p>Example: {@code RawBytes.int32(record + 8, bigEndian)} is the captured length of a pcap
 * record.
 *
 * <p><i>Meaning:</i> nothing is checked here. Callers own the bound: a {@link ByteSource} has
 * promised the bytes with {@link ByteSource#require}. Packets themselves are read by {@code
 * core.packet}, never through this class.
 *
 * <p>Source: DESIGN decision 2 (one native address space behind one constant segment).
 */
final class RawBytes {
  // JIT: a static final segment of this size folds its bounds check to "offset >= 0"
  private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  private static final ValueLayout.OfShort INT16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong INT64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private RawBytes() {}

  static int uint8(long address) {
    return MEMORY.get(ValueLayout.JAVA_BYTE, address) & 0xff;
  }

  static int uint16(long address, boolean bigEndian) {
    short value = MEMORY.get(INT16, address);
    return (bigEndian ? Short.reverseBytes(value) : value) & 0xffff;
  }

  static int int32(long address, boolean bigEndian) {
    int value = MEMORY.get(INT32, address);
    return bigEndian ? Integer.reverseBytes(value) : value;
  }

  static long uint32(long address, boolean bigEndian) {
    return int32(address, bigEndian) & 0xffffffffL;
  }

  static long int64(long address, boolean bigEndian) {
    long value = MEMORY.get(INT64, address);
    return bigEndian ? Long.reverseBytes(value) : value;
  }

  static void put8(long address, int value) {
    MEMORY.set(ValueLayout.JAVA_BYTE, address, (byte) value);
  }

  static void put16(long address, int value) {
    MEMORY.set(INT16, address, (short) value);
  }

  static void put32(long address, int value) {
    MEMORY.set(INT32, address, value);
  }

  static void put64(long address, long value) {
    MEMORY.set(INT64, address, value);
  }

  /** Copies, also between overlapping areas. */
  static void copy(long from, long to, long length) {
    MemorySegment.copy(MEMORY, from, MEMORY, to, length);
  }

  static void copy(long from, byte[] to, int offset, int length) {
    MemorySegment.copy(MEMORY, ValueLayout.JAVA_BYTE, from, to, offset, length);
  }

  static void copy(byte[] from, int offset, long to, int length) {
    MemorySegment.copy(from, offset, MEMORY, ValueLayout.JAVA_BYTE, to, length);
  }
}

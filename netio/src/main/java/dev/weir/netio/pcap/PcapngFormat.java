package dev.weir.netio.pcap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The block format: sections, interfaces, packets, and blocks of other kinds, which are skipped.
 *
 * <pre>
 *  block type 4 | total length 4 | body ... | options ... | total length 4       (length: multiple of 4)
 *  Section Header (0x0a0d0d0a): byte-order magic 4 | major 2 | minor 2 | section length 8
 *  Interface Description (1):   link type 2 | reserved 2 | snaplen 4
 *  Obsolete Packet (2):         interface 2 | drops 2 | time 8 | captured 4 | original 4 | packet, padded
 *  Simple Packet (3):           original 4 | packet, padded
 *  Enhanced Packet (6):         interface 4 | time 8 | captured 4 | original 4 | packet, padded
 * </pre>
 *
 * <p><i>Meaning:</i> byte order and interface numbers start anew with each section; {@code
 * interfaceIndex} counts on over the file. The section length field is not used. A Simple Packet
 * has the time 0. Options that overrun their block are ignored; a block that is shorter than its
 * fields, or whose two lengths differ, is damage.
 *
 * <p>Source: draft-ietf-opsawg-pcapng; limits and messages as libpcap sf-pcapng.c.
 */
final class PcapngFormat extends CaptureFormat {
  static final int SECTION_HEADER = 0x0a0d0d0a;
  static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
  static final int INTERFACE_DESCRIPTION = 1;
  static final int OBSOLETE_PACKET = 2;
  static final int SIMPLE_PACKET = 3;
  static final int ENHANCED_PACKET = 6;

  /** Options of the Interface Description and of the packet blocks. */
  static final int IF_NAME = 2;

  static final int IF_TSRESOL = 9;
  static final int IF_TSOFFSET = 14;
  static final int PACKET_FLAGS = 2;

  /** libpcap's limit. */
  static final long MAX_BLOCK_BYTES = 16L << 20;

  private static final int MAX_INTERFACES = 65_536;
  private static final int MAX_NAME_BYTES = 255;
  private static final int MIN_BLOCK_BYTES = 12;

  private enum Step {
    PACKET,
    OTHER,
    STOP
  }

  private final List<CaptureInterface> interfaces = new ArrayList<>();

  /** Interfaces of all sections so far. */
  private int interfaceCount;

  private boolean bigEndian;
  private boolean nanosecondResolution;

  PcapngFormat(ByteSource source) {
    super(source);
  }

  @Override
  boolean start() {
    if (step() != Step.OTHER) {
      return false;
    }
    // the interfaces before the first packet are known from the start, for isNanosecondResolution
    while (source.require(8) && !isPacket(RawBytes.int32(source.cursor, bigEndian))) {
      if (step() == Step.STOP) {
        break; // told by advance()
      }
    }
    return true;
  }

  private static boolean isPacket(int type) {
    return type == ENHANCED_PACKET || type == SIMPLE_PACKET || type == OBSOLETE_PACKET;
  }

  @Override
  boolean isNanosecondResolution() {
    return nanosecondResolution;
  }

  @Override
  boolean advance() {
    if (damage != null) {
      return false;
    }
    Step step = step();
    while (step == Step.OTHER) {
      step = step();
    }
    return step == Step.PACKET;
  }

  /** Reads one block whole, or leaves everything as it was and answers STOP. */
  private Step step() {
    if (!source.require(8)) {
      end("pcapng dump file", 8, "bytes");
      return Step.STOP;
    }
    boolean section = RawBytes.int32(source.cursor, false) == SECTION_HEADER;
    if (section && !readByteOrder()) {
      return Step.STOP;
    }
    long length = RawBytes.uint32(source.cursor + 4, bigEndian);
    if (!isBlockLengthValid(length)) {
      return Step.STOP;
    }
    if (!source.require(length)) {
      cut("pcapng dump file", length - 8, "bytes", source.available() - 8);
      return Step.STOP;
    }
    long block = source.cursor;
    long trailer = RawBytes.uint32(block + length - 4, bigEndian);
    if (trailer != length) {
      damaged("block total length " + length + " differs from trailing " + trailer);
      return Step.STOP;
    }
    Step step = readBlock(block, (int) length);
    if (step != Step.STOP) {
      source.cursor = block + length;
    }
    return step;
  }

  private boolean readByteOrder() {
    if (!source.require(MIN_BLOCK_BYTES)) {
      return cut("pcapng dump file", MIN_BLOCK_BYTES, "bytes", source.available());
    }
    int magic = RawBytes.int32(source.cursor + 8, false);
    if (magic != BYTE_ORDER_MAGIC && magic != Integer.reverseBytes(BYTE_ORDER_MAGIC)) {
      return damaged("pcapng section without a byte-order magic");
    }
    bigEndian = magic != BYTE_ORDER_MAGIC;
    return true;
  }

  private boolean isBlockLengthValid(long length) {
    if (length < MIN_BLOCK_BYTES) {
      return damaged("pcapng block length " + length + " is less than " + MIN_BLOCK_BYTES);
    }
    if (length % 4 != 0) {
      return damaged("pcapng block length " + length + " is not a multiple of 4");
    }
    if (length > MAX_BLOCK_BYTES) {
      return damaged(
          "pcapng block length " + length + " is larger than maximum " + MAX_BLOCK_BYTES);
    }
    return true;
  }

  private Step readBlock(long block, int length) {
    switch (RawBytes.int32(block, bigEndian)) {
      case ENHANCED_PACKET:
        return readPacket(block, length, RawBytes.uint32(block + 8, bigEndian));
      case SIMPLE_PACKET:
        return readSimplePacket(block, length);
      case OBSOLETE_PACKET:
        return readPacket(block, length, RawBytes.uint16(block + 8, bigEndian));
      case SECTION_HEADER:
        return readSection(block, length);
      case INTERFACE_DESCRIPTION:
        return readInterface(block, length);
      default:
        return Step.OTHER;
    }
  }

  private Step readSection(long block, int length) {
    if (length < 28) {
      return shortBlock("section header", length);
    }
    int major = RawBytes.uint16(block + 12, bigEndian);
    int minor = RawBytes.uint16(block + 14, bigEndian);
    if (major != 1 || (minor != 0 && minor != 2)) {
      return stop("unsupported pcapng savefile version " + major + "." + minor);
    }
    interfaces.clear();
    return Step.OTHER;
  }

  private Step readInterface(long block, int length) {
    if (length < 20) {
      return shortBlock("interface description", length);
    }
    if (interfaceCount == MAX_INTERFACES) {
      return stop("more than " + MAX_INTERFACES + " interfaces");
    }
    String name = "";
    int resolution = 6;
    long offsetSeconds = 0;
    long end = block + length - 4;
    long option = block + 16;
    while (option + 4 <= end) {
      int code = RawBytes.uint16(option, bigEndian);
      int size = RawBytes.uint16(option + 2, bigEndian);
      long value = option + 4;
      if (code == 0 || value + size > end) {
        break;
      }
      if (code == IF_NAME) {
        name = text(value, size);
      } else if (code == IF_TSRESOL && size == 1) {
        resolution = RawBytes.uint8(value);
      } else if (code == IF_TSOFFSET && size == 8) {
        offsetSeconds = RawBytes.int64(value, bigEndian);
      }
      option = value + padded(size);
    }
    addInterface(block, name, new TimestampScale(resolution, offsetSeconds));
    return Step.OTHER;
  }

  private void addInterface(long block, String name, TimestampScale scale) {
    nanosecondResolution |= scale.isFinerThanMicroseconds();
    int link = RawBytes.uint16(block + 8, bigEndian);
    long snapLength = RawBytes.uint32(block + 12, bigEndian);
    interfaces.add(new CaptureInterface(interfaceCount++, name, link, snapLength, scale));
  }

  private static String text(long address, int size) {
    byte[] bytes = new byte[Math.min(size, MAX_NAME_BYTES)];
    RawBytes.copy(address, bytes, 0, bytes.length);
    String text = new String(bytes, StandardCharsets.UTF_8);
    int zero = text.indexOf('\0'); // some writers count a terminator
    return (zero < 0 ? text : text.substring(0, zero)).intern();
  }

  private Step readSimplePacket(long block, int length) {
    if (length < 16) {
      return shortBlock("simple packet", length);
    }
    CaptureInterface device = device(0);
    if (device == null) {
      return Step.STOP;
    }
    long original = RawBytes.uint32(block + 8, bigEndian);
    long snap = device.snapLength();
    long captured = snap == 0 ? original : Math.min(original, snap);
    if (captured > length - 16) {
      return stop(
          "simple packet of " + captured + " bytes in a block of " + length + " bytes is cut");
    }
    timestampNanos = 0;
    direction = 0;
    return finish(block + 12, captured, original, device);
  }

  private Step readPacket(long block, int length, long interfaceId) {
    if (length < 32) {
      return shortBlock("packet", length);
    }
    CaptureInterface device = device(interfaceId);
    if (device == null) {
      return Step.STOP;
    }
    long captured = RawBytes.uint32(block + 20, bigEndian);
    if (captured > length - 32) {
      return stop("packet of " + captured + " bytes in a block of " + length + " bytes is cut");
    }
    long units =
        RawBytes.uint32(block + 12, bigEndian) << 32 | RawBytes.uint32(block + 16, bigEndian);
    timestampNanos = device.scale().toNanos(units);
    direction = readDirection(block + 28 + padded((int) captured), block + length - 4);
    return finish(block + 28, captured, RawBytes.uint32(block + 24, bigEndian), device);
  }

  private Step finish(long data, long captured, long original, CaptureInterface device) {
    if (!setLengths(captured, original)) {
      return Step.STOP;
    }
    address = data;
    linkType = device.linkType();
    interfaceIndex = device.index();
    interfaceName = device.name();
    fileOffset = source.position();
    return Step.PACKET;
  }

  /** The direction of the flags option, 0 without one. */
  private int readDirection(long options, long end) {
    long option = options;
    while (option + 4 <= end) {
      int code = RawBytes.uint16(option, bigEndian);
      int size = RawBytes.uint16(option + 2, bigEndian);
      if (code == 0 || option + 4 + size > end) {
        return 0;
      }
      if (code == PACKET_FLAGS && size == 4) {
        int bits = RawBytes.int32(option + 4, bigEndian) & 3;
        return bits == 3 ? 0 : bits;
      }
      option += 4 + padded(size);
    }
    return 0;
  }

  private static long padded(int size) {
    return (size + 3L) & ~3L;
  }

  private @Nullable CaptureInterface device(long id) {
    if (id < interfaces.size()) {
      return interfaces.get((int) id);
    }
    damaged(
        "packet on interface " + id + ", but only " + interfaces.size() + " interfaces are known");
    return null;
  }

  private Step shortBlock(String what, int length) {
    return stop(what + " block of " + length + " bytes is too short");
  }

  private Step stop(String message) {
    damage = message;
    return Step.STOP;
  }
}

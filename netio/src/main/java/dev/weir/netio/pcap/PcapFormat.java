package dev.weir.netio.pcap;

/**
 * The classic capture format: a header of 24 bytes, then records of 16 bytes and a packet.
 *
 * <pre>
 *  magic 4 | major 2 | minor 2 | zone 4 | accuracy 4 | snaplen 4 | link type 4
 *  seconds 4 | micro- or nanoseconds 4 | captured length 4 | original length 4 | packet ...
 * </pre>
 *
 * <p><i>Meaning:</i> the magic gives byte order and resolution. A captured length above the
 * header's snaplen is taken as it is. Version other than 2.4 is refused, as by libpcap.
 *
 * <p>Source: draft-ietf-opsawg-pcap; messages as libpcap sf-pcap.c.
 */
final class PcapFormat extends CaptureFormat {
  static final int MAGIC_MICROSECONDS = 0xa1b2c3d4;
  static final int MAGIC_NANOSECONDS = 0xa1b23c4d;
  static final int HEADER_BYTES = 24;
  static final int RECORD_BYTES = 16;

  /** The upper bits of the link type word tell the length of a frame check sequence. */
  private static final int LINK_TYPE_MASK = 0x03ffffff;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final boolean bigEndian;
  private final long nanosPerFraction;

  PcapFormat(ByteSource source, boolean bigEndian, boolean nanoseconds) {
    super(source);
    this.bigEndian = bigEndian;
    this.nanosPerFraction = nanoseconds ? 1 : 1000;
  }

  @Override
  boolean start() {
    if (!source.require(HEADER_BYTES)) {
      return cut("dump file", HEADER_BYTES, "file header bytes", source.available());
    }
    long header = source.cursor;
    int major = RawBytes.uint16(header + 4, bigEndian);
    int minor = RawBytes.uint16(header + 6, bigEndian);
    if (major != 2 || minor != 4) {
      return damaged("unsupported pcap savefile version " + major + "." + minor);
    }
    linkType = RawBytes.int32(header + 20, bigEndian) & LINK_TYPE_MASK;
    source.cursor += HEADER_BYTES;
    return true;
  }

  @Override
  boolean isNanosecondResolution() {
    return nanosPerFraction == 1;
  }

  @Override
  boolean advance() {
    if (!source.require(RECORD_BYTES)) {
      return end("dump file", RECORD_BYTES, "header bytes");
    }
    long captured = RawBytes.uint32(source.cursor + 8, bigEndian);
    if (!setLengths(captured, RawBytes.uint32(source.cursor + 12, bigEndian))) {
      return false;
    }
    if (!source.require(RECORD_BYTES + captured)) {
      return cut("dump file", captured, "captured bytes", source.available() - RECORD_BYTES);
    }
    long record = source.cursor;
    timestampNanos =
        RawBytes.uint32(record, bigEndian) * NANOS_PER_SECOND
            + RawBytes.uint32(record + 4, bigEndian) * nanosPerFraction;
    fileOffset = source.position();
    address = record + RECORD_BYTES;
    source.cursor = address + captured;
    return true;
  }
}

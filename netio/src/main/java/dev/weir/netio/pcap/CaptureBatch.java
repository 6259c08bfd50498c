package dev.weir.netio.pcap;

/**
 * A run of consecutive packets whose bytes are all in memory at once.
 *
 * <p>Example: {@code while (reader.nextBatch(batch) > 0) for (int i = 0; i < batch.size(); i++)
 * use(batch.address(i))}.
 *
 * <p><i>Meaning:</i> filled by {@link CaptureReader#nextBatch}; addresses hold until the next call
 * of {@code nextBatch}, {@code next} or {@code close} of that reader. Reused, never allocates after
 * its construction. One thread.
 */
public final class CaptureBatch {
  private final long[] addresses;
  private final int[] capturedLengths;
  private final int[] originalLengths;
  private final long[] timestampsNanos;
  private final int[] linkTypes;
  private final int[] interfaceIndexes;
  private final String[] interfaceNames;
  private final byte[] directions;
  private final long[] fileOffsets;
  private long firstPacketNumber;
  private int size;

  /** A batch of at most {@code capacity} packets. */
  public CaptureBatch(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity " + capacity);
    }
    addresses = new long[capacity];
    capturedLengths = new int[capacity];
    originalLengths = new int[capacity];
    timestampsNanos = new long[capacity];
    linkTypes = new int[capacity];
    interfaceIndexes = new int[capacity];
    interfaceNames = new String[capacity];
    directions = new byte[capacity];
    fileOffsets = new long[capacity];
  }

  void clear(long nextPacketNumber) {
    size = 0;
    firstPacketNumber = nextPacketNumber;
  }

  boolean isFull() {
    return size == addresses.length;
  }

  void add(CaptureFormat record) {
    int i = size++;
    addresses[i] = record.address;
    capturedLengths[i] = record.capturedLength;
    originalLengths[i] = record.originalLength;
    timestampsNanos[i] = record.timestampNanos;
    linkTypes[i] = record.linkType;
    interfaceIndexes[i] = record.interfaceIndex;
    interfaceNames[i] = record.interfaceName;
    directions[i] = (byte) record.direction;
    fileOffsets[i] = record.fileOffset;
  }

  /** Most packets it can hold. */
  public int capacity() {
    return addresses.length;
  }

  /** Packets in it. */
  public int size() {
    return size;
  }

  /** Native address of packet {@code i}'s captured bytes. */
  public long address(int i) {
    return addresses[i];
  }

  /** Bytes at {@link #address}. */
  public int capturedLength(int i) {
    return capturedLengths[i];
  }

  /** Bytes on the wire. */
  public int originalLength(int i) {
    return originalLengths[i];
  }

  /** Nanoseconds since 1970. */
  public long timestampNanos(int i) {
    return timestampsNanos[i];
  }

  /** LINKTYPE number. */
  public int linkType(int i) {
    return linkTypes[i];
  }

  /** As {@link CaptureReader#interfaceIndex}. */
  public int interfaceIndex(int i) {
    return interfaceIndexes[i];
  }

  /** As {@link CaptureReader#interfaceName}. */
  public String interfaceName(int i) {
    return interfaceNames[i];
  }

  /** As {@link CaptureReader#direction}. */
  public int direction(int i) {
    return directions[i];
  }

  /** As {@link CaptureReader#fileOffset}. */
  public long fileOffset(int i) {
    return fileOffsets[i];
  }

  /** 1-based number in the capture of packet {@code i}. */
  public long packetNumber(int i) {
    return firstPacketNumber + i;
  }
}

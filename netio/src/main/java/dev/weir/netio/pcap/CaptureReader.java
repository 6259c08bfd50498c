package dev.weir.netio.pcap;

import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Walks the packets of a capture without copying or allocating.
 *
 * <p>Example:
 *
 * <pre>{@code
 * try (CaptureReader reader = CaptureReader.open(path)) {
 *   while (reader.next()) {
 *     packet.load(reader.address(), reader.capturedLength(), reader.originalLength());
 *   }
 *   if (reader.damage() != null) { ... }
 * }
 * }</pre>
 *
 * <p><i>Meaning:</i> the reader is its own cursor: accessors tell about the packet of the last
 * {@link #next} that answered true, and its address holds until the next call. After false, {@link
 * #damage} tells whether the capture ended in order. {@link #nextBatch} fills a {@link
 * CaptureBatch} whose addresses hold together.
 *
 * <p>A mapped file that someone shortens makes the JVM throw {@link InternalError} where its bytes
 * are read, which may be outside of this class: hand that error to {@link #fault}.
 *
 * <p>Used by one thread at a time.
 */
public final class CaptureReader implements AutoCloseable {
  private final String name;
  private final CaptureFormat format;
  private final ByteSource source;
  private final long totalBytes;
  private long packetNumber;
  private boolean ended;
  private boolean closed;
  private @Nullable Damage damage;

  CaptureReader(String name, CaptureFormat format, long totalBytes) {
    this.name = name;
    this.format = format;
    this.source = format.source;
    this.totalBytes = totalBytes;
  }

  /** Opens a file of any supported kind, told by its first bytes. */
  public static CaptureReader open(Path path) throws CaptureException {
    return open(path, MappedSource.WINDOW_BYTES);
  }

  static CaptureReader open(Path path, long windowBytes) throws CaptureException {
    return new CaptureOpener(path.toString()).open(path, windowBytes);
  }

  /** Reads a capture from a stream, which {@link #close} closes; {@code name} is for messages. */
  public static CaptureReader open(InputStream in, String name) throws CaptureException {
    return new CaptureOpener(name).open(in);
  }

  /** Moves to the next packet; false at the end or at damage. Invalidates earlier addresses. */
  public boolean next() {
    return read();
  }

  /**
   * Fills the batch with the packets that are in memory, at least one unless the capture is over.
   * Invalidates earlier addresses. The accessors of this class then tell about the last of them.
   */
  public int nextBatch(CaptureBatch batch) {
    batch.clear(packetNumber + 1);
    try {
      while (!batch.isFull() && read()) {
        batch.add(format);
        source.pinned = true;
      }
    } finally {
      source.pinned = false;
      source.deferred = false;
    }
    return batch.size();
  }

  private boolean read() {
    if (ended) {
      return false;
    }
    try {
      if (format.advance()) {
        packetNumber++;
        return true;
      }
    } catch (InternalError e) {
      fault(e);
      return false;
    }
    if (!source.deferred) {
      ended = true;
      String message = format.damage;
      if (message != null) {
        damage = new Damage(packetNumber + 1, source.position(), message);
      }
    }
    return false;
  }

  /** Ends the capture because reading its mapped bytes failed. */
  public Damage fault(InternalError error) {
    ended = true;
    Damage found =
        new Damage(
            packetNumber + 1,
            source.position(),
            "the file could not be read any further (shortened while in use?): "
                + error.getMessage());
    damage = found;
    return found;
  }

  /** Why the packets ended early; null at an orderly end and before the end. */
  public @Nullable Damage damage() {
    return damage;
  }

  /** The file's name as given. */
  public String name() {
    return name;
  }

  /** Native address of the captured bytes. */
  public long address() {
    return format.address;
  }

  /** Bytes at {@link #address}, at most 262,144. */
  public int capturedLength() {
    return format.capturedLength;
  }

  /** Bytes on the wire, never less than captured. */
  public int originalLength() {
    return format.originalLength;
  }

  /** Nanoseconds since 1970; 0 where the capture does not tell (pcapng Simple Packet). */
  public long timestampNanos() {
    return format.timestampNanos;
  }

  /** LINKTYPE number (1 Ethernet, 101 raw IP, ...). */
  public int linkType() {
    return format.linkType;
  }

  /** The interface, counted from 0 over all sections of a pcapng file; 0 in pcap. */
  public int interfaceIndex() {
    return format.interfaceIndex;
  }

  /** The interface's name, interned; "" where the capture does not tell. */
  public String interfaceName() {
    return format.interfaceName;
  }

  /** 0 unknown, 1 inbound, 2 outbound, from the flags of a pcapng packet. */
  public int direction() {
    return format.direction;
  }

  /** 1-based; 0 before the first {@link #next}. */
  public long packetNumber() {
    return packetNumber;
  }

  /** Where the packet's record or block starts, in the uncompressed capture. */
  public long fileOffset() {
    return format.fileOffset;
  }

  /** Bytes consumed of the file or stream, compressed where it is. */
  public long bytesRead() {
    return closed ? 0 : source.bytesRead();
  }

  /** Size of the file, or -1 for a stream. */
  public long totalBytes() {
    return totalBytes;
  }

  /** True when timestamps are finer than microseconds (of the interfaces known so far). */
  public boolean isNanosecondResolution() {
    return format.isNanosecondResolution();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      ended = true;
      source.close();
    }
  }
}

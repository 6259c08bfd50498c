package dev.weir.netio.pcap;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes packets to a pcap or pcapng file.
 *
 * <p>Example:
 *
 * <pre>{@code
 * try (CaptureWriter writer = CaptureWriter.create(Path.of("out.pcapng"), true)) {
 *   while (reader.next()) {
 *     writer.write(reader);
 *   }
 * }
 * }</pre>
 *
 * <p><i>Meaning:</i> the suffix chooses the format. pcap has microseconds unless nanoseconds are
 * asked for (ask {@link CaptureReader#isNanosecondResolution}), one link type, and neither names
 * nor directions; pcapng always nanoseconds. Records are buffered; an error, such as a full disk,
 * is a {@link CaptureException} that names file and bytes, after which the file ends with its last
 * whole packet and later calls fail too. No allocation per packet.
 *
 * <p>Never write to a file that a reader has open: it would lose the bytes under its map. Used by
 * one thread at a time.
 */
public final class CaptureWriter implements AutoCloseable {
  private static final int LINKTYPE_ETHERNET = 1;

  private record Interface(String name, int linkType) {}

  private final CaptureEncoder encoder;
  private final OutputBuffer out;
  private final CaptureEncoder.PacketHeader header = new CaptureEncoder.PacketHeader();
  private final List<Interface> interfaces = new ArrayList<>();
  private int lastInterface;
  private long packetsWritten;
  private boolean closed;

  CaptureWriter(String name, WritableByteChannel channel, boolean pcapng, boolean nanoseconds) {
    this.encoder = pcapng ? new PcapngEncoder() : new PcapEncoder(name, nanoseconds);
    this.out = new OutputBuffer(name, channel, encoder);
  }

  /**
   * Creates or empties a file, whose name ends in {@code .pcap} or {@code .pcapng}.
   *
   * @param nanoseconds resolution of a pcap file; pcapng always has it
   */
  public static CaptureWriter create(Path path, boolean nanoseconds) throws CaptureException {
    String name = path.toString();
    String lower = name.toLowerCase(Locale.ROOT);
    boolean pcapng = lower.endsWith(".pcapng");
    if (!pcapng && !lower.endsWith(".pcap")) {
      throw new CaptureException(name + ": a capture to write must be named .pcap or .pcapng");
    }
    try {
      return new CaptureWriter(
          name,
          FileChannel.open(
              path,
              StandardOpenOption.WRITE,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING),
          pcapng,
          nanoseconds);
    } catch (NoSuchFileException e) {
      throw new CaptureException(name + ": No such file or directory", e);
    } catch (AccessDeniedException e) {
      throw new CaptureException(name + ": Permission denied", e);
    } catch (IOException e) {
      throw new CaptureException(name + ": " + e.getMessage(), e);
    }
  }

  /** Writes to an open channel, for instance standard output; {@code name} is for messages. */
  public static CaptureWriter to(
      WritableByteChannel channel, String name, boolean pcapng, boolean nanoseconds) {
    return new CaptureWriter(name, channel, pcapng, nanoseconds);
  }

  /** The number to write packets of this interface with; announces it at its first use. */
  public int interfaceId(String name, int linkType) throws IOException {
    if (isInterface(lastInterface, name, linkType)) {
      return lastInterface;
    }
    for (int i = 0; i < interfaces.size(); i++) {
      if (isInterface(i, name, linkType)) {
        lastInterface = i;
        return i;
      }
    }
    encoder.addInterface(out, name, linkType);
    interfaces.add(new Interface(name, linkType));
    lastInterface = interfaces.size() - 1;
    return lastInterface;
  }

  private boolean isInterface(int id, String name, int linkType) {
    if (id >= interfaces.size()) {
      return false;
    }
    Interface known = interfaces.get(id);
    return known.linkType() == linkType && known.name().equals(name);
  }

  /** Writes the packet a reader stands on, as it was captured. */
  public void write(CaptureReader reader) throws IOException {
    write(
        interfaceId(reader.interfaceName(), reader.linkType()),
        reader.timestampNanos(),
        reader.direction(),
        reader.address(),
        reader.capturedLength(),
        reader.originalLength());
  }

  /**
   * Writes a packet from native memory.
   *
   * @param interfaceId from {@link #interfaceId}
   * @param direction 0 unknown, 1 inbound, 2 outbound
   * @param capturedLength bytes at {@code address}, at most 262,144
   */
  public void write(
      int interfaceId,
      long timestampNanos,
      int direction,
      long address,
      int capturedLength,
      int originalLength)
      throws IOException {
    begin(interfaceId, timestampNanos, direction, capturedLength, originalLength);
    out.bytes(address, capturedLength);
    encoder.endPacket(out, header);
    packetsWritten++;
  }

  /** Writes a packet from the heap. */
  public void write(int interfaceId, long timestampNanos, byte[] packet) throws IOException {
    begin(interfaceId, timestampNanos, 0, packet.length, packet.length);
    out.bytes(packet);
    encoder.endPacket(out, header);
    packetsWritten++;
  }

  private void begin(
      int interfaceId, long timestampNanos, int direction, int captured, int original)
      throws IOException {
    if (captured < 0 || captured > CaptureFormat.MAX_CAPTURED_BYTES) {
      throw new IllegalArgumentException("captured length " + captured);
    }
    out.reserve(captured + encoder.overheadBytes(captured, direction));
    header.interfaceId = interfaceId;
    header.timestampNanos = timestampNanos;
    header.direction = direction;
    header.capturedLength = captured;
    header.originalLength = original;
    encoder.beginPacket(out, header);
  }

  /** Packets accepted so far. */
  public long packetsWritten() {
    return packetsWritten;
  }

  /** Bytes accepted so far; after an error, bytes in the file. */
  public long bytesWritten() {
    return out.bytesAccepted();
  }

  /** Hands everything accepted so far to the file. */
  public void flush() throws IOException {
    out.flush();
  }

  /** Writes the rest and closes; a file without packets still is a capture. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (out) {
      if (!out.hasFailed()) {
        if (interfaces.isEmpty()) {
          interfaceId("", LINKTYPE_ETHERNET);
        }
        out.flush();
      }
    }
  }
}

package dev.weir.netio.pcap;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * Collects whole records in one native buffer and writes them out.
 *
 * <p>Example: {@code out.reserve(16 + length); out.int32(seconds); ... out.bytes(address, length);
 * out.endRecord();}
 *
 * <p><i>Meaning:</i> integers are little-endian. A record never straddles two writes. When writing
 * fails, the file is cut back to its last whole record, so that it can be read; the output is dead
 * from then on.
 */
final class OutputBuffer implements AutoCloseable {
  static final int CAPACITY = 1 << 20;

  /** Tells how long the record or header at an address is, given its offset in the file. */
  interface RecordLength {
    long at(long address, long fileOffset);
  }

  private final String name;
  private final WritableByteChannel channel;
  private final RecordLength lengths;
  private final Arena arena = Arena.ofShared();
  private final ByteBuffer view;
  private final long start;
  private long position;
  private long flushedBytes;
  private boolean failed;

  OutputBuffer(String name, WritableByteChannel channel, RecordLength lengths) {
    this.name = name;
    this.channel = channel;
    this.lengths = lengths;
    MemorySegment segment = arena.allocate(CAPACITY, 8);
    this.view = segment.asByteBuffer();
    this.start = segment.address();
    this.position = start;
  }

  /** Makes room for a record of this many bytes. */
  void reserve(int length) throws IOException {
    if (CAPACITY - (position - start) < length) {
      flush();
    }
  }

  void int16(int value) {
    RawBytes.put16(position, value);
    position += 2;
  }

  void int32(int value) {
    RawBytes.put32(position, value);
    position += 4;
  }

  void int64(long value) {
    RawBytes.put64(position, value);
    position += 8;
  }

  void bytes(long address, int length) {
    RawBytes.copy(address, position, length);
    position += length;
  }

  void bytes(byte[] bytes) {
    RawBytes.copy(bytes, 0, position, bytes.length);
    position += bytes.length;
  }

  /** Zeros up to a multiple of four bytes, as pcapng pads. */
  void pad(int length) {
    for (int i = length; (i & 3) != 0; i++) {
      RawBytes.put8(position++, 0);
    }
  }

  /** Bytes handed in so far, written out or not. */
  long bytesAccepted() {
    return flushedBytes + (position - start);
  }

  void flush() throws IOException {
    if (failed) {
      throw new CaptureException(
          name + ": writing failed before, after " + flushedBytes + " bytes");
    }
    view.clear().limit((int) (position - start));
    try {
      while (view.hasRemaining()) {
        channel.write(view);
      }
    } catch (IOException e) {
      failed = true;
      flushedBytes = cutToWholeRecords(view.position());
      position = start;
      throw new CaptureException(
          name + ": " + e.getMessage() + " (" + flushedBytes + " bytes written)", e);
    }
    flushedBytes += position - start;
    position = start;
  }

  private long cutToWholeRecords(int written) {
    long end = start;
    while (end < start + written) {
      long length = lengths.at(end, flushedBytes + (end - start));
      if (end + length > start + written) {
        break;
      }
      end += length;
    }
    long bytes = flushedBytes + (end - start);
    if (channel instanceof SeekableByteChannel file) {
      try {
        file.truncate(bytes);
      } catch (IOException e) {
        return flushedBytes + written; // a device: what is out is out
      }
      return bytes;
    }
    return flushedBytes + written;
  }

  boolean hasFailed() {
    return failed;
  }

  /** Closes the channel; what is not flushed is lost. */
  @Override
  public void close() throws IOException {
    arena.close();
    channel.close();
  }
}

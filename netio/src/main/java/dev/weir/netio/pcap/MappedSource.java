package dev.weir.netio.pcap;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;

/**
 * A plain capture file, mapped window by window.
 *
 * <p>Example: a 10 GB file is read through 160 windows of 64 MiB, of which one exists at a time.
 *
 * <p><i>Meaning:</i> a record that straddles the end of a window is read by mapping the next window
 * from the record's first byte on. The size is the one seen at opening: a file that grows is read
 * up to there, one that has shrunk ends with a failure at the next window; within a window the JVM
 * answers a read behind the end with an {@link InternalError}, which {@link CaptureReader} turns
 * into damage.
 *
 * <p>Small windows keep the resident size small (mapped file pages count) and cost one system call
 * per 64 MiB.
 */
final class MappedSource extends ByteSource {
  static final long WINDOW_BYTES = 64L << 20;

  private final FileChannel channel;
  private final long size;
  private final long windowBytes;
  private Arena arena = Arena.ofShared();

  /** Takes over the channel. */
  MappedSource(FileChannel channel, long windowBytes) throws IOException {
    this.channel = channel;
    this.size = channel.size();
    this.windowBytes = windowBytes;
  }

  @Override
  void fill(long length) {
    long from = position();
    long window = Math.min(Math.max(windowBytes, length), size - from);
    if (window <= available() || failure != null) {
      return;
    }
    try {
      if (channel.size() < size) {
        failure = "the file shrank while it was read";
        return;
      }
      // shared, not confined: reader and closer may be different threads; closing costs once a
      // window
      Arena next = Arena.ofShared();
      MemorySegment segment = channel.map(FileChannel.MapMode.READ_ONLY, from, window, next);
      arena.close();
      arena = next;
      cursor = segment.address();
      limit = cursor + window;
      positionMinusAddress = from - cursor;
    } catch (IOException e) {
      failure = String.valueOf(e.getMessage());
    }
  }

  @Override
  long bytesRead() {
    return position();
  }

  @Override
  public void close() {
    cursor = 0;
    limit = 0;
    arena.close();
    try {
      channel.close();
    } catch (IOException e) {
      failure = String.valueOf(e.getMessage()); // nothing was written: nothing is lost
    }
  }
}

package dev.weir.netio.pcap;

import java.io.IOException;
import java.io.InputStream;

/**
 * The raw file or standard input below a stream: buffered, counted, and open to a look ahead.
 *
 * <p>Example: {@code input.peek(4)} shows a file's magic number without consuming it.
 *
 * <p><i>Meaning:</i> {@link #bytesTaken} counts what was consumed above this class, for progress in
 * compressed bytes.
 */
final class CountingInput extends InputStream {
  private final InputStream in;
  final byte[] buffer = new byte[64 << 10];
  int position;
  int limit;
  private long received;

  CountingInput(InputStream in) {
    this.in = in;
  }

  /**
   * Bytes [0, result) of {@link #buffer} after {@link #position} are there, at most {@code count}.
   */
  int peek(int count) throws IOException {
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      limit -= position;
      position = 0;
    }
    while (limit < count) {
      int got = in.read(buffer, limit, buffer.length - limit);
      if (got < 0) {
        break;
      }
      limit += got;
      received += got;
    }
    return Math.min(count, limit);
  }

  /** Reads the next buffer after the old one is used up; false at the end. */
  boolean refill() throws IOException {
    int got = in.read(buffer, 0, buffer.length);
    position = 0;
    limit = Math.max(got, 0);
    received += limit;
    return got > 0;
  }

  long bytesTaken() {
    return received - (limit - position);
  }

  @Override
  public int read() throws IOException {
    return position < limit || refill() ? buffer[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (position >= limit && !refill()) {
      return -1;
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(buffer, position, to, offset, count);
    position += count;
    return count;
  }

  @Override
  public int available() throws IOException {
    return position < limit ? limit - position : in.available();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

package dev.weir.netio.pcap;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.util.Locale;

/**
 * A capture that comes as a stream (standard input, a FIFO, gzip, zstd), through one reused native
 * buffer.
 *
 * <p>Example: {@code zcat day.pcap.gz | weir replay -f r.nft -}.
 *
 * <p><i>Meaning:</i> {@link #fill} moves the unread rest to the front of the buffer and reads on:
 * until there is enough, then as long as it need not wait, so that packets of a live pipe are not
 * held back. Memory is bounded by the largest block allowed, whatever the stream expands to. A
 * corrupt stream ends early; what came before it is still delivered.
 */
final class StreamSource extends ByteSource {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int CHUNK_BYTES = 64 << 10;

  private final InputStream stream;
  private final CountingInput counter;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private Arena arena = Arena.ofShared();
  private long buffer;
  private long capacity;
  private boolean ended;

  /** {@code stream} gives the capture's bytes, {@code counter} is the file below it. */
  StreamSource(InputStream stream, CountingInput counter) {
    this.stream = stream;
    this.counter = counter;
    this.capacity = BUFFER_BYTES;
    this.buffer = arena.allocate(capacity, 8).address();
    this.cursor = buffer;
    this.limit = buffer;
    this.positionMinusAddress = -buffer;
  }

  @Override
  void fill(long length) {
    if (ended) {
      return;
    }
    moveToFront(length);
    try {
      while (limit - buffer < capacity && (available() < length || stream.available() > 0)) {
        int space = (int) Math.min(CHUNK_BYTES, capacity - (limit - buffer));
        int count = stream.read(chunk, 0, space);
        if (count < 0) {
          ended = true;
          return;
        }
        RawBytes.copy(chunk, 0, limit, count);
        limit += count;
      }
    } catch (IOException e) {
      ended = true;
      failure = message(e);
    }
  }

  private void moveToFront(long length) {
    long rest = available();
    long position = position();
    if (length > capacity) {
      Arena larger = Arena.ofShared();
      long wider = Math.max(length, 2 * capacity);
      long address = larger.allocate(wider, 8).address();
      RawBytes.copy(cursor, address, rest);
      arena.close();
      arena = larger;
      buffer = address;
      capacity = wider;
    } else {
      RawBytes.copy(cursor, buffer, rest);
    }
    cursor = buffer;
    limit = buffer + rest;
    positionMinusAddress = position - buffer;
  }

  private static String message(IOException e) {
    String text = e.getMessage();
    return text == null ? e.getClass().getSimpleName().toLowerCase(Locale.ROOT) : text;
  }

  @Override
  long bytesRead() {
    return counter.bytesTaken();
  }

  @Override
  public void close() {
    ended = true;
    cursor = 0;
    limit = 0;
    arena.close();
    try {
      stream.close();
    } catch (IOException e) {
      failure = message(e); // nothing was written: nothing is lost
    }
  }
}

package dev.weir.netio.pcap;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses gzip, all members of it.
 *
 * <p>Example: {@code cat a.pcap.gz rest.gz} and the output of bgzip and pigz are files of several
 * members.
 *
 * <p><i>Meaning:</i> bytes are handed out as soon as they are inflated, so that a later error loses
 * none of them. A cut anywhere, also within a later member's header, is an error. What follows the
 * last member and is no member is ignored, as gzip does. java.util.zip.GZIPInputStream is not used
 * because it decides by {@code available() == 0} that no member follows (wrong on pipes) and takes
 * a cut header of a later member for the end.
 *
 * <p>Source: RFC 1952.
 */
final class GzipInput extends InputStream {
  private static final int HAS_HEADER_CRC = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;

  private final CountingInput in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private boolean ended;

  GzipInput(CountingInput in) throws IOException {
    this.in = in;
    readHeader();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    while (!ended) {
      int count = inflate(to, offset, length);
      if (count > 0) {
        crc.update(to, offset, count);
        return count;
      }
      if (inflater.finished()) {
        finishMember();
      } else if (inflater.needsInput()) {
        feed();
      } else {
        throw new IOException("corrupt gzip data: preset dictionary");
      }
    }
    return -1;
  }

  private int inflate(byte[] to, int offset, int length) throws IOException {
    try {
      return inflater.inflate(to, offset, length);
    } catch (DataFormatException e) {
      throw new IOException("corrupt gzip data: " + e.getMessage(), e);
    }
  }

  private void feed() throws IOException {
    if (in.position >= in.limit && !in.refill()) {
      throw new EOFException("gzip data cut short");
    }
    inflater.setInput(in.buffer, in.position, in.limit - in.position);
    in.position = in.limit;
  }

  private void finishMember() throws IOException {
    in.position = in.limit - inflater.getRemaining();
    long expectedCrc = uint32();
    long expectedSize = uint32();
    if (expectedCrc != crc.getValue()) {
      throw new IOException("corrupt gzip data: checksum error");
    }
    if (expectedSize != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new IOException("corrupt gzip data: length error");
    }
    int rest = in.peek(2);
    if (rest == 1 && in.buffer[in.position] == 0x1f) {
      throw new EOFException("gzip data cut short");
    }
    if (rest < 2 || in.buffer[in.position] != 0x1f || (in.buffer[in.position + 1] & 0xff) != 0x8b) {
      ended = true;
      return;
    }
    inflater.reset();
    crc.reset();
    readHeader();
  }

  private void readHeader() throws IOException {
    skip(2); // the magic, seen by the caller
    if (uint8() != 8) {
      throw new IOException("corrupt gzip data: unknown compression method");
    }
    int flags = uint8();
    skip(6); // time, extra flags, operating system
    if ((flags & HAS_EXTRA) != 0) {
      skip(uint8() | uint8() << 8);
    }
    if ((flags & HAS_NAME) != 0) {
      skipText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText();
    }
    if ((flags & HAS_HEADER_CRC) != 0) {
      skip(2);
    }
  }

  private void skipText() throws IOException {
    int value = uint8();
    while (value != 0) {
      value = uint8();
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      uint8();
    }
  }

  private long uint32() throws IOException {
    int low = uint8() | uint8() << 8;
    int high = uint8() | uint8() << 8;
    return (long) high << 16 | low;
  }

  private int uint8() throws IOException {
    int value = in.read();
    if (value < 0) {
      throw new EOFException("gzip data cut short");
    }
    return value;
  }

  /** Positive when a read gives bytes without waiting (or finds the end). */
  @Override
  public int available() throws IOException {
    if (ended) {
      return 0;
    }
    return inflater.needsInput() ? in.available() : 1;
  }

  @Override
  public void close() throws IOException {
    ended = true;
    inflater.end();
    in.close();
  }
}

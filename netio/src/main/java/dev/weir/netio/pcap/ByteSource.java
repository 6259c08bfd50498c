package dev.weir.netio.pcap;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of a capture as a window of native memory that slides forward.
 *
 * <p>Example: {@code if (source.require(16)) { ... RawBytes.int32(source.cursor + 8, false) ... }}.
 *
 * <p><i>Meaning:</i> {@link #cursor} is the address of the next unread byte and {@link #limit} the
 * end of what is in memory. {@link #require} brings more in, which may move everything and so
 * invalidates older addresses. While {@link #pinned} it will not do that: it answers false and sets
 * {@link #deferred}, and the caller, which must not have consumed anything of the unfinished
 * record, asks again later. An I/O error is an early end with a {@link #failure}.
 */
abstract class ByteSource implements AutoCloseable {
  /** Address of the next unread byte. */
  long cursor;

  /** Address after the last byte in memory. */
  long limit;

  /** Position in the (uncompressed) capture minus address, constant within a window. */
  long positionMinusAddress;

  /** Set while a batch is being filled: no byte in memory may move. */
  boolean pinned;

  /** Set by {@link #require} when it answered false only because of {@link #pinned}. */
  boolean deferred;

  /** Why the bytes ended early; null at an orderly end. */
  @Nullable String failure;

  /** True when {@code length} bytes from {@link #cursor} on are in memory. */
  final boolean require(long length) {
    return limit - cursor >= length || more(length);
  }

  private boolean more(long length) {
    if (pinned) {
      deferred = true;
      return false;
    }
    fill(length);
    return limit - cursor >= length;
  }

  final long available() {
    return limit - cursor;
  }

  /** Offset of {@link #cursor} in the uncompressed capture. */
  final long position() {
    return cursor + positionMinusAddress;
  }

  /** Makes at least {@code length} bytes available at {@link #cursor}, or as many as there are. */
  abstract void fill(long length);

  /** Bytes taken from the file or stream so far, compressed where it is. */
  abstract long bytesRead();

  @Override
  public abstract void close();
}

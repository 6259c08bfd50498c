package dev.weir.netio.pcap;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Finds out by magic bytes what a file holds and puts source and format together.
 *
 * <p>Example: {@code day.pcap} that holds gzip is read as gzip.
 *
 * <p><i>Meaning:</i> whatever is wrong up to the end of the file header is a {@link
 * CaptureException} here; later it is {@link Damage}.
 */
final class CaptureOpener {
  private static final int ZSTD_MAGIC = 0xfd2fb528;
  private static final int SNIFFED_BYTES = 64;

  private final String name;

  CaptureOpener(String name) {
    this.name = name;
  }

  CaptureReader open(Path path, long windowBytes) throws CaptureException {
    try {
      if (Files.isDirectory(path)) {
        throw new CaptureException(name + ": is a directory");
      }
      if (!Files.isRegularFile(path) && Files.exists(path)) {
        return open(Files.newInputStream(path)); // a FIFO, /dev/stdin
      }
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      try {
        return open(channel, windowBytes);
      } catch (Throwable e) {
        channel.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw new CaptureException(name + ": No such file or directory", e);
    } catch (AccessDeniedException e) {
      throw new CaptureException(name + ": Permission denied", e);
    } catch (CaptureException e) {
      throw e;
    } catch (IOException e) {
      throw new CaptureException(name + ": " + e.getMessage(), e);
    }
  }

  private CaptureReader open(FileChannel channel, long windowBytes) throws IOException {
    CountingInput input = new CountingInput(Channels.newInputStream(channel));
    long size = channel.size();
    if (isCompressed(input)) {
      return start(stream(input), size);
    }
    return start(new MappedSource(channel, windowBytes), size);
  }

  CaptureReader open(InputStream in) throws CaptureException {
    try {
      return start(stream(new CountingInput(in)), -1);
    } catch (CaptureException e) {
      throw e;
    } catch (IOException e) {
      throw new CaptureException(name + ": " + e.getMessage(), e);
    }
  }

  private static boolean isCompressed(CountingInput input) throws IOException {
    int count = input.peek(4);
    return isGzip(input.buffer, count) || isZstd(input.buffer, count);
  }

  private static boolean isGzip(byte[] bytes, int count) {
    return count >= 2 && bytes[0] == 0x1f && (bytes[1] & 0xff) == 0x8b;
  }

  private static boolean isZstd(byte[] bytes, int count) {
    if (count < 4) {
      return false;
    }
    int magic = 0;
    for (int i = 3; i >= 0; i--) {
      magic = magic << 8 | (bytes[i] & 0xff);
    }
    // skippable frames may come first (pzstd writes one)
    return magic == ZSTD_MAGIC || (magic & 0xfffffff0) == 0x184d2a50;
  }

  private StreamSource stream(CountingInput input) throws IOException {
    int count = input.peek(4);
    if (isGzip(input.buffer, count)) {
      return new StreamSource(new GzipInput(input), input);
    }
    if (isZstd(input.buffer, count)) {
      try {
        return new StreamSource(new ZstdInputStreamNoFinalizer(input), input);
      } catch (LinkageError e) {
        throw new CaptureException(
            name + ": zstd is not available on this platform: " + e.getMessage(), e);
      }
    }
    return new StreamSource(input, input);
  }

  private CaptureReader start(ByteSource source, long totalBytes) throws CaptureException {
    try {
      CaptureFormat format = recognise(source);
      if (!format.start()) {
        throw new CaptureException(name + ": " + format.damage);
      }
      return new CaptureReader(name, format, totalBytes);
    } catch (CaptureException e) {
      source.close();
      throw e;
    } catch (InternalError e) {
      source.close();
      throw new CaptureException(name + ": the file shrank while it was read", e);
    }
  }

  private CaptureFormat recognise(ByteSource source) throws CaptureException {
    if (source.require(4)) {
      int magic = RawBytes.int32(source.cursor, false);
      if (magic == PcapngFormat.SECTION_HEADER) {
        return new PcapngFormat(source);
      }
      boolean bigEndian = (magic & 0xff) == 0xa1;
      int ordered = bigEndian ? Integer.reverseBytes(magic) : magic;
      if (ordered == PcapFormat.MAGIC_MICROSECONDS || ordered == PcapFormat.MAGIC_NANOSECONDS) {
        return new PcapFormat(source, bigEndian, ordered == PcapFormat.MAGIC_NANOSECONDS);
      }
    }
    throw new CaptureException(name + ": " + refusal(source));
  }

  private static String refusal(ByteSource source) {
    if (source.failure != null) {
      return source.failure;
    }
    source.require(SNIFFED_BYTES);
    if (source.available() == 0) {
      return "not a capture: the file is empty";
    }
    byte[] start = new byte[(int) Math.min(SNIFFED_BYTES, source.available())];
    RawBytes.copy(source.cursor, start, 0, start.length);
    return "not a capture: "
        + FileKind.describe(start, 0, start.length)
        + " (pcap and pcapng are read, plain or in gzip or zstd)";
  }
}

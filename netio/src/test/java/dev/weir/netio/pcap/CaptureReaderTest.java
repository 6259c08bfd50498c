package dev.weir.netio.pcap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.ZstdOutputStream;
import dev.weir.core.testkit.AllocationGuard;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CaptureReaderTest {
  private static final int[] LENGTHS = {1, 14, 60, 0, 33};

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"false,false", "false,true", "true,false", "true,true"})
  void readsPcapOfEitherByteOrderAndResolution(boolean bigEndian, boolean nanoseconds)
      throws IOException {
    byte[] file = CaptureBytes.pcapSample(bigEndian, nanoseconds);
    try (CaptureReader reader = CaptureBytes.open(file)) {
      assertEquals(nanoseconds, reader.isNanosecondResolution());
      long offset = 24;
      for (int i = 0; i < CaptureBytes.PACKETS; i++) {
        assertTrue(reader.next());
        assertArrayEquals(CaptureBytes.packet(LENGTHS[i]), CaptureBytes.captured(reader));
        assertEquals(i == 2 ? 100 : LENGTHS[i], reader.originalLength());
        long fraction = (i + 1) * (nanoseconds ? 1L : 1000L);
        assertEquals((1000 + i) * 1_000_000_000L + fraction, reader.timestampNanos());
        assertEquals(1, reader.linkType());
        assertEquals(0, reader.direction());
        assertEquals("", reader.interfaceName());
        assertEquals(offset, reader.fileOffset());
        offset += 16 + LENGTHS[i];
      }
      assertFalse(reader.next());
      assertNull(reader.damage());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsAllBlockKindsOfPcapng(boolean bigEndian) throws IOException {
    String[] names = {"eth0", "tun0", "eth0", "eth1", "eth1"};
    int[] indexes = {0, 1, 0, 2, 2};
    int[] directions = {1, 2, 1, 0, 0};
    int[] original = {1, 14, 100, 0, 90};
    long[] nanos = {
      1_000_000_001_000L, 1_001_000_000_002L, 1_002_000_003_000L, 1003L * 1_000_000_000 + 953, 0
    };
    try (CaptureReader reader = CaptureBytes.open(CaptureBytes.pcapngSample(bigEndian))) {
      assertTrue(reader.isNanosecondResolution());
      for (int i = 0; i < CaptureBytes.PACKETS; i++) {
        assertTrue(reader.next());
        assertArrayEquals(CaptureBytes.packet(LENGTHS[i]), CaptureBytes.captured(reader));
        assertEquals(names[i], reader.interfaceName());
        assertEquals(indexes[i], reader.interfaceIndex());
        assertEquals(directions[i], reader.direction());
        assertEquals(original[i], reader.originalLength());
        assertEquals(nanos[i], reader.timestampNanos());
        assertEquals(i == 1 ? 101 : 1, reader.linkType());
      }
      assertFalse(reader.next());
      assertNull(reader.damage());
    }
  }

  @Test
  void scalesTimestampsOfAnyResolution() {
    assertEquals(1_500, new TimestampScale(9, 0).toNanos(1_500));
    assertEquals(1_500_000_000, new TimestampScale(0, 0).toNanos(1) + 500_000_000);
    assertEquals(1, new TimestampScale(12, 0).toNanos(1_999));
    assertEquals(0, new TimestampScale(127, 0).toNanos(Long.MAX_VALUE));
    assertEquals(500_000_000, new TimestampScale(0x81, 0).toNanos(1));
    assertEquals(3_250_000_000L, new TimestampScale(0x82, 0).toNanos(13));
    assertEquals(250_000_000, new TimestampScale(0x80 | 40, 0).toNanos(1L << 38));
    assertEquals(499_999_999, new TimestampScale(0x80 | 64, 0).toNanos(Long.MAX_VALUE));
    assertEquals(249_999_999, new TimestampScale(0x80 | 65, 0).toNanos(Long.MAX_VALUE));
    assertEquals(5_000_000_000L, new TimestampScale(0x80, 0).toNanos(5));
    assertEquals(7_000_001_000L, new TimestampScale(6, 7).toNanos(1));
    assertEquals(-1_000_000_000L + 1_000, new TimestampScale(6, -1).toNanos(1));
    assertEquals(Long.MAX_VALUE, TimestampScale.MICROSECONDS.toNanos(-1));
    assertEquals(Long.MAX_VALUE, new TimestampScale(6, Long.MAX_VALUE).toNanos(1));
    assertEquals(Long.MAX_VALUE, new TimestampScale(0x81, 0).toNanos(-1));
  }

  @ParameterizedTest
  @ValueSource(longs = {64, 100, 4096, 1 << 20})
  void readsAcrossWindowBoundaries(long window) throws IOException {
    for (String name : new String[] {"big.pcap", "big.pcapng"}) {
      Path path = folder.resolve(window + name);
      try (CaptureWriter writer = CaptureWriter.create(path, true)) {
        for (int i = 0; i < 500; i++) {
          writer.write(writer.interfaceId("eth0", 1), i, CaptureBytes.packet(i * 3));
        }
      }
      try (CaptureReader reader = CaptureReader.open(path, window)) {
        for (int i = 0; i < 500; i++) {
          assertTrue(reader.next());
          assertArrayEquals(CaptureBytes.packet(i * 3), CaptureBytes.captured(reader));
        }
        assertFalse(reader.next());
        assertNull(reader.damage());
      }
      assertEquals(500, countInBatches(CaptureReader.open(path, window)));
    }
  }

  private static int countInBatches(CaptureReader reader) {
    CaptureBatch batch = new CaptureBatch(64);
    int count = 0;
    try (reader) {
      while (reader.nextBatch(batch) > 0) {
        assertTrue(batch.size() <= batch.capacity());
        // only now, with all of the batch read, look at the bytes
        for (int i = 0; i < batch.size(); i++) {
          assertEquals(count + 1, batch.packetNumber(i));
          assertEquals(3 * count, batch.capturedLength(i));
          byte[] bytes = new byte[batch.capturedLength(i)];
          RawBytes.copy(batch.address(i), bytes, 0, bytes.length);
          assertArrayEquals(CaptureBytes.packet(3 * count), bytes);
          assertEquals(count, batch.timestampNanos(i));
          count++;
        }
      }
      assertNull(reader.damage());
    }
    return count;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsBatchesFromStreams(boolean trickling) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CaptureWriter writer = CaptureWriter.to(Channels.newChannel(bytes), "-", true, true)) {
      for (int i = 0; i < 2000; i++) {
        writer.write(writer.interfaceId("eth0", 1), i, CaptureBytes.packet(i * 3));
      }
    }
    InputStream in = new ByteArrayInputStream(bytes.toByteArray());
    InputStream stream = trickling ? new TricklingInput(in) : in;
    assertEquals(2000, countInBatches(CaptureReader.open(stream, "-")));
  }

  /** Gives few bytes a call and never knows of more, as a slow pipe. */
  private static final class TricklingInput extends InputStream {
    private final InputStream in;
    private int turn;

    TricklingInput(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      return in.read(to, offset, Math.min(length, 1 + turn++ % 1000));
    }
  }

  @Test
  void unwrapsGzipAndZstdWhateverTheName() throws IOException {
    byte[] sample = CaptureBytes.pcapngSample(false);
    for (byte[] wrapped : new byte[][] {gzip(sample), zstd(sample), gzipMembers(sample)}) {
      Path path = Files.write(folder.resolve("wrapped.pcap"), wrapped);
      try (CaptureReader file = CaptureReader.open(path);
          CaptureReader stream =
              CaptureReader.open(new TricklingInput(new ByteArrayInputStream(wrapped)), "-")) {
        for (CaptureReader reader : new CaptureReader[] {file, stream}) {
          int count = 0;
          while (reader.next()) {
            count++;
          }
          assertEquals(CaptureBytes.PACKETS, count);
          assertNull(reader.damage());
          assertEquals(wrapped.length, reader.bytesRead());
        }
        assertEquals(wrapped.length, file.totalBytes());
        assertEquals(-1, stream.totalBytes());
      }
    }
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  /** Three members, one of them empty. */
  static byte[] gzipMembers(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int half = bytes.length / 2;
    out.write(gzip(Arrays.copyOf(bytes, half)));
    out.write(gzip(new byte[0]));
    out.write(gzip(Arrays.copyOfRange(bytes, half, bytes.length)));
    return out.toByteArray();
  }

  static byte[] zstd(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zstd = new ZstdOutputStream(out).setChecksum(true)) {
      zstd.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void ignoresGarbageAfterGzipAsGzipDoes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(gzip(CaptureBytes.pcapSample(false, false)));
    out.write(new byte[512]);
    try (CaptureReader reader = CaptureBytes.open(out.toByteArray())) {
      while (reader.next()) {
        assertTrue(reader.packetNumber() <= CaptureBytes.PACKETS);
      }
      assertNull(reader.damage());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'#!/usr/sbin/nft -f\ntable inet f { }\n', looks like text",
    "'{\"nftables\": [', looks like text",
    "'BZh91AY&SY', looks like a bzip2 file",
    "'snoop\0\0\0\0\0\0\2', looks like a Sun snoop capture",
    "'\u007fELF\2\1\1', looks like an ELF file",
    "'', the file is empty",
    "'\0\0\0\1\2', unknown file type",
  })
  void namesWhatIsNoCapture(String content, String told) {
    byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
    CaptureBytes.assertTells(
        told, assertThrows(CaptureException.class, () -> CaptureBytes.open(bytes)));
  }

  @Test
  void namesErfByItsShape() {
    byte[] erf = {0, 0, 0, 1, 1, 2, 3, 0x65, 2, 4, 0, 80, 0, 0, 0, 64, 0, 0, 0, 0};
    CaptureBytes.assertTells(
        "ERF", assertThrows(CaptureException.class, () -> CaptureBytes.open(erf)));
  }

  @Test
  void refusesWhatCannotBeOpened() {
    Path missing = folder.resolve("missing.pcap");
    CaptureBytes.assertTells(
        "missing.pcap: No such file or directory",
        assertThrows(CaptureException.class, () -> CaptureReader.open(missing)));
    CaptureBytes.assertTells(
        "is a directory", assertThrows(CaptureException.class, () -> CaptureReader.open(folder)));
  }

  @Test
  void readsANamedPipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/mkfifo"))
            && new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0,
        "mkfifo is missing");
    Thread feeder =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Files.write(pipe, CaptureBytes.pcapSample(true, true));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    try (CaptureReader reader = CaptureReader.open(pipe)) {
      while (reader.next()) {
        assertEquals(LENGTHS[(int) reader.packetNumber() - 1], reader.capturedLength());
      }
      assertEquals(CaptureBytes.PACKETS, reader.packetNumber());
    }
    feeder.join();
  }

  @Test
  void survivesAFileThatShrinks() throws IOException {
    Path path = folder.resolve("shrinks.pcap");
    try (CaptureWriter writer = CaptureWriter.create(path, false)) {
      for (int i = 0; i < 20_000; i++) {
        writer.write(writer.interfaceId("", 1), i, new byte[100]);
      }
    }
    for (long window : new long[] {16_384, 64L << 20}) {
      Path copy = Files.copy(path, folder.resolve("copy" + window));
      try (CaptureReader reader = CaptureReader.open(copy, window)) {
        for (int i = 0; i < 50; i++) {
          assertTrue(reader.next());
        }
        try (var channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
          channel.truncate(24 + 100 * 116);
        }
        int count = 50;
        try {
          while (reader.next()) {
            count++;
          }
        } catch (InternalError e) {
          reader.fault(e); // the JVM may tell only after next() has returned
        }
        assertTrue(count < 20_000, "read " + count);
        assertNotNull(reader.damage());
        assertFalse(reader.next());
      }
    }
  }

  @Test
  void allocatesNothingPerPacket() throws IOException {
    for (String name : new String[] {"many.pcap", "many.pcapng"}) {
      Path path = folder.resolve(name);
      try (CaptureWriter writer = CaptureWriter.create(path, false)) {
        for (int i = 0; i < 400_000; i++) {
          writer.write(writer.interfaceId("eth0", 1), i, new byte[60]);
        }
      }
      try (CaptureReader reader = CaptureReader.open(path)) {
        AllocationGuard.assertAllocatesNothing(
            "the walk of " + name,
            () -> {
              for (int i = 0; i < 500; i++) {
                assertTrue(reader.next());
              }
            });
        CaptureBatch batch = new CaptureBatch(200);
        AllocationGuard.assertAllocatesNothing(
            "the batches of " + name, () -> assertEquals(200, reader.nextBatch(batch)));
      }
    }
  }

  @Test
  void writesWithoutAllocating() throws IOException {
    Path from = folder.resolve("from.pcapng");
    try (CaptureWriter writer = CaptureWriter.create(from, true)) {
      for (int i = 0; i < 60_000; i++) {
        writer.write(writer.interfaceId("eth0", 1), i, new byte[60]);
      }
    }
    try (CaptureReader reader = CaptureReader.open(from);
        CaptureWriter writer = CaptureWriter.create(folder.resolve("to.pcapng"), true)) {
      AllocationGuard.assertAllocatesNothing(
          "copying",
          () -> {
            try {
              for (int i = 0; i < 100 && reader.next(); i++) {
                writer.write(reader);
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}

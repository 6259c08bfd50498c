package dev.weir.netio.pcap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CaptureRoundTripTest {
  private static final long SEED = 20_260_101L;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"a.pcap,false", "a.pcap,true", "a.pcapng,false", "a.PCAPNG,true"})
  void readsBackWhatWasWritten(String name, boolean nanoseconds) throws IOException {
    Path path = folder.resolve(name);
    boolean pcapng = !name.endsWith(".pcap");
    Random random = new Random(SEED);
    try (CaptureWriter writer = CaptureWriter.create(path, nanoseconds)) {
      for (int i = 0; i < 3000; i++) {
        String device = pcapng ? "eth" + i % 3 : "";
        int id = writer.interfaceId(device, pcapng && i % 3 == 2 ? 101 : 1);
        assertEquals(pcapng ? i % 3 : 0, id);
        writer.write(id, timestamp(i), randomPacket(random));
      }
      assertEquals(3000, writer.packetsWritten());
    }
    random.setSeed(SEED);
    try (CaptureReader reader = CaptureReader.open(path)) {
      assertEquals(Files.size(path), reader.totalBytes());
      assertEquals(nanoseconds || pcapng, reader.isNanosecondResolution());
      for (int i = 0; i < 3000; i++) {
        assertTrue(reader.next());
        assertArrayEquals(randomPacket(random), CaptureBytes.captured(reader));
        long nanos = timestamp(i);
        assertEquals(nanoseconds || pcapng ? nanos : nanos / 1000 * 1000, reader.timestampNanos());
        assertEquals(reader.capturedLength(), reader.originalLength());
        assertEquals(pcapng ? "eth" + i % 3 : "", reader.interfaceName());
        assertEquals(pcapng && i % 3 == 2 ? 101 : 1, reader.linkType());
        assertEquals(i + 1, reader.packetNumber());
      }
      assertFalse(reader.next());
      assertNull(reader.damage());
      assertEquals(Files.size(path), reader.bytesRead());
    }
  }

  private static long timestamp(int i) {
    return 1_767_225_600_123_456_789L + i * 1_001L;
  }

  private static byte[] randomPacket(Random random) {
    byte[] packet = new byte[random.nextInt(1600)];
    random.nextBytes(packet);
    return packet;
  }

  @Test
  void copiesWhatAReaderStandsOn() throws IOException {
    Path first = folder.resolve("first.pcapng");
    Path second = folder.resolve("second.pcapng");
    try (CaptureWriter writer = CaptureWriter.create(first, true);
        CaptureReader source = CaptureBytes.open(CaptureBytes.pcapngSample(false))) {
      while (source.next()) {
        writer.write(source);
      }
      assertNull(source.damage());
    }
    try (CaptureReader copy = CaptureReader.open(first);
        CaptureReader source = CaptureBytes.open(CaptureBytes.pcapngSample(false));
        CaptureWriter again = CaptureWriter.create(second, true)) {
      while (source.next()) {
        assertTrue(copy.next());
        assertArrayEquals(CaptureBytes.captured(source), CaptureBytes.captured(copy));
        assertEquals(source.originalLength(), copy.originalLength());
        assertEquals(source.direction(), copy.direction());
        assertEquals(source.interfaceName(), copy.interfaceName());
        assertEquals(source.timestampNanos(), copy.timestampNanos());
        again.write(copy);
      }
      assertFalse(copy.next());
    }
    assertEquals(-1, Files.mismatch(first, second));
  }

  @Test
  void writesACaptureWithoutPackets() throws IOException {
    for (String name : new String[] {"none.pcap", "none.pcapng"}) {
      Path path = folder.resolve(name);
      CaptureWriter.create(path, false).close();
      try (CaptureReader reader = CaptureReader.open(path)) {
        assertFalse(reader.next());
        assertNull(reader.damage());
        assertEquals(0, reader.packetNumber());
      }
    }
  }

  @Test
  void refusesASecondLinkTypeInPcap() throws IOException {
    Path path = folder.resolve("two.pcap");
    try (CaptureWriter writer = CaptureWriter.create(path, false)) {
      writer.interfaceId("a", 1);
      writer.interfaceId("b", 1);
      CaptureException refused =
          assertThrows(CaptureException.class, () -> writer.interfaceId("a", 101));
      CaptureBytes.assertTells("write a .pcapng file", refused);
    }
  }

  @Test
  void refusesOtherSuffixesAndPlaces() {
    Path odd = folder.resolve("a.cap");
    Path nowhere = folder.resolve("none").resolve("a.pcap");
    assertThrows(CaptureException.class, () -> CaptureWriter.create(odd, false));
    assertThrows(CaptureException.class, () -> CaptureWriter.create(nowhere, false));
  }

  @Test
  void writesToAStream() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CaptureWriter writer = CaptureWriter.to(Channels.newChannel(bytes), "-", true, true)) {
      writer.write(writer.interfaceId("lo", 1), 5, new byte[60]);
    }
    try (CaptureReader reader = CaptureBytes.open(bytes.toByteArray())) {
      assertTrue(reader.next());
      assertEquals("lo", reader.interfaceName());
    }
  }

  @ParameterizedTest
  @CsvSource({"true,100000", "false,100000", "true,3000000", "false,3000000", "false,10"})
  void leavesWholePacketsWhenTheDiskIsFull(boolean pcapng, int space) throws IOException {
    SmallDisk disk = new SmallDisk(space);
    CaptureWriter writer = CaptureWriter.to(disk, "small.cap", pcapng, true);
    int id = writer.interfaceId("eth0", 1);
    CaptureException error =
        assertThrows(
            CaptureException.class,
            () -> {
              for (int i = 0; i < 10_000; i++) {
                writer.write(id, i, new byte[i % 1500]);
              }
            });
    CaptureBytes.assertTells("No space left on device", error);
    CaptureBytes.assertTells(disk.content.size() + " bytes", error);
    assertThrows(CaptureException.class, writer::flush);
    writer.close();
    if (space > 100) {
      assertTrue(disk.content.size() > space - 2000, "kept " + disk.content.size());
      try (CaptureReader reader = CaptureBytes.open(disk.content.toByteArray())) {
        while (reader.next()) {
          assertEquals((reader.packetNumber() - 1) % 1500, reader.capturedLength());
        }
        assertNull(reader.damage());
        assertTrue(reader.packetNumber() > 100);
      }
    }
  }

  @Test
  void tellsOfAFullDevice() throws IOException {
    FileChannel full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE);
    CaptureWriter writer = CaptureWriter.to(full, "/dev/full", false, false);
    writer.write(writer.interfaceId("", 1), 0, new byte[60]);
    CaptureException error = assertThrows(CaptureException.class, writer::close);
    assertEquals("/dev/full: No space left on device (0 bytes written)", error.getMessage());
  }

  /** A file on a file system with little room. */
  private static final class SmallDisk implements SeekableByteChannel {
    private final int space;
    ByteArrayOutputStream content = new ByteArrayOutputStream();

    SmallDisk(int space) {
      this.space = space;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
      byte[] part = new byte[Math.min(from.remaining(), space - content.size())];
      if (part.length == 0) {
        throw new IOException("No space left on device");
      }
      from.get(part);
      content.writeBytes(part);
      return part.length;
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      byte[] bytes = content.toByteArray();
      content = new ByteArrayOutputStream();
      content.write(bytes, 0, (int) size);
      return this;
    }

    @Override
    public int read(ByteBuffer to) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
      return content.size();
    }

    @Override
    public SeekableByteChannel position(long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long size() {
      return content.size();
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}

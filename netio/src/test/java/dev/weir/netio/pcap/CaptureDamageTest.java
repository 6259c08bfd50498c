package dev.weir.netio.pcap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CaptureDamageTest {
  @TempDir Path folder;

  static List<byte[]> samples() {
    return List.of(
        CaptureBytes.pcapSample(false, false),
        CaptureBytes.pcapSample(true, true),
        CaptureBytes.pcapngSample(false),
        CaptureBytes.pcapngSample(true));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void deliversExactlyTheWholePacketsBeforeEveryCut(byte[] sample) throws IOException {
    List<Long> starts = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    walkBoundaries(sample, starts, ends);
    Path path = folder.resolve("cut");
    for (int cut = 0; cut < sample.length; cut++) {
      byte[] bytes = Arrays.copyOf(sample, cut);
      Files.write(path, bytes);
      int length = cut;
      long whole = ends.stream().filter(end -> end <= length).count();
      assertCut(() -> CaptureBytes.open(bytes), whole, cut);
      assertCut(() -> CaptureReader.open(path), whole, cut);
      assertCut(() -> CaptureReader.open(path, 16), whole, cut);
    }
    assertEquals(CaptureBytes.PACKETS, starts.size());
  }

  private interface Opening {
    CaptureReader open() throws CaptureException;
  }

  private static void assertCut(Opening opening, long whole, int cut) {
    try (CaptureReader reader = opening.open()) {
      long count = 0;
      while (reader.next()) {
        count++;
      }
      assertEquals(whole, count, "cut at " + cut);
      Damage damage = reader.damage();
      if (damage != null) {
        assertEquals(count + 1, damage.packetNumber());
        assertTrue(damage.byteOffset() <= cut, damage.toString());
        assertTrue(damage.message().startsWith("truncated"), damage.message());
      }
    } catch (CaptureException e) {
      assertEquals(0, whole, "cut at " + cut + ": " + e.getMessage());
    }
  }

  private static void walkBoundaries(byte[] sample, List<Long> starts, List<Long> ends)
      throws IOException {
    try (CaptureReader reader = CaptureBytes.open(sample)) {
      while (reader.next()) {
        starts.add(reader.fileOffset());
        ends.add(reader.bytesRead());
      }
    }
    // bytesRead of a stream runs ahead: take the ends from the file's own lengths
    boolean pcap = sample[0] != 0x0a;
    ends.clear();
    for (int i = 0; i < starts.size(); i++) {
      int start = Math.toIntExact(starts.get(i));
      long end =
          pcap ? start + 16 + new int[] {1, 14, 60, 0, 33}[i] : start + blockLength(sample, start);
      ends.add(end);
    }
  }

  private static int blockLength(byte[] sample, int start) {
    int little = (sample[start + 4] & 0xff) | (sample[start + 5] & 0xff) << 8;
    int big = (sample[start + 7] & 0xff) | (sample[start + 6] & 0xff) << 8;
    return little != 0 ? little : big;
  }

  @Test
  void tellsACutPacketInTcpdumpsWords() throws IOException {
    byte[] sample = CaptureBytes.pcapSample(false, false);
    int third = 24 + 16 + 1 + 16 + 14;
    assertDamage(
        Arrays.copyOf(sample, third + 16 + 56),
        "packet 3 at byte "
            + third
            + ": truncated dump file; tried to read 60 captured bytes, only got 56");
    assertDamage(
        Arrays.copyOf(sample, third + 9),
        "packet 3 at byte "
            + third
            + ": truncated dump file; tried to read 16 header bytes, only got 9");
  }

  private static void assertDamage(byte[] capture, String told) throws CaptureException {
    try (CaptureReader reader = CaptureBytes.open(capture)) {
      while (reader.next()) {
        assertNull(reader.damage());
      }
      Damage damage = reader.damage();
      assertNotNull(damage);
      assertTrue(damage.describe().contains(told), damage.describe());
      assertFalse(reader.next());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {262_145, 0x7fffffffL, 0x80000000L, 0xffffffffL})
  void refusesInsaneLengths(long length) throws IOException {
    CaptureBytes captured = header().int64(0).int32(length).int32(60).raw(new byte[60]);
    assertDamage(
        captured.toBytes(),
        "packet 1 at byte 24: invalid packet capture length "
            + length
            + ", bigger than maximum of 262144");
    if (length > 1 << 20) {
      CaptureBytes original = header().int64(0).int32(60).int32(length).raw(new byte[60]);
      assertDamage(original.toBytes(), "invalid packet length " + length);
    }
  }

  private static CaptureBytes header() {
    return new CaptureBytes(false)
        .int32(0xa1b2c3d4)
        .int16(2)
        .int16(4)
        .int64(0)
        .int32(65535)
        .int32(1);
  }

  @Test
  void raisesAnOriginalLengthBelowTheCaptured() throws IOException {
    byte[] file = header().int64(0).int32(60).int32(0).raw(new byte[60]).toBytes();
    try (CaptureReader reader = CaptureBytes.open(file)) {
      assertTrue(reader.next());
      assertEquals(60, reader.originalLength());
    }
  }

  @Test
  void refusesOtherVersions() {
    byte[] pcap = CaptureBytes.pcapSample(false, false);
    pcap[4] = 1;
    CaptureBytes.assertTells(
        "unsupported pcap savefile version 1.4",
        assertThrows(CaptureException.class, () -> CaptureBytes.open(pcap)));
    byte[] pcapng = CaptureBytes.pcapngSample(false);
    pcapng[12] = 3;
    CaptureBytes.assertTells(
        "unsupported pcapng savefile version 3.0",
        assertThrows(CaptureException.class, () -> CaptureBytes.open(pcapng)));
    pcapng[8] = 3;
    CaptureBytes.assertTells(
        "byte-order magic", assertThrows(CaptureException.class, () -> CaptureBytes.open(pcapng)));
  }

  @Test
  void refusesBadBlocks() throws IOException {
    assertDamage(section().int32(5).int32(8).toBytes(), "block length 8 is less than 12");
    assertDamage(section().int32(5).int32(13).toBytes(), "not a multiple of 4");
    assertDamage(section().int32(5).int32(0xfffffff0L).toBytes(), "larger than maximum 16777216");
    assertDamage(
        section().int32(5).int32(12).int32(16).toBytes(), "length 12 differs from trailing 16");
    assertDamage(
        section().enhanced(0, 0, new byte[4], 4, -1).toBytes(),
        "packet 1 at byte 28: packet on interface 0, but only 0 interfaces are known");
    CaptureBytes section = section().device(1, 0, "a", 6);
    assertDamage(
        section.enhanced(0, 0, new byte[4], 4, -1).enhanced(7, 0, new byte[4], 4, -1).toBytes(),
        "packet 2 at byte 104: packet on interface 7, but only 1 interfaces are known");
    CaptureBytes cut = section().device(1, 0, "a", 6);
    cut.block(6, cut.body().int64(0).int32(0).int32(61).int32(61).raw(new byte[60]));
    assertDamage(cut.toBytes(), "packet of 61 bytes in a block of 92 bytes is cut");
    CaptureBytes simple = section().device(1, 0, "a", 6);
    simple.block(3, simple.body().int32(61).raw(new byte[60]));
    assertDamage(simple.toBytes(), "simple packet of 61 bytes in a block of 76 bytes is cut");
    assertDamage(section().block(6, section().body().int32(0)).toBytes(), "too short");
    assertDamage(section().block(1, section().body().int32(0)).toBytes(), "too short");
    assertDamage(section().block(3, section().body()).toBytes(), "too short");
  }

  private static CaptureBytes section() {
    return new CaptureBytes(false).section();
  }

  @Test
  void boundsTheNumberOfInterfaces() throws IOException {
    CaptureBytes many = section();
    byte[] one = new CaptureBytes(true).body().toBytes();
    byte[] device = new CaptureBytes(false).device(1, 0, "", 6).raw(one).toBytes();
    for (int i = 0; i < 65_537; i++) {
      many.raw(device);
    }
    assertDamage(many.toBytes(), "more than 65536 interfaces");
  }

  @Test
  void deliversWhatComesBeforeACutInCompressedData() throws IOException {
    byte[] sample = CaptureBytes.pcapngSample(false);
    byte[][] wrapped = {
      CaptureReaderTest.gzip(sample),
      CaptureReaderTest.gzipMembers(sample),
      CaptureReaderTest.zstd(sample)
    };
    for (byte[] bytes : wrapped) {
      for (int cut = 0; cut < bytes.length; cut++) {
        try (CaptureReader reader = CaptureBytes.open(Arrays.copyOf(bytes, cut))) {
          while (reader.next()) {
            assertTrue(reader.packetNumber() <= CaptureBytes.PACKETS);
          }
          // gzipMembers may be cut between two members: then the capture itself is cut
          assertTrue(
              reader.damage() != null || reader.packetNumber() < CaptureBytes.PACKETS,
              "cut at " + cut);
        } catch (CaptureException e) {
          assertTrue(
              cut < bytes.length - 4,
              "cut at " + cut + " of " + bytes.length + ": " + e.getMessage());
        }
      }
    }
  }

  @Test
  void deliversMostOfALongFileCutInTheMiddle() throws IOException {
    CaptureBytes file = header();
    Random random = new Random(20_260_103L);
    for (int i = 0; i < 4000; i++) {
      byte[] packet = new byte[500];
      random.nextBytes(packet);
      file.int64(i).int32(packet.length).int32(packet.length).raw(packet);
    }
    byte[] plain = file.toBytes();
    for (byte[] wrapped :
        new byte[][] {CaptureReaderTest.gzip(plain), CaptureReaderTest.zstd(plain)}) {
      try (CaptureReader reader = CaptureBytes.open(Arrays.copyOf(wrapped, wrapped.length / 2))) {
        while (reader.next()) {
          assertEquals(500, reader.capturedLength());
        }
        assertTrue(reader.packetNumber() > 1600, "only " + reader.packetNumber());
        assertNotNull(reader.damage());
      }
    }
  }

  @Test
  void seesWrongChecksums() throws IOException {
    byte[] sample = CaptureBytes.pcapSample(false, false);
    byte[] gzip = CaptureReaderTest.gzip(sample);
    gzip[gzip.length - 6] ^= 1;
    assertDamage(gzip, "packet 6 at byte 212: corrupt gzip data: checksum error");
    byte[] size = CaptureReaderTest.gzip(sample);
    size[size.length - 2] ^= 1;
    assertDamage(size, "corrupt gzip data: length error");
  }

  @Test
  void keepsPacketsApartFromDamageInBatches() throws IOException {
    byte[] sample = CaptureBytes.pcapSample(false, false);
    CaptureBatch batch = new CaptureBatch(3);
    try (CaptureReader reader = CaptureBytes.open(Arrays.copyOf(sample, sample.length - 1))) {
      assertEquals(3, reader.nextBatch(batch));
      assertEquals(1, reader.nextBatch(batch));
      assertEquals(4, batch.packetNumber(0));
      assertEquals(0, reader.nextBatch(batch));
      Damage damage = reader.damage();
      assertNotNull(damage);
      assertEquals(5, damage.packetNumber());
      assertArrayEquals(new int[] {0, 3}, new int[] {batch.size(), batch.capacity()});
    }
  }
}

package dev.weir.netio.pcap;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Damaged captures of all kinds: nothing is thrown, nothing hangs, every address can be read. */
final class CaptureFuzzTest {
  private static final long SEED = Long.getLong("weir.fuzz.seed", 20_260_102L);
  private static final int CASES = Integer.getInteger("weir.fuzz.cases", 8_000);

  @Test
  void neverThrowsOnCorruptCaptures() {
    Random random = new Random(SEED);
    assertTimeoutPreemptively(
        Duration.ofSeconds(120),
        () -> {
          List<byte[]> seeds = seeds();
          CRC32 sum = new CRC32();
          int opened = 0;
          for (int i = 0; i < CASES; i++) {
            byte[] bytes = corrupt(random, seeds.get(random.nextInt(seeds.size())));
            try {
              opened += walk(bytes, random.nextBoolean(), sum) ? 1 : 0;
            } catch (RuntimeException | Error e) {
              throw new AssertionError("seed " + SEED + " case " + i, e);
            }
          }
          assertTrue(opened > CASES / 4, "only " + opened + " of " + CASES + " were opened");
        });
  }

  private static List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>(CaptureDamageTest.samples());
    seeds.add(CaptureBytes.pcapngSample(false));
    seeds.add(CaptureReaderTest.gzip(CaptureBytes.pcapngSample(true)));
    seeds.add(CaptureReaderTest.gzipMembers(CaptureBytes.pcapSample(false, true)));
    seeds.add(CaptureReaderTest.zstd(CaptureBytes.pcapngSample(false)));
    return seeds;
  }

  private static byte[] corrupt(Random random, byte[] seed) {
    byte[] bytes = seed.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at =
          random.nextInt(4) == 0
              ? random.nextInt(bytes.length)
              : 4 + random.nextInt(bytes.length - 4);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xff);
        case 3 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0);
        default -> bytes = random.nextInt(3) > 0 ? bytes : splice(random, bytes);
      }
    }
    return bytes;
  }

  /** Leaves out or repeats a stretch. */
  private static byte[] splice(Random random, byte[] bytes) {
    int keep = random.nextInt(bytes.length);
    int from = random.nextInt(bytes.length);
    byte[] spliced = Arrays.copyOf(bytes, Math.max(8, keep + bytes.length - from));
    System.arraycopy(bytes, from, spliced, keep, bytes.length - from);
    return spliced;
  }

  private static boolean walk(byte[] bytes, boolean inBatches, CRC32 sum) {
    CaptureBatch batch = new CaptureBatch(7);
    try (CaptureReader reader = CaptureBytes.open(bytes)) {
      while (inBatches ? reader.nextBatch(batch) > 0 : reader.next()) {
        sum.update(CaptureBytes.captured(reader));
        assertTrue(reader.originalLength() >= reader.capturedLength());
        assertTrue(reader.packetNumber() <= bytes.length);
      }
      return true;
    } catch (CaptureException e) {
      assertTrue(e.getMessage() != null && e.getMessage().startsWith("test: "), e.getMessage());
      return false;
    }
  }
}

package dev.weir.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.netio.pcap.CaptureReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CaptureGeneratorTest {
  @TempDir Path folder;

  @Test
  void writesTheSameFileForTheSameSeed() throws IOException {
    String first = folder.resolve("first.pcap").toString();
    String second = folder.resolve("second.pcap").toString();
    CaptureGenerator.main(new String[] {first, "3000", "mix", "7"});
    CaptureGenerator.main(new String[] {second, "3000", "mix", "7"});
    assertEquals(-1, Files.mismatch(Path.of(first), Path.of(second)));
  }

  @Test
  void stopsAtTheSizeAskedFor() throws IOException {
    Path path = folder.resolve("sized.pcap");
    CaptureGenerator.main(new String[] {path.toString(), "2M", "64"});
    assertTrue(Files.size(path) >= 2 << 20 && Files.size(path) < (2 << 20) + 100);
    try (CaptureReader reader = CaptureReader.open(path)) {
      while (reader.next()) {
        assertEquals(64, reader.capturedLength());
      }
      assertNull(reader.damage());
      assertEquals((2 << 20) / 80, reader.packetNumber(), 1.0);
    }
  }
}

package dev.weir.netio.pcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What weir writes, tcpdump reads the same way. */
final class TcpdumpTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"a.pcap", "a.pcapng"})
  void agreesOnTimeLengthAndBytes(String name) throws Exception {
    Path path = folder.resolve(name);
    try (CaptureWriter writer = CaptureWriter.create(path, true)) {
      int id = writer.interfaceId("eth0", 1);
      for (int i = 0; i < 200; i++) {
        writer.write(id, 1_767_225_600_000_000_000L + i * 1_000_000_007L, udp(i));
      }
    }
    List<String> expected = new ArrayList<>();
    try (CaptureReader reader = CaptureReader.open(path)) {
      while (reader.next()) {
        long nanos = reader.timestampNanos();
        expected.add(
            nanos / 1_000_000_000L
                + "."
                + String.valueOf(1_000_000_000L + nanos % 1_000_000_000L).substring(1)
                + " IP 10.0.0.1.1000 > 10.0.0.2."
                + (40000 + reader.packetNumber() - 1)
                + ": UDP, length "
                + (reader.capturedLength() - 42));
      }
    }
    assertLinesMatch(expected, tcpdump(path));
  }

  private static byte[] udp(int i) {
    int payload = i * 5;
    CaptureBytes packet = new CaptureBytes(true);
    packet.raw(new byte[12]).int16(0x0800);
    packet.int16(0x4500).int16(28 + payload).int32(0).int16(0x4011).int16(0);
    packet.int32(0x0a000001).int32(0x0a000002);
    packet.int16(1000).int16(40000 + i).int16(8 + payload).int16(0).raw(new byte[payload]);
    return packet.toBytes();
  }

  private static List<String> tcpdump(Path path) throws IOException, InterruptedException {
    boolean installed =
        Stream.of("/usr/bin/tcpdump", "/usr/sbin/tcpdump").map(Path::of).anyMatch(Files::exists);
    if (!installed) {
      System.err.println("skipped: tcpdump is not installed");
    }
    assumeTrue(installed, "tcpdump is not installed");
    Process process =
        new ProcessBuilder(
                "tcpdump", "-n", "-tt", "--time-stamp-precision=nano", "-r", path.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    return text.lines().toList();
  }
}

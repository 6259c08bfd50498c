package dev.weir.cli;

import dev.weir.core.testkit.Packets;
import dev.weir.netio.pcap.CaptureWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --path}, {@code --clock} and {@code --defrag} of replay. */
class ReplayPathTest {
  @TempDir private Path folder;

  private String rules(String text) throws IOException {
    return Files.writeString(folder.resolve("rules.nft"), text).toString();
  }

  private String capture(long... seconds) throws IOException {
    Path file = folder.resolve("capture.pcap");
    try (CaptureWriter writer = CaptureWriter.create(file, false)) {
      int id = writer.interfaceId("eth0", 1);
      for (long second : seconds) {
        byte[] frame = Packets.ip4("10.0.0.1", "10.0.0.2").udp(1000, 53).bytes();
        writer.write(id, second * 1_000_000_000L, frame);
      }
    }
    return file.toString();
  }

  @Test
  void warnsWhereNoChainIsOnTheChosenPath() throws IOException {
    String rules = rules("table ip t { chain c { type filter hook input priority 0;\n}\n}\n");
    CommandRun.of("replay", "-f", rules, "--path", "forward", capture(1))
        .expect(0)
        .expectError("no base chain on the chosen path");
    CommandRun.of("replay", "-f", rules, "--path", "bridge", capture(1))
        .expect(0)
        .expectError("no base chain on the chosen path");
  }

  @Test
  void warnsWhereTimeRunsBackwards() throws IOException {
    String rules = rules("table ip t { chain c { type filter hook input priority 0;\n}\n}\n");
    CommandRun.of("replay", "-f", rules, "--path", "input", capture(5, 4, 3, 6))
        .expect(0)
        .expectError("2 packets were captured before the packet in front of them");
    CommandRun.of("replay", "-f", rules, "--path", "input", "--clock", "wall", capture(5, 4))
        .expect(0);
  }
}

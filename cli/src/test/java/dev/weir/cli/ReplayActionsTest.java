package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.testkit.Packets;
import dev.weir.netio.pcap.CaptureReader;
import dev.weir.netio.pcap.CaptureWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code weir replay} shows of logs, answers and packets handed to somebody. */
class ReplayActionsTest {
  private static final String RULES =
      """
      table inet t {
      \tchain c {
      \t\ttype filter hook forward priority 0;
      \t\ttcp dport 22 log prefix "ssh " group 3
      \t\ttcp dport 22 log prefix "ssh " flags tcp sequence reject with tcp reset
      \t\tudp dport 53 reject
      \t\tudp dport 54 queue flags bypass to 2
      \t\tudp dport 55 queue
      \t}
      }
      """;

  @TempDir Path folder;
  private String rules = "";
  private String capture = "";

  @BeforeEach
  void writesRulesAndCapture() throws IOException {
    rules = Files.writeString(folder.resolve("rules.nft"), RULES).toString();
    Path file = folder.resolve("capture.pcap");
    try (CaptureWriter writer = CaptureWriter.create(file, false)) {
      int id = writer.interfaceId("eth0", 1);
      writer.write(id, 1, Packets.ip4("10.0.0.1", "10.0.0.2").tcp(1000, 22, "syn").bytes());
      for (int port = 53; port < 56; port++) {
        writer.write(id, 2, Packets.ip4("10.0.0.1", "10.0.0.2").udp(1000, port).bytes());
      }
    }
    capture = file.toString();
  }

  @Test
  void writesLogLinesToAFileOrStandardOutput() throws IOException {
    Path log = folder.resolve("log.txt");
    CommandRun.of("replay", "-f", rules, "--path", "forward", "--log", log, capture).expect(0);
    String line = Files.readString(log);
    assertTrue(line.startsWith("ssh IN="), line);
    assertTrue(line.contains("SRC=10.0.0.1 DST=10.0.0.2"), line);
    assertTrue(line.contains("PROTO=TCP SPT=1000 DPT=22 SEQ="), line);
    assertTrue(line.endsWith(" SYN URGP=0 \n"), line);
    CommandRun run =
        CommandRun.of("replay", "-f", rules, "--path", "forward", "--log", "-", capture);
    assertTrue(run.expect(0).out().startsWith(line), run.out());
  }

  @Test
  void writesWhatRejectAnswers() throws IOException {
    Path replies = folder.resolve("replies.pcapng");
    CommandRun.of("replay", "-f", rules, "--path", "forward", "--write-replies", replies, capture)
        .expect(0);
    try (CaptureReader reader = CaptureReader.open(replies)) {
      assertTrue(reader.next());
      assertEquals(40, reader.originalLength());
      assertTrue(reader.next());
      assertTrue(reader.originalLength() > 40);
      assertTrue(!reader.next());
    }
  }

  @Test
  void warnsOfWhatItHandsToNobody() throws IOException {
    CommandRun run =
        CommandRun.of("replay", "-f", rules, "--path", "forward", "--json", capture)
            .expect(0)
            .expectError("1 packet met 'queue to 2'")
            .expectError("1 packet met 'queue to 0'")
            .expectError("1 packet met 'log group 3'");
    assertEquals(1, run.json().at("/verdicts/accept").asInt());
    assertEquals(3, run.json().at("/verdicts/drop").asInt());
  }
}

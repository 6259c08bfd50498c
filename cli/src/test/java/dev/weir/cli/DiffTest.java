package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code weir diff} finds, how it says it, and how it ends. */
class DiffTest {
  private static final Path WEB = CommandRun.file("rulesets/captures/web.pcapng");
  private static final Path ADDRESSES = CommandRun.file("rulesets/captures/web.addrs.json");
  private static final Path SERVER = CommandRun.file("rulesets/nft/server.nft");

  private static final String OLD =
      """
      table inet f {
        chain i {
          type filter hook input priority 0; policy drop;
          tcp dport 80 accept
          tcp dport 8080 drop
        }
      }
      """;

  @TempDir private Path folder;
  private Path old = Path.of("");
  private Path changed = Path.of("");

  @BeforeEach
  void writeRules() throws IOException {
    old = Files.writeString(folder.resolve("old.nft"), OLD);
    changed =
        Files.writeString(
            folder.resolve("new.nft"), OLD.replace("tcp dport 8080 drop", "tcp dport 8080 accept"));
  }

  private static CommandRun diff(Object... arguments) {
    List<Object> words = new ArrayList<>(List.of("diff"));
    words.addAll(Arrays.asList(arguments));
    words.addAll(List.of(WEB, "--addrs", ADDRESSES));
    return CommandRun.of(words.toArray());
  }

  @Test
  void theSameRulesGiveTheSameVerdicts() {
    CommandRun run = diff(SERVER, SERVER).expect(0);
    assertTrue(run.out().contains("; 0 with another verdict"), run.out());
    assertEquals("", run.err());
  }

  @Test
  void tellsWhichRulesChangedWhichVerdicts() {
    CommandRun run = diff(old, changed).expect(1);
    String out = run.out().replace(folder + "/", "");
    assertTrue(
        out.contains(
            """
                   packets  change
                        55  old: drop by old.nft:5: tcp dport 8080 drop
                            new: accept by new.nft:5: tcp dport 8080 accept
                            first: packet 1,113
            """),
        out);
    String end =
        """
          i (inet f, hook input, priority 0) new.nft
            ✗ tcp dport 80 accept dport is 8080 :4
            ✓ tcp dport 8080 accept accept :5
          ACCEPT by new.nft:5: tcp dport 8080 accept

        they part at
          old: old.nft:5: tcp dport 8080 drop (drop)
          new: new.nft:5: tcp dport 8080 accept (accept)
        """;
    assertTrue(out.replaceAll(" +", " ").endsWith(end.replaceAll(" +", " ")), out);
  }

  @Test
  void theMatrixCountsEveryPacketOnce() throws IOException {
    JsonNode document = diff(old, changed, "--json").expect(1).json();
    assertEquals("weir.diff/1", document.path("schema").asText());
    assertEquals(1815, document.path("packets").asLong());
    assertEquals(55, document.path("different").asLong());
    long sum = 0;
    long off = 0;
    for (JsonNode cell : document.path("matrix")) {
      sum += cell.path("packets").asLong();
      off += cell.path("old").equals(cell.path("new")) ? 0 : cell.path("packets").asLong();
    }
    assertEquals(1815, sum);
    assertEquals(55, off);
    JsonNode change = document.path("changes").path(0);
    assertEquals(55, change.path("packets").asLong());
    assertEquals(5, change.path("old").path("by").path("line").asInt());
    assertEquals("accept", change.path("new").path("verdict").asText());
    JsonNode first = document.path("first");
    assertEquals(1113, first.path("packet").asLong());
    assertEquals("verdict", lastOf(first.path("old")).path("event").asText());
    assertEquals("D", lastOf(first.path("old")).path("code").asText());
    assertEquals("A", lastOf(first.path("new")).path("code").asText());
  }

  private static JsonNode lastOf(JsonNode array) {
    return array.path(array.size() - 1);
  }

  @Test
  void verdictsAreComparedAndNotCounts() throws IOException {
    Path earlier =
        Files.writeString(
            folder.resolve("earlier.nft"),
            OLD.replace(
                "tcp dport 80 accept", "tcp dport { 80, 443 } accept\ntcp dport 80 accept"));
    Path same =
        Files.writeString(
            folder.resolve("same.nft"),
            OLD.replace("tcp dport 80 accept", "tcp dport 443 accept\ntcp dport 80 accept"));
    CommandRun run = diff(earlier, same).expect(0);
    assertTrue(run.out().contains("no difference by itself"), run.out());
    assertTrue(run.out().contains("inet f i: tcp dport 80 accept"), run.out());
  }

  @Test
  void aSideMayBeSeveralFiles() throws IOException {
    Path more =
        Files.writeString(
            folder.resolve("more.nft"),
            "table ip g { chain i { type filter hook input priority 5; tcp dport 80 drop; }; }\n");
    CommandRun run = diff(old + "," + more, old).expect(1);
    assertTrue(run.out().contains("more.nft:1: tcp dport 80 drop"), run.out());
    diff(old + "," + more, old + "," + more).expect(0);
    Path comma = Files.writeString(folder.resolve("a,b.nft"), OLD);
    diff(comma, old).expect(0);
    diff(old + ",", old).expect(3);
  }

  @Test
  void readsTheCaptureFromStandardInput() throws IOException {
    CommandRun run =
        CommandRun.withInput(
                Files.readAllBytes(WEB), "diff", old, changed, "-", "--addrs", ADDRESSES)
            .expect(1);
    assertEquals(diff(old, changed).out(), run.out());
  }

  @Test
  void stopsWhereItIsTold() {
    assertTrue(diff(old, changed, "-c", 1112).expect(0).out().startsWith("1,112 packets"));
    diff(old, changed, "-c", 1113).expect(1);
  }

  @Test
  void refusesWhatMakesNoSense() throws IOException {
    CommandRun.of("diff", old, changed).expect(2).expectError("CAPTURE");
    CommandRun.of("diff", old).expect(2);
    CommandRun.of("diff", "-", "-", WEB).expect(2).expectError("standard input");
    CommandRun.of("diff", old, "nosuch.nft", WEB).expect(3);
    CommandRun.of("diff", old, changed, "nosuch.pcap").expect(3);
    diff(old, changed, "--path", "sideways").expect(2);
    Path bad = Files.writeString(folder.resolve("bad.nft"), "table inet f { chain { } }\n");
    diff(old, bad).expect(3).expectError("bad.nft:1");
  }

  @Test
  void aCutCaptureIsReportedBehindItsPackets() throws IOException {
    byte[] whole = Files.readAllBytes(WEB);
    Path cut = folder.resolve("cut.pcapng");
    Files.write(cut, Arrays.copyOf(whole, whole.length - 30));
    CommandRun run = CommandRun.of("diff", old, changed, cut, "--addrs", ADDRESSES).expect(3);
    assertTrue(run.out().contains("55 with another verdict"), run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    CommandRun.of("diff", "--allow-truncated", old, changed, cut, "--addrs", ADDRESSES).expect(1);
  }
}

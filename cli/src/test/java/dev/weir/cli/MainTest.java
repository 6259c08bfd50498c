package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exit codes, streams and files of every verb are what scripts rely on. */
class MainTest {
  private static final Path SERVER = CommandRun.file("rulesets/nft/server.nft");
  private static final Path WEB = CommandRun.file("rulesets/captures/web.pcapng");
  private static final Path SCAN = CommandRun.file("rulesets/captures/scan.pcapng");
  private static final String GOOD = "table inet t {\n chain c {\n  tcp dport 22 accept\n }\n}\n";

  @TempDir Path folder;

  private static CommandRun replay(Object... more) {
    Object[] words = new Object[more.length + 5];
    System.arraycopy(new Object[] {"replay", "-f", SERVER, "--path", "input"}, 0, words, 0, 5);
    System.arraycopy(more, 0, words, 5, more.length);
    return CommandRun.of(words);
  }

  private static long sum(JsonNode object) {
    long sum = 0;
    for (JsonNode value : object) {
      sum += value.asLong();
    }
    return sum;
  }

  @Test
  void neverWritesOverAnInput(@TempDir Path inputs) throws IOException {
    Path root = Path.of(System.getProperty("weir.root", ".."));
    Path capture = inputs.resolve("own.pcapng");
    Files.copy(root.resolve("rulesets/captures/scan.pcapng"), capture);
    long before = Files.size(capture);
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            new Console(new StringWriter(), err),
            "replay",
            "-f",
            root.resolve("rulesets/nft/server.nft").toString(),
            capture.toString(),
            "-w",
            inputs.resolve("own.pcapng").toString());
    assertEquals(ExitCode.USAGE, code, err::toString);
    assertEquals(before, Files.size(capture));
  }

  @Test
  void commandLinesThatMakeNoSenseEndWith2() {
    CommandRun.of().expect(2);
    CommandRun.of("nosuchverb").expect(2).expectError("nosuchverb");
    CommandRun.of("check").expect(2);
    CommandRun.of("check", "--nosuch", SERVER).expect(2).expectError("--nosuch");
    CommandRun.of("check", "--format", "xml", SERVER).expect(2).expectError("xml");
    CommandRun.of("compile", SERVER).expect(2).expectError("--stage");
    CommandRun.of("compile", "--stage", "x", SERVER).expect(2).expectError("ast, typed, vm");
    CommandRun.of("replay", WEB).expect(2).expectError("-f");
    CommandRun.of("replay", "-f", SERVER).expect(2);
    CommandRun.of("support", "pf").expect(2);
    CommandRun.of("completion", "tcsh").expect(2);
    replay(WEB, "--path", "sideways").expect(2);
    replay(WEB, "-c", "x").expect(2);
    replay(WEB, "-c", "-1").expect(2);
    replay(WEB, "--local", "nowhere").expect(2).expectError("nowhere");
    replay(WEB, "--iif-map", "10.0.0.0/8").expect(2).expectError("CIDR=NAME");
    CommandRun.of("check", "-D", "novalue", SERVER).expect(2).expectError("NAME=VALUE");
    CommandRun.of("replay", "-f", "-", "-").expect(2).expectError("standard input");
    CommandRun.of("check", "-", "-").expect(2).expectError("standard input");
  }

  @Test
  void whatLaterVersionsBringIsRefusedByName() {
    for (String verb : List.of("translate", "run", "ctl", "bench", "generate")) {
      CommandRun.of(verb, "x").expect(2).expectError("not supported yet: " + verb);
    }
    for (String backend : List.of("jit", "xtables2")) {
      replay(WEB, "--backend", backend).expect(2).expectError("--backend " + backend);
    }
    CommandRun.of("compile", "--stage", "jit", SERVER).expect(2).expectError("not supported yet");
    CommandRun.of("check", "--lint", SERVER).expect(2).expectError("not supported yet");
  }

  @Test
  void helpAndVersionGoToStandardOutput() {
    CommandRun version = CommandRun.of("--version").expect(0);
    assertTrue(version.out().startsWith("weir "), version.out());
    assertEquals("", version.err());
    for (List<String> words : List.of(List.of("--help"), List.of("help"))) {
      CommandRun help = CommandRun.of(words.toArray()).expect(0);
      assertTrue(help.out().contains("replay"), help.out());
      assertEquals("", help.err());
    }
    for (String verb :
        List.of("check", "compile", "replay", "diff", "trace", "support", "completion")) {
      assertTrue(CommandRun.of("help", verb).expect(0).out().contains("weir " + verb));
      assertTrue(CommandRun.of(verb, "--help").expect(0).out().contains("weir " + verb));
    }
  }

  @Test
  void completionIsAShellScript() {
    for (String shell : List.of("bash", "zsh")) {
      assertTrue(CommandRun.of("completion", shell).expect(0).out().contains("--verdicts"));
    }
  }

  @Test
  void supportListsConstructsWithTheirState() {
    CommandRun run = CommandRun.of("support", "nft").expect(0);
    assertTrue(run.out().lines().count() > 100);
    run.out()
        .lines()
        .forEach(line ->
            assertTrue(line.matches("nft +(full|approximate|rejected) +\\S+ +\\S.*"), line));
    assertTrue(CommandRun.of("support").expect(0).out().contains("iptables"));
  }

  @Test
  void checkIsSilentAboutGoodRules() throws IOException {
    CommandRun run = CommandRun.of("check", SERVER).expect(0);
    assertEquals("", run.out() + run.err());
    CommandRun json = CommandRun.of("check", "--format", "json", SERVER).expect(0);
    assertEquals(0, json.json().path("findings").size());
  }

  @Test
  void checkReportsAsJsonAndSarif() throws IOException {
    Path bad = Files.writeString(folder.resolve("b.nft"), GOOD.replace("22", "x22"));
    CommandRun json = CommandRun.of("check", "--format", "json", bad).expect(1);
    assertEquals(3, json.json().path("findings").path(0).path("line").asInt());
    assertEquals("", json.err());
    CommandRun sarif = CommandRun.of("check", "--format", "sarif", bad).expect(1);
    assertEquals("2.1.0", sarif.json().path("version").asText());
    assertEquals(1, sarif.json().at("/runs/0/results").size());
  }

  @Test
  void rulesMayComeFromStandardInput() {
    byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
    CommandRun.withInput(good, "check", "-").expect(0);
    byte[] bad = GOOD.replace("22", "x").getBytes(StandardCharsets.UTF_8);
    CommandRun.withInput(bad, "check", "-").expect(1).expectError("/dev/stdin:3:13-13: Error: ");
    CommandRun.withInput(good, "replay", "-f", "-", "--path", "input", WEB).expect(0);
  }

  @Test
  void severalRuleFilesAreTransactionsInOrder() throws IOException {
    Path first = Files.writeString(folder.resolve("1.nft"), GOOD);
    Path second =
        Files.writeString(folder.resolve("2.nft"), "add rule inet t c tcp dport 80 drop\n");
    CommandRun.of("check", first, second).expect(0);
    CommandRun.of("check", second, first).expect(1).expectError("2.nft:1:");
    String listing = CommandRun.of("compile", "--stage", "vm", first, second).expect(0).out();
    assertTrue(listing.contains("cmp eq reg 1 0x00005000"), listing);
    assertFalse(CommandRun.of("compile", "--stage", "ast", first).expect(0).out().isEmpty());
    assertFalse(CommandRun.of("compile", "--stage", "typed", first).expect(0).out().isEmpty());
  }

  @Test
  void variablesAndDirectoriesAreTakenAsNftTakesThem() throws IOException {
    Path uses = Files.writeString(folder.resolve("u.nft"), GOOD.replace("22", "$port"));
    CommandRun.of("check", uses).expect(1).expectError("unknown identifier 'port'");
    CommandRun.of("check", "-D", "port=22", uses).expect(0);
    CommandRun.of("check", "--define", "port={ 22, 80 }", uses).expect(0);
    Path directory = Files.createDirectory(folder.resolve("inc"));
    Files.writeString(directory.resolve("part.nft"), "define port = 22\n");
    Path includes =
        Files.writeString(
            folder.resolve("i.nft"), "include \"part.nft\"\n" + GOOD.replace("22", "$port"));
    CommandRun.of("check", includes).expect(1).expectError("File not found");
    CommandRun.of("check", "-I", directory, includes).expect(0);
  }

  @Test
  void resultDocumentAddsUp() throws IOException {
    JsonNode result = replay(WEB, "--json").expect(0).json();
    assertEquals("weir.replay/1", result.path("schema").asText());
    long packets = result.path("packets").asLong();
    assertTrue(packets > 1_000);
    assertEquals(packets, sum(result.path("verdicts")));
    assertEquals(9, result.path("verdicts").size());
    assertTrue(result.path("bytes").asLong() > packets * 40);
    JsonNode rule = result.path("rules").path(0);
    for (String member :
        List.of(
            "family", "table", "chain", "handle", "index", "file", "line", "text", "packets",
            "bytes")) {
      assertTrue(rule.has(member), member);
    }
    JsonNode policy = result.path("policies").path(0);
    for (String member : List.of("family", "table", "chain", "policy", "packets", "bytes")) {
      assertTrue(policy.has(member), member);
    }
    assertTrue(result.path("warnings").isArray());
  }

  @Test
  void captureMayComeFromStandardInput() throws IOException {
    JsonNode fromFile = replay(WEB, "--json").json().path("verdicts");
    CommandRun run =
        CommandRun.withInput(
            Files.readAllBytes(WEB), "replay", "-f", SERVER, "--path", "input", "--json", "-");
    assertEquals(fromFile, run.expect(0).json().path("verdicts"));
  }

  @Test
  void severalCapturesAddUp() throws IOException {
    JsonNode web = replay(WEB, "--json").json();
    JsonNode scan = replay(SCAN, "--json").json();
    JsonNode both = replay(WEB, SCAN, "--json").expect(0).json();
    assertEquals(
        web.path("packets").asLong() + scan.path("packets").asLong(),
        both.path("packets").asLong());
    assertEquals(
        web.at("/verdicts/drop").asLong() + scan.at("/verdicts/drop").asLong(),
        both.at("/verdicts/drop").asLong());
  }

  @Test
  void packetLimitStopsTheReplay() throws IOException {
    assertEquals(7, replay(WEB, "--json", "-c", "7").expect(0).json().path("packets").asLong());
    assertEquals(0, replay(WEB, "--json", "-c", "0").expect(0).json().path("packets").asLong());
    long web = replay(WEB, "--json").json().path("packets").asLong();
    JsonNode two = replay(WEB, SCAN, "--json", "-c", web + 5).expect(0).json();
    assertEquals(web + 5, two.path("packets").asLong(), "of all captures together");
  }

  @Test
  void verdictFileHasACharacterAPacket() throws IOException {
    Path file = folder.resolve("v");
    JsonNode result = replay(WEB, "--json", "--verdicts", file).expect(0).json();
    String text = Files.readString(file);
    assertTrue(text.endsWith("\n"));
    String verdicts = text.strip();
    assertEquals(result.path("packets").asLong(), verdicts.length());
    assertTrue(verdicts.matches("[ADPKQLWSI]+"), verdicts);
    long accepted = verdicts.chars().filter(c -> c == 'A').count();
    assertEquals(result.at("/verdicts/accept").asLong(), accepted);
  }

  @Test
  void writtenPacketsCanBeReplayedAgain() throws IOException {
    for (String suffix : List.of(".pcap", ".pcapng")) {
      Path accepted = folder.resolve("a" + suffix);
      Path dropped = folder.resolve("d" + suffix);
      JsonNode first =
          replay(SCAN, "--json", "-w", accepted, "--write-dropped", dropped).expect(0).json();
      JsonNode again = replay(accepted, "--json").expect(0).json();
      assertEquals(first.at("/verdicts/accept").asLong(), again.path("packets").asLong());
      assertEquals(again.path("packets").asLong(), judged(again, "accept"), suffix);
      JsonNode lost = replay(dropped, "--json").expect(0).json();
      assertEquals(first.at("/verdicts/drop").asLong(), lost.path("packets").asLong());
      assertEquals(lost.path("packets").asLong(), judged(lost, "drop"), suffix);
    }
  }

  /** With what reassembly holds: of a datagram in parts only the last one has a verdict. */
  private static long judged(JsonNode result, String verdict) {
    return result.at("/verdicts/" + verdict).asLong() + result.at("/verdicts/held").asLong();
  }

  @Test
  void outputThatCannotBeWrittenEndsWith4() {
    Path nowhere = folder.resolve("nosuch/x.pcap");
    replay(WEB, "-w", nowhere).expect(4).expectError("nosuch");
    replay(WEB, "--write-dropped", nowhere).expect(4).expectError("nosuch");
    replay(WEB, "--verdicts", folder.resolve("nosuch/v")).expect(4).expectError("nosuch");
    if (Files.exists(Path.of("/dev/full"))) {
      replay(WEB, "--verdicts", "/dev/full").expect(4).expectError("/dev/full");
    }
  }

  @Test
  void expectationDecidesTheExitCode() throws IOException {
    Path file = folder.resolve("e.json");
    Files.writeString(file, replay(WEB, "--json").out().replaceAll("\"seconds\" : [^,]*,", ""));
    replay(WEB, "--expect", file).expect(0);
    replay(SCAN, "--expect", file).expect(1).expectError("/packets: expected ");
    Files.writeString(file, "{\"verdicts\":{\"drop\":-1}}");
    replay(WEB, "--expect", file).expect(1).expectError("/verdicts/drop: expected -1");
    Files.writeString(file, "{");
    replay(WEB, "--expect", file).expect(3).expectError("not JSON");
    replay(WEB, "--expect", folder.resolve("nosuch")).expect(3).expectError("No such file");
  }

  @Test
  void hostFilesAreChecked() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "[{\"addr_info\":[{\"local\":7}]}]");
    replay(WEB, "--addrs", file).expect(3).expectError("a.json");
    replay(WEB, "--routes", folder.resolve("nosuch")).expect(3).expectError("No such file");
    Files.writeString(file, "[{\"dst\":\"nonsense\",\"dev\":\"eth0\"}]");
    replay(WEB, "--routes", file).expect(3).expectError("not a route");
    for (String odd : List.of("7", "null", "{}", "[1,null,\"x\",[]]", "[{\"dst\":{}}]")) {
      Files.writeString(file, odd);
      CommandRun run = replay(WEB, "--routes", file, "--addrs", file);
      assertTrue(run.code() == 0 || run.code() == 3, odd + ": " + run.err());
    }
  }

  @Test
  void readerThatWentAwayIsNoError() {
    Writer closed =
        new Writer() {
          @Override
          public void write(char[] buffer, int offset, int length) throws IOException {
            throw new IOException("Broken pipe");
          }

          @Override
          public void flush() throws IOException {
            throw new IOException("Broken pipe");
          }

          @Override
          public void close() {}
        };
    for (String[] words :
        List.of(
            new String[] {"support"},
            new String[] {"--help"},
            new String[] {"--version"},
            new String[] {"compile", "--stage", "vm", SERVER.toString()},
            new String[] {
              "replay", "-f", SERVER.toString(), "--path", "input", WEB.toString(), "--json"
            })) {
      StringWriter err = new StringWriter();
      assertEquals(141, Main.run(new Console(closed, err), words), words[0]);
      assertEquals("", err.toString(), words[0]);
    }
  }

  @Test
  void ambiguousPathEndsWith2AndNamesTheOption() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("two.nft"),
            """
            table inet t {
              chain i {
                type filter hook input priority 0
              }
              chain o {
                type filter hook output priority 0
              }
            }
            """);
    Path plain = folder.resolve("plain.pcap");
    replay(WEB, "-w", plain).expect(0);
    CommandRun.of("replay", "-f", file, plain).expect(2).expectError("--path");
  }

  @Test
  void theReportShowsCountersWithoutValues() throws IOException {
    Path rules =
        Files.writeString(
            folder.resolve("r.nft"),
            "table inet t {\n chain c {\n  type filter hook input priority 0;\n"
                + "  counter packets 3 bytes 5 log prefix \"counter packets 1 bytes 2\" accept\n"
                + " }\n}\n");
    String expected = "counter log prefix \"counter packets 1 bytes 2\" accept";
    Object[] command = {"replay", "-f", rules, "--path", "input", WEB, "--json"};
    JsonNode rule = CommandRun.of(command).expect(0).json().path("rules").path(0);
    assertEquals(expected, rule.path("text").asText());
    command[6] = "-q";
    String table = CommandRun.of(command).expect(0).out();
    assertTrue(table.contains("  " + expected + "\n"), table);
  }
}

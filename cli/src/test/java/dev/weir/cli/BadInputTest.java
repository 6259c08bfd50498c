package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that are missing, wrong, damaged or strange end with a clear line and the right code. */
class BadInputTest {
  private static final Path SERVER = CommandRun.file("rulesets/nft/server.nft");
  private static final Path WEB = CommandRun.file("rulesets/captures/web.pcapng");

  @TempDir Path folder;

  private Path rules(String text) throws IOException {
    return Files.writeString(folder.resolve("r.nft"), text);
  }

  private static CommandRun replay(Object capture, Object... more) {
    Object[] words = new Object[more.length + 6];
    System.arraycopy(
        new Object[] {"replay", "-f", SERVER, "--path", "input", capture}, 0, words, 0, 6);
    System.arraycopy(more, 0, words, 6, more.length);
    return CommandRun.of(words);
  }

  @Test
  void captureThatIsNotThereIsNamed() {
    CommandRun run = replay(folder.resolve("nosuch.pcap")).expect(3);
    run.expectError("nosuch.pcap").expectError("No such file or directory");
    assertEquals("", run.out());
    replay(folder).expect(3).expectError(folder.toString());
  }

  @Test
  void fileThatIsNoCaptureIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("x.pcap"), "this is no capture\n");
    replay(text).expect(3).expectError("x.pcap");
    Path empty = Files.write(folder.resolve("e.pcap"), new byte[0]);
    replay(empty).expect(3).expectError("e.pcap");
    assertEquals(1, replay(text).err().lines().count());
  }

  @Test
  void captureWithoutPacketsIsFine() throws IOException {
    Path none = Files.write(folder.resolve("n.pcap"), pcapHeader());
    JsonNode result = replay(none, "--json").expect(0).json();
    assertEquals(0, result.path("packets").asLong(-1));
    assertEquals(0, result.path("verdicts").path("accept").asLong(-1));
  }

  private static byte[] pcapHeader() {
    byte[] header = new byte[24];
    byte[] start = {(byte) 0xd4, (byte) 0xc3, (byte) 0xb2, (byte) 0xa1, 2, 0, 4};
    System.arraycopy(start, 0, header, 0, start.length);
    header[18] = 4;
    header[20] = 1;
    return header;
  }

  @Test
  void packetsBeforeTheDamageAreCounted() throws IOException {
    byte[] whole = Files.readAllBytes(WEB);
    long all = replay(WEB, "--json").expect(0).json().path("packets").asLong();
    long before = -1;
    for (int length : new int[] {whole.length / 3, whole.length / 2, whole.length - 3}) {
      Path cut = Files.write(folder.resolve("cut.pcapng"), Arrays.copyOf(whole, length));
      CommandRun run = replay(cut, "--json").expect(3);
      long packets = run.json().path("packets").asLong();
      assertTrue(packets > before && packets < all, packets + " of " + all);
      before = packets;
      assertEquals(1, run.err().lines().filter(line -> line.contains("cut.pcapng")).count());
      assertTrue(
          run.err().contains("cut.pcapng: packet " + (packets + 1) + " at byte "), run.err());
      replay(cut, "--allow-truncated").expect(0).expectError(" at byte ");
    }
  }

  @Test
  void goodCaptureAfterADamagedOneIsStillRead() throws IOException {
    byte[] whole = Files.readAllBytes(WEB);
    Path cut = Files.write(folder.resolve("c.pcapng"), Arrays.copyOf(whole, whole.length / 2));
    long first = replay(cut, "--json").expect(3).json().path("packets").asLong();
    long second = replay(WEB, "--json").json().path("packets").asLong();
    long both = replay(cut, WEB, "--json").expect(3).json().path("packets").asLong();
    assertEquals(first + second, both);
  }

  @Test
  void flippedBytesInACaptureNeverEndInAnException() throws IOException {
    long seed = 7;
    SplittableRandom random = new SplittableRandom(seed);
    byte[] whole = Files.readAllBytes(CommandRun.file("rulesets/captures/scan.pcapng"));
    for (int round = 0; round < 40; round++) {
      byte[] bad = whole.clone();
      for (int i = 0; i < 1 + round; i++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      Path file = Files.write(folder.resolve("bad.pcapng"), bad);
      int code = replay(file, "-q").code();
      assertTrue(code == 0 || code == 3, "code " + code + ", seed " + seed + " round " + round);
    }
  }

  @Test
  void ruleFileThatIsNotThereIsNamed() {
    Path missing = folder.resolve("nosuch.nft");
    CommandRun.of("check", missing).expect(3).expectError("No such file or directory");
    CommandRun.of("compile", "--stage", "vm", missing).expect(3);
    CommandRun.of("replay", "-f", missing, WEB).expect(3).expectError("nosuch.nft");
    CommandRun.of("check", folder).expect(3).expectError(folder.toString());
    CommandRun.of("check", "/dev/zero").expect(3);
    CommandRun.of("check", "nul\0name").expect(3).expectError("not a file name");
    replay("nul\0name").expect(3).expectError("not a file name");
    CommandRun.of("check", "").expect(3);
  }

  @Test
  void everyErrorHasItsPlace() throws IOException {
    Path file =
        rules(
            """
            table inet t {
              chain c {
                type filter hook input priority 0;
                tcp dport htpp accept
                ip saddr 10.0.0.0/33 drop
                tcp dprt 1 accept
                ip saddr @nosuch drop
                jump
              }
            }
            """);
    CommandRun run = CommandRun.of("check", file).expect(1);
    for (String place : List.of(":4:15-18:", ":5:14-24:", ":6:9-12:", ":7:14-20:", ":8:9-9:")) {
      run.expectError("r.nft" + place + " Error: ");
    }
    assertEquals("", run.out());
    assertEquals(
        run.err(), CommandRun.of("replay", "-f", file, WEB).expect(3).err(), "the same messages");
    CommandRun.of("compile", "--stage", "vm", file).expect(3);
  }

  @Test
  void namesUnknownOnThisMachineAreAccepted() throws IOException {
    Path file =
        rules(
            """
            table inet t {
              chain c {
                type filter hook input priority 0;
                iif "nosuch0" accept
                iifname "nosuch1" accept
                oifname { "nosuch2", "nosuch3*" } accept
                iif nosuch4 oif != "nosuch5" accept
              }
            }
            """);
    assertEquals("", CommandRun.of("check", file).expect(0).err());
  }

  @Test
  void usersAndGroupsUnknownHereAreAccepted() throws IOException {
    String listed =
        """
        table inet t {
        \tset s {
        \t\ttype gid
        \t\telements = { 0, 5, "nosuch3", "nosuch1" }
        \t}

        \tchain c {
        \t\tmeta skuid "nosuch1" accept
        \t\tmeta skgid != { 0, "nosuch3", "nosuch1" } accept
        \t\tmeta skuid "nosuch2" meta skgid @s accept
        \t}
        }
        """;
    Path file =
        rules(
            "table inet t {\n set s { type gid; elements = { nosuch3, nosuch1, 5, root } }\n"
                + " chain c {\n  meta skuid nosuch1 accept\n"
                + "  skgid != { nosuch1, nosuch3, root } accept\n"
                + "  meta skuid \"nosuch2\" skgid @s accept\n }\n}\n");
    assertEquals("", CommandRun.of("check", file).expect(0).err());
    assertEquals(listed, CommandRun.of("list", file).expect(0).out());
    assertEquals(listed, CommandRun.of("list", rules(listed)).expect(0).out());
  }

  @Test
  void strangeBytesAreRefusedWithTheirPlace() throws IOException {
    String good = "table inet t {\n chain c {\n  tcp dport 22 accept\n }\n}\n";
    CommandRun.of("check", rules(good)).expect(0);
    CommandRun.of("check", rules(good.replace("22", "22\0"))).expect(1).expectError(":3:15-15:");
    // nft does not know carriage returns either
    CommandRun.of("check", rules(good.replace("\n", "\r\n"))).expect(1).expectError(":1:15-15:");
    CommandRun.of("check", rules("\ufeff" + good)).expect(1).expectError(":1:1-1:");
    Path invalid = folder.resolve("r.nft");
    Files.write(invalid, new byte[] {'a', (byte) 0xff, (byte) 0xfe, (byte) 0x80, '\n'});
    CommandRun.of("check", invalid).expect(1).expectError("r.nft:1:");
    Files.write(invalid, ("# \u00ff\n" + good).getBytes(StandardCharsets.ISO_8859_1));
    CommandRun.of("check", invalid).expect(0);
    CommandRun.of("check", rules("")).expect(0);
  }

  @Test
  void controlBytesOfRuleTextDoNotReachTheTerminal() throws IOException {
    CommandRun run = CommandRun.of("check", rules("table \u001b[31m\u0007 {\n")).expect(1);
    assertFalse(run.err().contains("\u001b") || run.err().contains("\u0007"), run.err());
  }

  @Test
  void randomBytesAndRandomWordsNeverEndInAnException() throws IOException {
    long seed = 11;
    SplittableRandom random = new SplittableRandom(seed);
    List<String> words =
        List.of(
            "table",
            "inet",
            "t",
            "{",
            "}",
            "chain",
            "\n",
            ";",
            "tcp",
            "dport",
            "22",
            "accept",
            "\"",
            "@",
            "$",
            "define",
            "=",
            "-",
            "/",
            ",",
            ".",
            ":",
            "vmap",
            "set",
            "type",
            "ipv4_addr",
            "elements",
            "10.0.0.0/8",
            "jump",
            "meta",
            "mark",
            "&",
            "|",
            "ip6",
            "::1",
            "counter",
            "log",
            "prefix",
            "\\",
            "0x",
            "*",
            "add",
            "rule",
            "!=",
            "<",
            ">>",
            "(",
            ")");
    for (int round = 0; round < 400; round++) {
      StringBuilder text = new StringBuilder();
      int count = random.nextInt(200);
      for (int i = 0; i < count; i++) {
        text.append(words.get(random.nextInt(words.size())));
        text.append(random.nextInt(5) == 0 ? "" : " ");
      }
      int code = CommandRun.of("check", rules(text.toString())).code();
      assertTrue(code == 0 || code == 1, "code " + code + ", seed " + seed + " round " + round);
      byte[] bytes = new byte[200];
      random.nextBytes(bytes);
      Files.write(folder.resolve("b.nft"), bytes);
      CommandRun.of("check", folder.resolve("b.nft")).expect(1);
    }
  }

  @Test
  void mutatedSamplesNeverEndInAnException() throws IOException {
    long seed = 13;
    SplittableRandom random = new SplittableRandom(seed);
    for (String name : List.of("server", "desktop", "container-host", "router-v6")) {
      String sample = Files.readString(CommandRun.file("rulesets/nft/" + name + ".nft"));
      String[] tokens = sample.split("(?<=\\s)|(?=\\s)");
      for (int round = 0; round < 60; round++) {
        String[] mutated = tokens.clone();
        for (int i = 0; i < 1 + round / 10; i++) {
          mutated[random.nextInt(mutated.length)] =
              random.nextBoolean() ? "" : tokens[random.nextInt(tokens.length)];
        }
        CommandRun run = CommandRun.of("compile", "--stage", "vm", rules(String.join("", mutated)));
        assertTrue(
            run.code() == 0 || run.code() == 3, run.err() + " seed " + seed + " round " + round);
      }
    }
  }
}

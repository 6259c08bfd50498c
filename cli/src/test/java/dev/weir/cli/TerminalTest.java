package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.core.testkit.Packets;
import dev.weir.netio.pcap.CaptureWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a person at a terminal sees of an endless replay, and that Ctrl-C ends it in order. The
 * terminal is that of {@code script(1)}, whose standard input is the keyboard.
 */
class TerminalTest {
  private static final int FILE_HEADER_BYTES = 24;
  private static final int PACKETS = 4_000;
  private static final long PATIENCE_SECONDS = 60;
  private static final String CONTROL_C = "\u0003";

  @TempDir Path folder;

  private Path screen = Path.of("");

  @BeforeEach
  void needsScript() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no /usr/bin/script here");
    assumeTrue(Files.isDirectory(Path.of("/dev/pts")), "no /dev/pts here");
    screen = folder.resolve("screen");
  }

  @Test
  void showsABarAndEndsInOrderOnControlC() throws IOException, InterruptedException {
    Process process = start("");
    try (OutputStream keyboard = process.getOutputStream()) {
      await("packets", process);
      keyboard.write(CONTROL_C.getBytes(StandardCharsets.US_ASCII));
      keyboard.flush();
      await("exit ", process);
    } finally {
      end(process);
    }
    String seen = screen();
    assertTrue(seen.contains("exit 130"), seen);
    assertTrue(seen.contains("interrupted after "), seen);
    assertTrue(seen.contains("accept"), seen);
    assertFalse(seen.contains("Exception"), seen);
    assertTrue(seen.contains("\r"), "a bar is written over itself");
  }

  @Test
  void aQuietReplayShowsNoBar() throws IOException, InterruptedException {
    Process process = start("-q -c 200000");
    try {
      await("exit ", process);
    } finally {
      end(process);
    }
    String seen = screen();
    assertTrue(seen.contains("exit 0"), seen);
    assertTrue(seen.contains("200,000 packets"), seen);
    assertEquals(-1, seen.replace("\r\n", "\n").indexOf('\r'), seen);
  }

  private Process start(String options) throws IOException {
    Path capture = folder.resolve("c.pcap");
    try (CaptureWriter writer = CaptureWriter.create(capture, false)) {
      int id = writer.interfaceId("", 1);
      byte[] frame = Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).bytes();
      for (int i = 0; i < PACKETS; i++) {
        writer.write(id, 1_700_000_000_000_000_000L, frame);
      }
    }
    byte[] bytes = Files.readAllBytes(capture);
    Files.write(folder.resolve("head"), Arrays.copyOf(bytes, FILE_HEADER_BYTES));
    Files.write(folder.resolve("body"), Arrays.copyOfRange(bytes, FILE_HEADER_BYTES, bytes.length));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String replay =
        java
            + " -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp '"
            + OwnClassPath.text()
            + "' dev.weir.cli.Main replay "
            + options
            + " --path input -f '"
            + CommandRun.file("rulesets/nft/server.nft")
            + "' -";
    String script =
        "trap : INT\n(trap '' INT; cat head; while cat body; do :; done) 2>/dev/null | "
            + replay
            + "\necho \"exit $?\"\n";
    Files.writeString(folder.resolve("run.sh"), script);
    // A job in the background ignores SIGINT and so would all it starts.
    List<String> terminal =
        List.of(
            "/usr/bin/env",
            "--default-signal=INT",
            "/usr/bin/script",
            "-qefc",
            "/bin/sh run.sh",
            "/dev/null");
    ProcessBuilder builder =
        new ProcessBuilder(terminal)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(screen.toFile());
    builder.environment().keySet().removeAll(List.of("CI", "JAVA_TOOL_OPTIONS"));
    builder.environment().put("TERM", "xterm");
    return builder.start();
  }

  private String screen() throws IOException {
    return Files.exists(screen) ? Files.readString(screen, StandardCharsets.ISO_8859_1) : "";
  }

  private void await(String text, Process process) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!screen().contains(text)) {
      assertTrue(System.nanoTime() < end, () -> "waiting for '" + text + "': " + text());
      assertTrue(
          process.isAlive() || screen().contains(text),
          () -> "ended before '" + text + "': " + text());
      Thread.sleep(100);
    }
  }

  private String text() {
    try {
      return screen();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(Process process) throws InterruptedException {
    process.waitFor(5, TimeUnit.SECONDS);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}

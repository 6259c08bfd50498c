package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile rule files are answered within seconds and 1 GB, with an error or with success. */
class HostileRulesTest {
  /** Ten seconds on a machine that is not doing anything else; builds often are. */
  private static final long PATIENCE_MILLIS = 10_000L * Integer.getInteger("weir.patience", 4);

  @TempDir Path folder;

  @Test
  void hostileRuleFilesAreAnsweredInTimeAndSpace() throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m", // as the launcher
                "-Xss4m",
                "-XX:+UseSerialGC",
                "-cp",
                OwnClassPath.text(),
                HostileRules.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertTrue(process.waitFor(20, TimeUnit.MINUTES), "still running");
      assertEquals(0, process.exitValue(), Files.readString(log));
    } finally {
      process.destroyForcibly();
    }
    List<String> wrong = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("results"))) {
      System.out.println(line);
      String[] parts = line.split("\t", -1);
      if (!parts[2].isEmpty() || Long.parseLong(parts[1]) > PATIENCE_MILLIS) {
        wrong.add(line);
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void includesThatNeverEndAreRefused() throws IOException, InterruptedException {
    Path fifo = folder.resolve("fifo");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    Path file = folder.resolve("i.nft");
    for (String included : List.of(fifo.toString(), "/dev/zero")) {
      Files.writeString(file, "include \"" + included + "\"\n");
      CommandRun.of("check", file).expect(1).expectError("i.nft:1:1-").expectError("Not a regular");
    }
    Files.writeString(file, "include \"" + file + "\"\n");
    CommandRun.of("check", file).expect(1).expectError("nested too deeply");
    Files.writeString(file, "include \"" + folder + "/*.nft\"\n".repeat(3));
    CommandRun.of("check", file).expect(1).expectError("nested too deeply");
    Files.writeString(file, "include \"nosuch.nft\"\n");
    CommandRun.of("check", file).expect(1).expectError(": Error: File not found: nosuch.nft");
  }
}

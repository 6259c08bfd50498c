package dev.weir.netio.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code nft monitor trace}, running in a lab's namespace from its start to its close.
 *
 * <p>It knows the rules that were loaded when it started.
 */
final class TraceMonitor implements AutoCloseable {
  private static final int SETTLE_MILLIS = 300;
  private static final int END_SECONDS = 5;

  private final Path file = Files.createTempFile("weir-trace", ".txt");
  private final Process process;

  /** To be called on the namespace's thread, so that the child lives there. */
  TraceMonitor() throws IOException {
    process =
        new ProcessBuilder(List.of("stdbuf", "-oL", "nft", "monitor", "trace"))
            .redirectOutput(file.toFile())
            .redirectErrorStream(true)
            .start();
    sleep();
  }

  /** The lines so far, once no more come. */
  List<String> lines() throws IOException {
    long size = -1;
    while (size != Files.size(file)) {
      size = Files.size(file);
      sleep();
    }
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
  }

  private static void sleep() throws LabException {
    try {
      Thread.sleep(SETTLE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted");
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    file.toFile().delete();
  }
}

package dev.weir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Tells a waiting person how far a replay is, by bytes of the (compressed) capture read.
 *
 * <p>A bar on stderr if that is a terminal, the command is not quiet and {@code CI} is not {@code
 * true}; otherwise, with {@code -v}, a line every ten seconds. Called between packets; checks the
 * clock only every {@value #PACKETS_BETWEEN} packets.
 */
final class Progress implements AutoCloseable {
  private static final int PACKETS_BETWEEN = 1 << 16;
  private static final long LINE_EVERY_NANOS = 10_000_000_000L;

  private final Console console;
  private final @Nullable ProgressBar bar;
  private int untilLook = PACKETS_BETWEEN;
  private long lastLineNanos;

  private Progress(Console console, @Nullable ProgressBar bar) {
    this.console = console;
    this.bar = bar;
    this.lastLineNanos = System.nanoTime();
  }

  /**
   * @param totalBytes size of the capture, or -1 where unknown (a pipe)
   */
  static Progress start(Console console, String captureName, long totalBytes) {
    boolean wanted =
        !console.isQuiet() && !"true".equals(System.getenv("CI")) && standardErrorIsTerminal();
    return new Progress(console, wanted ? bar(captureName, totalBytes) : null);
  }

  private static ProgressBar bar(String captureName, long totalBytes) {
    return new ProgressBarBuilder()
        .setTaskName(captureName)
        .setInitialMax(totalBytes)
        .setUnit(" MB", 1_000_000)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(250)
        .setConsumer(new ConsoleProgressBarConsumer(System.err))
        .build();
  }

  private static boolean standardErrorIsTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  /** Notes one more packet. */
  void step(long packets, long bytesRead) {
    if (--untilLook > 0) {
      return;
    }
    untilLook = PACKETS_BETWEEN;
    if (bar != null) {
      bar.stepTo(bytesRead);
      bar.setExtraMessage(packets + " packets");
    } else if (console.isVerbose()) {
      long now = System.nanoTime();
      if (now - lastLineNanos >= LINE_EVERY_NANOS) {
        lastLineNanos = now;
        console.note("weir: " + packets + " packets, " + bytesRead / 1_000_000 + " MB read");
      }
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}

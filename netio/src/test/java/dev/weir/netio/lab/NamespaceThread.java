package dev.weir.netio.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A thread with a network namespace of its own. Everything run on it, and every child process it
 * starts, sees only that namespace; the namespace disappears with the thread and the descriptors
 * opened on it.
 */
final class NamespaceThread implements AutoCloseable {
  /** Work for the namespace's thread. */
  interface Task<T> {
    T run() throws IOException;
  }

  /** What a child process left behind. */
  record Outcome(int exitCode, String stdout, String stderr) {}

  private static final int PROCESS_SECONDS = 120;

  private final ExecutorService thread;
  private final Path scratch;
  private final Libc libc = new Libc();

  private NamespaceThread(ExecutorService thread, Path scratch) {
    this.thread = thread;
    this.scratch = scratch;
  }

  static NamespaceThread start() throws IOException {
    ExecutorService executor =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("weir-lab-", 0).daemon(true).factory());
    NamespaceThread namespace =
        new NamespaceThread(executor, Files.createTempDirectory("weir-lab"));
    try {
      namespace.call(
          () -> namespace.libc.check("unshare(CLONE_NEWNET)", namespace.libc.unshareNetwork()));
      namespace.execute(List.of("ip", "link", "set", "lo", "up"), "", null);
    } catch (IOException e) {
      namespace.close();
      throw e;
    }
    return namespace;
  }

  /** The system calls; to be used on the namespace's thread only. */
  Libc libc() {
    return libc;
  }

  <T> T call(Task<T> task) throws IOException {
    try {
      return thread.submit(task::run).get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case RuntimeException runtime -> throw runtime;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted");
    }
  }

  /**
   * Runs a program inside the namespace; input and output go through files, so that no pipe can
   * fill up.
   */
  Outcome run(List<String> command, String input, @org.jspecify.annotations.Nullable Path directory)
      throws IOException {
    return call(() -> spawn(command, input, directory));
  }

  /** As {@link #run}, and a failure of the program is an exception. */
  String execute(
      List<String> command, String input, @org.jspecify.annotations.Nullable Path directory)
      throws IOException {
    Outcome outcome = run(command, input, directory);
    if (outcome.exitCode() != 0) {
      throw new LabException(
          String.join(" ", command) + ": " + outcome.stderr() + outcome.stdout());
    }
    return outcome.stdout();
  }

  private Outcome spawn(
      List<String> command, String input, @org.jspecify.annotations.Nullable Path directory)
      throws IOException {
    Path in = scratch.resolve("in");
    Path out = scratch.resolve("out");
    Path err = scratch.resolve("err");
    Files.writeString(in, input);
    // KERNEL: fork copies the namespace of the calling thread, so the child must be started here
    // and not on a caller's thread
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    try {
      if (!process.waitFor(PROCESS_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new LabException(
            command.getFirst() + " did not end within " + PROCESS_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new LabException("interrupted");
    }
    return new Outcome(process.exitValue(), read(out), read(err));
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** Writes a kernel setting of the namespace; settings this kernel does not have are skipped. */
  static void sysctl(String name, String value) {
    try {
      Files.writeString(Path.of("/proc/sys", name), value);
    } catch (IOException e) {
      // not every kernel has every setting
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    for (String name : List.of("in", "out", "err")) {
      scratch.resolve(name).toFile().delete();
    }
    scratch.toFile().delete();
  }
}

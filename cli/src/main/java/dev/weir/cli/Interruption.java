package dev.weir.cli;

/**
 * Ctrl-C ends a replay in order: the reader stops, files are flushed, the summary is printed, and
 * the process exits 130.
 *
 * <p>The JVM answers SIGINT and SIGTERM by running shutdown hooks; the hook raises a flag and waits
 * for the command to end by itself. A second signal finds the JVM shutting down already; {@code
 * kill -9} remains.
 */
final class Interruption {
  /** How long a command may take to wind up. */
  private static final long PATIENCE_MILLIS = 10_000;

  private volatile boolean requested;
  private final Thread worker = Thread.currentThread();
  private final Thread hook = new Thread(this::stopAndWait, "interruption");

  private Interruption() {}

  /** Watches for a signal from now on. */
  static Interruption watch() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Whether the command was asked to stop. */
  boolean isRequested() {
    return requested;
  }

  /** Stops watching; after this the process can exit at once. */
  void unwatch() {
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException shuttingDown) {
        requested = true;
      }
    }
  }

  /** Ends the process from within the shutdown, where System.exit would wait for ever. */
  void exitIfRequested(Console console) {
    if (requested) {
      console.flush();
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
  }

  private void stopAndWait() {
    requested = true;
    try {
      worker.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

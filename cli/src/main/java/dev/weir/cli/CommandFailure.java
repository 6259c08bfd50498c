package dev.weir.cli;

/**
 * Ends a command early with one line on stderr and an exit code. Carries no stack trace: it is an
 * answer, not a bug.
 */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  CommandFailure(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  /** Ends the command without a further word: what is wrong was told already. */
  static CommandFailure told(int exitCode) {
    return new CommandFailure(exitCode, "");
  }

  static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, message);
  }

  static CommandFailure badInput(String message) {
    return new CommandFailure(ExitCode.BAD_INPUT, message);
  }

  static CommandFailure ioFailure(String message) {
    return new CommandFailure(ExitCode.IO_FAILURE, message);
  }

  /** Whether nothing is left to say. */
  boolean isTold() {
    return String.valueOf(getMessage()).isEmpty();
  }

  int exitCode() {
    return exitCode;
  }
}

package dev.weir.cli;

/** What a process ends with; scripts rely on these numbers. */
final class ExitCode {
  /** Yes, or done. */
  static final int OK = 0;

  /** The answer is no: findings, a failed expectation. */
  static final int NO = 1;

  /** The command line makes no sense. */
  static final int USAGE = 2;

  /** An input cannot be read, or is damaged. */
  static final int BAD_INPUT = 3;

  /** Reading or writing failed while running. */
  static final int IO_FAILURE = 4;

  /** Not permitted, or no daemon; kept for the verbs on live devices, which come later. */
  static final int NOT_PERMITTED = 5;

  /** A bug of ours. */
  static final int INTERNAL = 70;

  /** Standard output was closed by its reader (128 + SIGPIPE). */
  static final int BROKEN_PIPE = 141;

  /** Interrupted (128 + SIGINT). */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}

package dev.weir.nft.parse;

/**
 * Leaves the statement that is being parsed; what is wrong was reported before. Never leaves this
 * package.
 */
final class SyntaxError extends RuntimeException {
  static final long serialVersionUID = 1;

  /** Whether parsing must end: a limit was passed. */
  final boolean fatal;

  SyntaxError(boolean fatal) {
    super(null, null, false, false);
    this.fatal = fatal;
  }
}

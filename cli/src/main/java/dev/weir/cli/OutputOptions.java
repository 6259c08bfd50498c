package dev.weir.cli;

import picocli.CommandLine.Option;

/** Options about how much is said. */
final class OutputOptions {
  @Option(
      names = {"-q", "--quiet"},
      description = "No notes on stderr; errors still are.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "More notes on stderr.")
  private boolean verbose;

  void apply(Console console) {
    console.quiet(quiet);
    console.verbose(verbose);
  }
}

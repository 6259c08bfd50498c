package dev.weir.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code weir VERB ...}. Exit codes are CLI's table: 0 ok, 2 usage. */
@Command(
    name = "weir",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Replays packets through nft and iptables rule sets, exactly as Linux would.")
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}

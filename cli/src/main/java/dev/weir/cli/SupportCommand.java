package dev.weir.cli;

import dev.weir.nft.Support;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code weir support}: what is exact, what is approximate, what is refused. */
@Command(name = "support", description = "Lists every construct with how far it is supported.")
final class SupportCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "nft|iptables", arity = "0..1", description = "One language only.")
  private String language = "";

  SupportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!language.isEmpty() && !language.equals("nft") && !language.equals("iptables")) {
      throw CommandFailure.usage("support: unknown language '" + language + "': nft or iptables");
    }
    if (!language.equals("iptables")) {
      for (Support row : Support.rows()) {
        print("nft", row.state().word(), row.area(), row.construct() + noteOf(row));
      }
    }
    if (!language.equals("nft")) {
      print("iptables", "rejected", "input", "iptables-save and ip6tables-save dumps");
    }
    return ExitCode.OK;
  }

  private static String noteOf(Support row) {
    return row.note().isEmpty() ? "" : " (" + row.note() + ")";
  }

  private void print(String language, String state, String area, String construct) {
    console.print(
        String.format(Locale.ROOT, "%-9s %-12s %-10s %s%n", language, state, area, construct));
  }
}

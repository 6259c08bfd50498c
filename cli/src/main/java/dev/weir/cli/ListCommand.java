package dev.weir.cli;

import dev.weir.core.path.InterfaceTable;
import dev.weir.nft.json.JsonPrinter;
import dev.weir.nft.print.ListingStyle;
import dev.weir.nft.print.Printer;
import dev.weir.nft.ruleset.Ruleset;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code weir list RULES}: the rules as {@code nft list ruleset}, or {@code nft -j list ruleset},
 * would print them after loading.
 */
@Command(name = "list", description = "Prints the rules in nft's canonical text, or its JSON.")
final class ListCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "RULES", arity = "1..*", description = "Rule sets; - is stdin.")
  private List<String> rules = List.of();

  @Option(
      names = {"-a", "--handle"},
      description = "Show handles.")
  private boolean handles;

  @Option(
      names = {"-s", "--stateless"},
      description = "Leave out what was counted.")
  private boolean stateless;

  @Option(
      names = {"-t", "--terse"},
      description = "Leave out the elements of named sets.")
  private boolean terse;

  @Option(
      names = {"-y", "--numeric-priority"},
      description = "Show priorities as numbers.")
  private boolean numericPriorities;

  @Option(
      names = {"-j", "--json"},
      description = "As nft -j lists them; the same as --as json.")
  private boolean json;

  @Option(names = "--as", paramLabel = "nft|json", description = "The language. Default: nft.")
  private String language = "nft";

  @Mixin private LanguageOptions languageOptions = new LanguageOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  ListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    output.apply(console);
    boolean asJson = json || language.equals("json");
    if (!asJson && !language.equals("nft")) {
      throw CommandFailure.usage("not supported yet: list as " + language);
    }
    InterfaceTable interfaces = new InterfaceTable();
    Ruleset ruleset = new RulesReader(console, languageOptions).readGood(rules, interfaces);
    if (asJson) {
      console.print(
          new JsonPrinter(interfaces, languageOptions.accounts()).ruleset(ruleset) + "\n");
      return ExitCode.OK;
    }
    ListingStyle style = new ListingStyle(handles, stateless, terse, numericPriorities);
    console.print(new Printer(interfaces, languageOptions.accounts(), style).ruleset(ruleset));
    return ExitCode.OK;
  }
}

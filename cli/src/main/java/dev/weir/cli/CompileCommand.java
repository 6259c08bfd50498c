package dev.weir.cli;

import dev.weir.core.path.InterfaceTable;
import dev.weir.nft.Nft;
import dev.weir.nft.NftBackend;
import dev.weir.nft.ast.Cmd;
import dev.weir.nft.ruleset.Ruleset;
import dev.weir.nft.ruleset.Table;
import dev.weir.nft.vm.VmListing;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir compile --stage STAGE RULES}: what each compiler stage makes of the rules. */
@Command(name = "compile", description = "Prints what a compiler stage makes of the rules.")
final class CompileCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "RULES", arity = "1..*", description = "Rule sets; - is stdin.")
  private List<String> rules = List.of();

  @Option(
      names = "--stage",
      required = true,
      paramLabel = "ast|typed|vm|jit|packed",
      description = "The stage.")
  private String stage = "";

  @Mixin private LanguageOptions language = new LanguageOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  CompileCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    output.apply(console);
    switch (stage) {
      case "ast", "typed", "vm" -> {}
      case "jit", "packed" -> throw CommandFailure.usage("not supported yet: --stage " + stage);
      default ->
          throw CommandFailure.usage(
              "--stage: unknown value '" + stage + "'; allowed: ast, typed, vm, jit, packed");
    }
    InterfaceTable interfaces = new InterfaceTable();
    Nft.Result result = new RulesReader(console, language).read(rules, interfaces);
    Ruleset ruleset = result.ruleset();
    if (stage.equals("ast")) {
      for (List<Cmd> file : result.commands()) {
        file.forEach(command -> console.println(TreePrinter.print(command)));
      }
    }
    if (ruleset == null) {
      return ExitCode.BAD_INPUT;
    }
    if (stage.equals("typed")) {
      for (Table table : ruleset.tables()) {
        console.println(TreePrinter.print(table));
      }
    } else if (stage.equals("vm")) {
      console.print(VmListing.print(new NftBackend(interfaces).program(ruleset)));
    }
    return ExitCode.OK;
  }
}

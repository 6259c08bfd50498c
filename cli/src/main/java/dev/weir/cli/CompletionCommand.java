package dev.weir.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir completion bash}: a script for the shell to source. */
@Command(name = "completion", description = "Prints a completion script for a shell.")
final class CompletionCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "bash|zsh", description = "The shell.")
  private String shell = "";

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (shell.equals("fish")) {
      throw CommandFailure.usage("not supported yet: completion fish");
    }
    if (!shell.equals("bash") && !shell.equals("zsh")) {
      throw CommandFailure.usage("unknown shell '" + shell + "': bash or zsh");
    }
    // picocli's bash script also serves zsh, through bashcompinit.
    console.print(AutoComplete.bash("weir", spec.root().commandLine()));
    return ExitCode.OK;
  }
}

package dev.weir.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code weir VERB ...}. Exit codes are those of {@link ExitCode}. */
@Command(
    name = "weir",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "VERB",
    description = "Replays packets through nft and iptables rule sets, exactly as Linux would.",
    subcommands = {
      CheckCommand.class,
      ListCommand.class,
      CompileCommand.class,
      ReplayCommand.class,
      DiffCommand.class,
      TraceCommand.class,
      SupportCommand.class,
      CompletionCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Main implements Runnable {
  /** Verbs of later versions, so that asking for one says so instead of "unknown". */
  private static final List<String> NOT_YET =
      List.of(
          "translate",
          "iptables-translate",
          "ip6tables-translate",
          "ebtables-translate",
          "iptables-restore-translate",
          "run",
          "ctl",
          "bench",
          "generate");

  private static final List<String> VERSION = List.of("--version", "-V");

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  public static void main(String[] args) {
    System.exit(run(Console.ofProcess(), args));
  }

  /** Runs one command line; returns its exit code. */
  static int run(Console console, String... args) {
    try {
      if (args.length > 0 && NOT_YET.contains(args[0])) {
        console.error("weir: not supported yet: " + args[0]);
        return ExitCode.USAGE;
      }
      if (args.length == 1 && VERSION.contains(args[0])) {
        // Without building every verb's options: the start of a process is what this measures.
        console.println(String.join("\n", new Version().getVersion()));
        console.flush();
        return ExitCode.OK;
      }
      int code = commandLine(console).execute(args);
      console.flush();
      return code;
    } catch (CommandFailure failure) {
      return failure.exitCode();
    } catch (OutOfMemoryError error) {
      console.error(
          "weir: out of memory at "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MB; give more with WEIR_JAVA_OPTS=-Xmx4g");
      return ExitCode.IO_FAILURE;
    } catch (StackOverflowError error) {
      return failed(console, error);
    }
  }

  private static CommandLine commandLine(Console console) {
    CommandLine line = new CommandLine(new Main(), new CommandFactory(console));
    for (CommandLine verb : line.getSubcommands().values()) {
      addHelpOption(verb.getCommandSpec());
    }
    line.setOut(new PrintWriter(new ConsoleWriter(console, false)));
    line.setErr(new PrintWriter(new ConsoleWriter(console, true)));
    line.setCaseInsensitiveEnumValuesAllowed(false);
    line.setAbbreviatedOptionsAllowed(false);
    line.setParameterExceptionHandler((exception, args) -> {
      console.error("weir: " + exception.getMessage());
      console.note("try: weir help " + nameOf(exception));
      return ExitCode.USAGE;
    });
    line.setExecutionExceptionHandler(
        (exception, commandLine, result) -> failed(console, exception));
    return line;
  }

  private static void addHelpOption(CommandSpec verb) {
    if (verb.findOption("--help") == null) {
      verb.addOption(
          CommandLine.Model.OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .description("Print this help and exit.")
              .build());
    }
  }

  private static String nameOf(ParameterException exception) {
    CommandSpec failed = exception.getCommandLine().getCommandSpec();
    return failed.parent() == null ? "" : failed.name();
  }

  private static int failed(Console console, Throwable exception) {
    if (exception instanceof CommandFailure failure) {
      if (!failure.isTold()) {
        console.error("weir: " + failure.getMessage());
      }
      return failure.exitCode();
    }
    StringWriter trace = new StringWriter();
    exception.printStackTrace(new PrintWriter(trace));
    console.error("weir: internal error, please report it with this text:\n" + trace);
    return ExitCode.INTERNAL;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a verb is missing");
  }

  /** Hands the console to the commands that picocli creates. */
  private record CommandFactory(Console console) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      try {
        return type.cast(type.getDeclaredConstructor(Console.class).newInstance(console));
      } catch (NoSuchMethodException e) {
        return CommandLine.defaultFactory().create(type);
      }
    }
  }

  /** Lets picocli's help and version text leave through the console. */
  private static final class ConsoleWriter extends Writer {
    private final Console console;
    private final boolean error;

    ConsoleWriter(Console console, boolean error) {
      this.console = console;
      this.error = error;
    }

    @Override
    public void write(char[] buffer, int offset, int length) {
      String text = new String(buffer, offset, length);
      if (error) {
        console.error(text);
      } else {
        console.print(text);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}

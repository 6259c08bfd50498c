package dev.weir.cli;

import dev.weir.nft.NftBackend;
import dev.weir.nft.ruleset.Ruleset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir diff OLD NEW CAPTURE...}: what does this edit change for this traffic? */
@Command(
    name = "diff",
    description = {
      "Runs captures through two rule sets: which packets get another verdict, by which rules,",
      "and the first of them explained. Exit code 0: none, 1: some."
    })
final class DiffCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "OLD",
      description = "Rule set; several files with commas between.")
  private String before = "";

  @Parameters(index = "1", paramLabel = "NEW", description = "The same, changed.")
  private String after = "";

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "CAPTURE",
      description = "pcap or pcapng, also gz or zstd; - is stdin.")
  private List<String> captures = List.of();

  @Option(names = "--json", description = "The result as JSON (weir.diff/1).")
  private boolean json;

  @Option(names = "--allow-truncated", description = "A cut capture is not a failure.")
  private boolean allowTruncated;

  @Mixin private LanguageOptions language = new LanguageOptions();
  @Mixin private ReplayOptions options = new ReplayOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  DiffCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    output.apply(console);
    options.check();
    List<String> oldFiles = files(before);
    List<String> newFiles = files(after);
    List<String> inputs = new ArrayList<>(oldFiles);
    inputs.addAll(newFiles);
    inputs.addAll(captures);
    RulesReader.checkStandardInput(inputs);
    Interruption interruption = Interruption.watch();
    Path kept = null;
    try {
      HostModel host = HostModel.of(options);
      RulesReader reader = new RulesReader(console, language);
      Ruleset oldRules = reader.readGood(oldFiles, host.interfaces());
      Ruleset newRules = reader.readGood(newFiles, host.interfaces());
      kept = captures.contains("-") ? keepStandardInput() : null;
      DiffRun run = new DiffRun(console, host, interruption, options.packetLimit);
      DiffResult result = compare(run, host, oldRules, newRules, readable(kept));
      return report(result, run, interruption);
    } finally {
      interruption.unwatch();
      delete(kept);
    }
  }

  /** A file of exactly this name, or the files between its commas. */
  private static List<String> files(String side) {
    if (!side.contains(",") || Files.exists(IoErrors.path(side))) {
      return List.of(side);
    }
    return List.of(side.split(",", -1));
  }

  private DiffResult compare(
      DiffRun run, HostModel host, Ruleset oldRules, Ruleset newRules, List<String> readable) {
    NftBackend backend = new NftBackend(host.interfaces(), language.accounts());
    DiffResult result = new DiffResult();
    try (DiffSide old = new DiffSide(before, backend.compile(oldRules), host, null);
        DiffSide now = new DiffSide(after, backend.compile(newRules), host, null)) {
      run.compare(readable, old, now, result);
      result.compareCounts(old.ruleset(), now.ruleset());
    }
    if (result.differences() > 0) {
      TraceRecorder oldTrace = new TraceRecorder();
      TraceRecorder newTrace = new TraceRecorder();
      try (DiffSide old = new DiffSide(before, backend.compileExplained(oldRules), host, oldTrace);
          DiffSide now = new DiffSide(after, backend.compileExplained(newRules), host, newTrace)) {
        run.explain(readable, old, oldTrace, now, newTrace, result);
      }
    }
    return result;
  }

  private int report(DiffResult result, DiffRun run, Interruption interruption) {
    if (json) {
      console.println(DiffJson.of(result));
    } else {
      console.print(DiffText.of(before, after, result));
    }
    if (interruption.isRequested()) {
      console.error("weir: interrupted after " + result.packets() + " packets");
      interruption.exitIfRequested(console);
    }
    if (run.isDamaged() && !allowTruncated) {
      return ExitCode.BAD_INPUT;
    }
    return result.differences() == 0 ? ExitCode.OK : ExitCode.NO;
  }

  // ---- standard input is read twice, so it is kept ----

  private List<String> readable(@Nullable Path kept) {
    List<String> names = new ArrayList<>(captures);
    if (kept != null) {
      names.replaceAll(name -> name.equals("-") ? kept.toString() : name);
    }
    return names;
  }

  private static Path keepStandardInput() {
    try {
      Path kept = Files.createTempFile("weir-diff", ".capture");
      kept.toFile().deleteOnExit();
      Files.copy(System.in, kept, StandardCopyOption.REPLACE_EXISTING);
      return kept;
    } catch (IOException e) {
      throw CommandFailure.ioFailure("cannot keep standard input for a second pass: " + e);
    }
  }

  private static void delete(@Nullable Path kept) {
    try {
      if (kept != null) {
        Files.deleteIfExists(kept);
      }
    } catch (IOException e) {
      // deleteOnExit tries again
    }
  }
}

package dev.weir.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.nft.NftBackend;
import dev.weir.nft.RulesetAfter;
import dev.weir.nft.print.Printer;
import dev.weir.nft.ruleset.Ruleset;
import dev.weir.nft.run.VmRuleset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir replay -f RULES CAPTURE...}: what would this rule set do to this traffic? */
@Command(
    name = "replay",
    description = "Runs captures through a rule set: verdict totals and per-rule counters.")
final class ReplayCommand implements Callable<Integer> {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Console console;

  @Option(
      names = "-f",
      required = true,
      paramLabel = "RULES",
      description = "Rule set; repeatable.")
  private List<String> rules = List.of();

  @Parameters(
      paramLabel = "CAPTURE",
      arity = "1..*",
      description = "pcap or pcapng, also gz or zstd; - is stdin.")
  private List<String> captures = List.of();

  @Mixin private LanguageOptions language = new LanguageOptions();
  @Mixin private ReplayOptions options = new ReplayOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(names = "-w", paramLabel = "FILE", description = "Write accepted packets.")
  private @Nullable Path acceptedFile;

  @Option(names = "--write-dropped", paramLabel = "FILE", description = "Write dropped packets.")
  private @Nullable Path droppedFile;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "Write what log statements log, as the kernel does; - is stdout.")
  private @Nullable String logFile;

  @Option(
      names = "--write-replies",
      paramLabel = "FILE",
      description = "Send what reject answers through the rules, too, and write it.")
  private @Nullable Path replyFile;

  @Option(names = "--verdicts", paramLabel = "FILE", description = "Write one character a packet.")
  private @Nullable Path verdictFile;

  @Option(
      names = "--list-after",
      paramLabel = "FILE",
      description = "List the rule set as it stands after the packets; - is stdout.")
  private @Nullable String listAfterFile;

  @Option(names = "--json", description = "The result as JSON (weir.replay/1).")
  private boolean json;

  @Option(names = "--report", paramLabel = "FILE", hidden = true)
  private @Nullable Path reportFile;

  @Option(
      names = "--expect",
      paramLabel = "FILE",
      description = "Fail unless the result contains this JSON.")
  private @Nullable Path expectationFile;

  @Option(names = "--allow-truncated", description = "A cut capture is not a failure.")
  private boolean allowTruncated;

  ReplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    output.apply(console);
    options.check();
    if (reportFile != null) {
      throw CommandFailure.usage("not supported yet: --report");
    }
    List<String> inputs = new ArrayList<>(rules);
    inputs.addAll(captures);
    RulesReader.checkStandardInput(inputs);
    Interruption interruption = Interruption.watch();
    HostModel host = HostModel.of(options);
    Ruleset loaded = new RulesReader(console, language).readGood(rules, host.interfaces());
    VmRuleset ruleset = new NftBackend(host.interfaces(), language.accounts()).compile(loaded);
    try (ReplayOutputs outputs = new ReplayOutputs(acceptedFile, droppedFile, verdictFile);
        ActionOutputs actions = new ActionOutputs(console, logFile, replyFile);
        ReplayRun run = new ReplayRun(console, ruleset, host, outputs, actions, interruption)) {
      outputs.refuseInputs(captures);
      outputs.refuseInputs(rules);
      run.limit(options.packetLimit);
      for (String capture : captures) {
        run.replay(capture);
      }
      outputs.finish();
      actions.finish();
      listAfter(host, loaded, ruleset);
      return report(run, interruption);
    } finally {
      interruption.unwatch();
    }
  }

  private void listAfter(HostModel host, Ruleset loaded, VmRuleset ruleset) {
    String target = listAfterFile;
    if (target == null) {
      return;
    }
    Printer printer = new Printer(host.interfaces(), language.accounts(), false);
    String listing = printer.ruleset(RulesetAfter.of(loaded, ruleset));
    if (target.equals("-")) {
      console.print(listing);
      return;
    }
    Path file = IoErrors.path(target);
    try {
      Files.writeString(file, listing);
    } catch (IOException e) {
      throw CommandFailure.ioFailure(IoErrors.describe(file, e));
    }
  }

  private int report(ReplayRun run, Interruption interruption) {
    ReplayResult result = run.result();
    ObjectNode document = result.toJson(JSON);
    if (json) {
      console.println(pretty(document));
    } else {
      console.print(result.toText());
    }
    result.warnings().forEach(warning -> console.error("weir: warning: " + warning));
    if (interruption.isRequested()) {
      console.error("weir: interrupted after " + result.totals().totalPackets() + " packets");
      interruption.exitIfRequested(console);
    }
    int code = run.isDamaged() && !allowTruncated ? ExitCode.BAD_INPUT : ExitCode.OK;
    if (expectationFile != null && code == ExitCode.OK) {
      List<String> differences = Expectation.differences(HostFiles.json(expectationFile), document);
      differences.forEach(line -> console.error("weir: " + expectationFile + ": " + line));
      code = differences.isEmpty() ? ExitCode.OK : ExitCode.NO;
    }
    return code;
  }

  private static String pretty(ObjectNode document) {
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and text is always writable", e);
    }
  }
}

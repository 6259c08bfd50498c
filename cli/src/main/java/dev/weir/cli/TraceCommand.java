package dev.weir.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.backend.CompiledRuleset;
import dev.weir.nft.NftBackend;
import dev.weir.nft.ruleset.Ruleset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir trace -f RULES CAPTURE --packet N}: why did this packet get this verdict? */
@Command(
    name = "trace",
    description = {
      "Tells why a packet got its verdict: every rule tried, with the test that failed"
          + " (--explain),",
      "or as 'nft monitor trace' does. The packets in front of it run through the rules first."
    })
final class TraceCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Console console;

  @Option(
      names = "-f",
      required = true,
      paramLabel = "RULES",
      description = "Rule set; repeatable.")
  private List<String> rules = List.of();

  @Parameters(
      paramLabel = "CAPTURE",
      arity = "0..*",
      description = "pcap or pcapng, also gz or zstd; - is stdin.")
  private List<String> captures = List.of();

  @Option(
      names = "--packet",
      paramLabel = "N",
      description = "Which packet, from 1 over all captures.")
  private long packet;

  @Option(names = "--explain", description = "Every rule tried, and why it did not match.")
  private boolean explain;

  @Option(names = "--json", description = "Every event as JSON Lines (weir.trace/1).")
  private boolean json;

  @ArgGroup(exclusive = false, heading = "A packet without a capture (with --iif and --oif):%n")
  private SyntheticPacket synthetic = new SyntheticPacket();

  @Mixin private LanguageOptions language = new LanguageOptions();
  @Mixin private ReplayOptions options = new ReplayOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  TraceCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    output.apply(console);
    options.check();
    checkArguments();
    List<String> inputs = new ArrayList<>(rules);
    inputs.addAll(captures);
    RulesReader.checkStandardInput(inputs);
    HostModel host = HostModel.of(options);
    Ruleset loaded = new RulesReader(console, language).readGood(rules, host.interfaces());
    CompiledRuleset ruleset =
        new NftBackend(host.interfaces(), language.accounts()).compileExplained(loaded);
    try (TraceRun run = new TraceRun(ruleset, host)) {
      TraceRun.Traced traced =
          captures.isEmpty() ? run.trace(synthetic) : run.trace(captures, packet);
      print(traced);
      return ExitCode.OK;
    }
  }

  private void checkArguments() {
    if (explain && json) {
      throw CommandFailure.usage("--explain and --json: choose one; JSON tells every rule anyway");
    }
    if (captures.isEmpty()) {
      if (!synthetic.isGiven()) {
        throw CommandFailure.usage(
            "which packet? give a CAPTURE and --packet N, or --src, --dst and --proto");
      }
      if (packet != 0) {
        throw CommandFailure.usage("--packet " + packet + ": of which CAPTURE?");
      }
      return;
    }
    if (synthetic.isGiven()) {
      throw CommandFailure.usage("a CAPTURE or a packet of options (--src ...), not both");
    }
    if (packet < 1) {
      throw CommandFailure.usage("which packet? --packet N, from 1 on");
    }
    if (packet > options.packetLimit) {
      throw CommandFailure.usage("--packet " + packet + " lies behind -c " + options.packetLimit);
    }
  }

  private void print(TraceRun.Traced traced) {
    if (json) {
      new TraceJson(JSON)
          .lines(traced.recorder(), traced.summary(), traced.outcome())
          .forEach(console::println);
    } else if (explain) {
      console.print(TraceExplanation.of(traced.recorder(), traced.summary(), traced.outcome()));
    } else {
      traced.recorder().monitorLines().forEach(console::println);
      if (traced.recorder().decisions().isEmpty()) {
        console.note("weir: " + TraceExplanation.conclusion(traced.recorder(), traced.outcome()));
      }
    }
  }
}

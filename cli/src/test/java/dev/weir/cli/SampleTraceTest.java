package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.backend.CompiledRuleset;
import dev.weir.core.backend.RuleInfo;
import dev.weir.core.path.Outcomes;
import dev.weir.netio.pcap.CaptureReader;
import dev.weir.nft.NftBackend;
import dev.weir.nft.ruleset.Ruleset;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Every packet of every sample, traced with reasons: the verdict is the kernel's, as replay's is,
 * the counters are replay's, and the trace tells of that verdict.
 */
class SampleTraceTest {
  private static final Path ROOT = Path.of(System.getProperty("weir.root", ".."));

  static Stream<JsonNode> recordedRuns() throws IOException {
    JsonNode index =
        new ObjectMapper().readTree(ROOT.resolve("rulesets/expected/index.json").toFile());
    return StreamSupport.stream(index.spliterator(), false)
        .filter(row -> row.path("capture").asText().startsWith("rulesets/"));
  }

  @ParameterizedTest
  @MethodSource("recordedRuns")
  void givesEveryPacketTheVerdictOfReplay(JsonNode row) throws IOException {
    Console console = new Console(new StringWriter(), new StringWriter());
    ReplayOptions options = options(row);
    HostModel host = HostModel.of(options);
    LanguageOptions language = new LanguageOptions();
    Ruleset rules =
        new RulesReader(console, language)
            .readGood(
                List.of(ROOT.resolve(row.path("ruleset").asText()).toString()), host.interfaces());
    NftBackend backend = new NftBackend(host.interfaces(), language.accounts());
    TraceRecorder recorder = new TraceRecorder();
    CompiledRuleset plainRules = backend.compile(rules);
    CompiledRuleset tracedRules = backend.compileExplained(rules);
    StringBuilder verdicts = new StringBuilder();
    try (DiffSide plain = new DiffSide("plain", plainRules, host, null);
        DiffSide traced = new DiffSide("traced", tracedRules, host, recorder);
        CaptureReader reader =
            PacketFeed.open(ROOT.resolve(row.path("capture").asText()).toString())) {
      PacketFeed feed = new PacketFeed(host);
      while (reader.next()) {
        long number = reader.packetNumber();
        char expected = plain.judge(feed.show(reader), number);
        recorder.start();
        char outcome = traced.judge(feed.show(reader), number);
        recorder.stop();
        assertEquals(expected, outcome, () -> "packet " + number);
        tellsOf(outcome, recorder, PacketSummary.of(number, feed.packet()));
        verdicts.append(outcome);
      }
    }
    String expected =
        Files.readString(
            ROOT.resolve("rulesets/expected/" + row.path("name").asText() + ".verdicts"));
    assertEquals(expected.strip(), verdicts.toString());
    assertEquals(counters(plainRules), counters(tracedRules));
  }

  private static ReplayOptions options(JsonNode row) {
    List<String> words = new ArrayList<>();
    for (JsonNode option : row.path("options")) {
      String text = option.asText();
      words.add(text.startsWith("rulesets/") ? ROOT.resolve(text).toString() : text);
    }
    ReplayOptions options = new ReplayOptions();
    CommandLine.populateCommand(options, words.toArray(String[]::new));
    return options;
  }

  /** The events lead to the outcome, and the explanation says it. */
  private static void tellsOf(char outcome, TraceRecorder recorder, PacketSummary packet) {
    boolean drops = !recorder.decisions().isEmpty() && recorder.decisions().getLast().drops();
    assertEquals(outcome == Outcomes.DROPPED, drops, packet::toString);
    String text = TraceExplanation.of(recorder, packet, outcome);
    boolean byStack =
        outcome == Outcomes.DROPPED_BY_STACK
            || outcome == Outcomes.DROPPED_BEFORE_HOOKS
            || outcome == Outcomes.HELD
            || outcome == Outcomes.UNDECODABLE;
    String conclusion = TraceExplanation.conclusion(recorder, outcome);
    assertTrue(text.contains("  " + conclusion + "\n"), text);
    boolean saysStack = conclusion.matches("(DROPPED BY THE IP STACK|HELD|NOT DECODABLE).*: .+");
    assertEquals(byStack, saysStack, text);
    assertFalse(text.contains("does not hold"), text);
    assertFalse(text.contains("[ "), text); // no instruction where a reason should be
  }

  private static List<Long> counters(CompiledRuleset ruleset) {
    List<Long> counts = new ArrayList<>();
    for (RuleInfo rule : ruleset.rules()) {
      counts.add(ruleset.counters().packets(rule.slot()));
      counts.add(ruleset.counters().bytes(rule.slot()));
    }
    return counts;
  }
}

package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.netio.lab.SampleRun;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample rule set over every sample capture gives what the live kernel gave, as recorded. */
@Tag("checked")
class SampleReplayTest {
  private static final Path ROOT = Path.of(System.getProperty("weir.root", ".."));

  @TempDir private Path folder;

  /** One row of {@code expected/index.json}. */
  record Run(String name, String ruleset, String capture, List<String> options) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Run> recordedRuns() throws IOException {
    JsonNode index =
        new ObjectMapper().readTree(ROOT.resolve("rulesets/expected/index.json").toFile());
    return StreamSupport.stream(index.spliterator(), false).map(SampleReplayTest::run);
  }

  private static Run run(JsonNode row) {
    List<String> options = new ArrayList<>();
    for (JsonNode option : row.path("options")) {
      String text = option.asText();
      options.add(text.startsWith("rulesets/") ? ROOT.resolve(text).toString() : text);
    }
    return new Run(
        row.path("name").asText(),
        row.path("ruleset").asText(),
        row.path("capture").asText(),
        options);
  }

  private String capture(Run run) throws IOException {
    if (run.capture().startsWith("rulesets/")) {
      return ROOT.resolve(run.capture()).toString();
    }
    SampleRun generated =
        SampleRun.all().stream().filter(r -> r.name().equals(run.name())).findFirst().orElseThrow();
    return GeneratedCapture.write(generated, folder).toString();
  }

  @ParameterizedTest
  @MethodSource("recordedRuns")
  void givesTheKernelsVerdictsAndCounters(Run run) throws IOException {
    Path verdicts = folder.resolve("verdicts");
    List<String> arguments = new ArrayList<>(List.of("replay", "-q", "-f"));
    arguments.add(ROOT.resolve(run.ruleset()).toString());
    arguments.add(capture(run));
    arguments.addAll(run.options());
    arguments.addAll(List.of("--verdicts", verdicts.toString(), "--expect"));
    arguments.add(ROOT.resolve("rulesets/expected/" + run.name() + ".json").toString());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new Console(out, err), arguments.toArray(String[]::new));
    String expected =
        Files.readString(ROOT.resolve("rulesets/expected/" + run.name() + ".verdicts"));
    assertEquals("", firstDifference(expected, Files.readString(verdicts)));
    assertEquals(0, code, err::toString);
  }

  private static String firstDifference(String expected, String actual) {
    if (expected.equals(actual)) {
      return "";
    }
    int at = 0;
    while (at < expected.length()
        && at < actual.length()
        && expected.charAt(at) == actual.charAt(at)) {
      at++;
    }
    return "packet "
        + (at + 1)
        + ": kernel "
        + expected.substring(at, Math.min(at + 1, expected.length()))
        + ", weir "
        + actual.substring(at, Math.min(at + 1, actual.length()));
  }

  @ParameterizedTest
  @MethodSource("recordedRuns")
  void aWrongExpectationIsNoticed(Run run) throws IOException {
    Path wrong = folder.resolve("wrong.json");
    Files.writeString(wrong, "{\"verdicts\":{\"accept\":-1}}");
    List<String> arguments = new ArrayList<>(List.of("replay", "-q", "-f"));
    arguments.add(ROOT.resolve(run.ruleset()).toString());
    arguments.add(capture(run));
    arguments.addAll(run.options());
    arguments.addAll(List.of("--expect", wrong.toString()));
    StringWriter err = new StringWriter();
    int code = Main.run(new Console(new StringWriter(), err), arguments.toArray(String[]::new));
    assertEquals(ExitCode.NO, code, err::toString);
    assertTrue(err.toString().contains("/verdicts/accept: expected -1"), err::toString);
  }
}

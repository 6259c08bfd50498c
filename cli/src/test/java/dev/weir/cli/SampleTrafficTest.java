package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.netio.lab.Sample;
import dev.weir.netio.lab.SampleRun;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The sample rule sets over random traffic aimed at them: no verdict of any rule could be another
 * without a difference in verdicts or counters.
 */
class SampleTrafficTest {
  private static final Pattern VERDICT =
      Pattern.compile(
          "(?m)^(\\t\\t\\S.*?)?\\b(accept|drop|return|reject(?: with [a-z0-9 -]+)?|(?:jump|goto)"
              + " \\w+)((?: comment \"[^\"]*\")?|; policy \\w+;)$");

  @TempDir private Path folder;

  static Stream<SampleRun> generatedRuns() {
    return SampleRun.all().stream().filter(SampleRun::isGenerated);
  }

  @ParameterizedTest
  @EnumSource
  void noVerdictOfASampleCanBeAnother(Sample sample) throws IOException {
    List<SampleRun> runs = generatedRuns().filter(run -> run.sample() == sample).toList();
    List<Path> captures = new ArrayList<>();
    for (SampleRun run : runs) {
      captures.add(GeneratedCapture.write(run, folder));
    }
    List<String> before = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      before.add(answer(runs.get(i), rules(sample.text()), captures.get(i)));
    }
    List<String> unnoticed = new ArrayList<>();
    List<String> mutants = mutants(sample.text());
    for (String mutant : mutants) {
      boolean noticed = false;
      Path rules = rules(mutant);
      for (int i = 0; i < runs.size() && !noticed; i++) {
        noticed = !before.get(i).equals(answer(runs.get(i), rules, captures.get(i)));
      }
      if (!noticed) {
        unnoticed.add(changedLine(sample.text(), mutant));
      }
    }
    assertEquals(List.of(), unnoticed);
    assertTrue(mutants.size() > 8, () -> mutants.size() + " changes tried");
  }

  private static List<String> mutants(String text) {
    List<String> mutants = new ArrayList<>();
    Matcher rule = VERDICT.matcher(text);
    while (rule.find()) {
      mutants.add(
          text.substring(0, rule.start(2)) + other(rule.group(2)) + text.substring(rule.end(2)));
    }
    return mutants;
  }

  private static String other(String verdict) {
    return verdict.equals("drop") || verdict.startsWith("reject") ? "accept" : "drop";
  }

  private static String changedLine(String original, String mutant) {
    List<String> before = original.lines().toList();
    List<String> after = mutant.lines().toList();
    for (int i = 0; i < before.size(); i++) {
      if (!before.get(i).equals(after.get(i))) {
        return (i + 1) + ": " + after.get(i).strip();
      }
    }
    return "nothing changed";
  }

  private Path rules(String text) throws IOException {
    return Files.writeString(folder.resolve("rules.nft"), text);
  }

  /** Verdict totals and counters of a run. */
  private static String answer(SampleRun run, Path rules, Path capture) throws IOException {
    Path root = Sample.repository();
    List<String> arguments = new ArrayList<>(List.of("replay", "-q", "--json", "-f"));
    arguments.addAll(List.of(rules.toString(), capture.toString()));
    for (String option : run.options()) {
      arguments.add(option.startsWith("rulesets/") ? root.resolve(option).toString() : option);
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new Console(out, err), arguments.toArray(String[]::new));
    assertEquals(ExitCode.OK, code, err::toString);
    JsonNode document = new ObjectMapper().readTree(out.toString());
    StringBuilder answer = new StringBuilder(document.path("verdicts").toString());
    for (JsonNode rule : document.path("rules")) {
      answer.append(' ').append(rule.path("packets")).append('/').append(rule.path("bytes"));
    }
    return answer.toString();
  }
}

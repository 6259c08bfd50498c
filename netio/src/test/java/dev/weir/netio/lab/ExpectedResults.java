package dev.weir.netio.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;

/**
 * The files of {@code rulesets/expected}: the kernel's answers in the form of {@code weir replay
 * --json} (a subset of it) and {@code --verdicts}.
 *
 * <p>Run {@link #main} as root to write them anew: {@code java ...
 * dev.weir.netio.lab.ExpectedResults}.
 */
public final class ExpectedResults {
  private static final List<String> TOTALS =
      List.of(
          "A accept",
          "D drop",
          "K stack",
          "P pre",
          "Q held",
          "L local",
          "W forwarded",
          "S stolen",
          "I undecodable");

  private ExpectedResults() {}

  /** Writes every file, or those of one rule set, and the list of runs with their options. */
  public static void main(String[] arguments) throws IOException {
    Path directory = directory();
    Files.createDirectories(directory);
    StringJoiner index = new StringJoiner(",\n", "[\n", "\n]\n");
    for (SampleRun run : SampleRun.all()) {
      index.add(indexLine(run));
      if (arguments.length > 0 && !run.name().startsWith(arguments[0])) {
        continue;
      }
      LabResult result = run.play();
      Files.writeString(directory.resolve(run.name() + ".json"), json(result));
      Files.writeString(directory.resolve(run.name() + ".verdicts"), result.verdicts() + "\n");
    }
    Files.writeString(directory.resolve("index.json"), index.toString());
  }

  /** {@code rulesets/expected}. */
  public static Path directory() {
    return Sample.repository().resolve("rulesets/expected");
  }

  /** A recorded file of a run: suffix {@code .json} or {@code .verdicts}. */
  public static String read(SampleRun run, String suffix) throws IOException {
    return Files.readString(directory().resolve(run.name() + suffix));
  }

  private static String indexLine(SampleRun run) {
    StringJoiner options = new StringJoiner("\", \"", "\"", "\"");
    run.options().forEach(options::add);
    String capture =
        run.isGenerated() ? run.capture() : "rulesets/captures/" + run.capture() + ".pcapng";
    return "{\"name\": \"%s\", \"ruleset\": \"rulesets/nft/%s.nft\", \"capture\": \"%s\", \"options\": [%s]}"
        .formatted(run.name(), run.sample().fileName(), capture, options);
  }

  /** The document that {@code weir replay --expect} compares with. */
  static String json(LabResult result) {
    StringJoiner totals = new StringJoiner(", ");
    for (String total : TOTALS) {
      totals.add("\"%s\": %d".formatted(total.substring(2), result.count(total.charAt(0))));
    }
    StringJoiner rules = new StringJoiner(",\n  ");
    for (RuleCount rule : result.rules()) {
      rules.add(
          "{\"family\": \"%s\", \"table\": \"%s\", \"chain\": \"%s\", \"handle\": %d, \"index\": %d, \"packets\": %d, \"bytes\": %d}"
              .formatted(
                  rule.family(),
                  rule.table(),
                  rule.chain(),
                  rule.handle(),
                  rule.index(),
                  rule.packets(),
                  rule.bytes()));
    }
    return "{\"schema\": \"weir.replay/1\", \"packets\": %d,\n \"verdicts\": {%s},\n \"rules\": [\n  %s]}\n"
        .formatted(result.verdicts().length(), totals, rules);
  }
}

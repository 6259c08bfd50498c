package dev.weir.netio.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What the recorded results of {@code rulesets/expected} say about the samples: no rule is dead
 * weight, no capture passes everywhere.
 */
class SamplesTest {
  private static final Pattern RULE =
      Pattern.compile(
          "\"table\": \"(\\w+)\", \"chain\": \"(\\w+)\", .*\"index\": (\\d+), \"packets\": (\\d+)");

  @Test
  void everyCaptureIsDroppedByAtLeastATenthSomewhere() throws IOException {
    Set<String> captures = new HashSet<>();
    Set<String> dropped = new HashSet<>();
    for (SampleRun run : SampleRun.all()) {
      String verdicts = ExpectedResults.read(run, ".verdicts").strip();
      captures.add(run.capture());
      if (verdicts.chars().filter(c -> c == 'D').count() * 10 >= verdicts.length()) {
        dropped.add(run.capture());
      }
    }
    assertEquals(captures, dropped);
    assertTrue(captures.containsAll(List.of("web", "scan", "desktop", "containers", "office")));
  }

  @Test
  void everyRuleIsHitAndMissedSomewhere() throws IOException {
    Map<String, long[]> hits = new TreeMap<>();
    for (SampleRun run : SampleRun.all()) {
      long packets = ExpectedResults.read(run, ".verdicts").strip().length();
      Matcher matcher = RULE.matcher(ExpectedResults.read(run, ".json"));
      while (matcher.find()) {
        String rule =
            run.sample() + " " + matcher.group(1) + " " + matcher.group(2) + " " + matcher.group(3);
        long[] sum = hits.computeIfAbsent(rule, r -> new long[2]);
        sum[0] += Long.parseLong(matcher.group(4));
        sum[1] += packets;
      }
    }
    List<String> dead = new ArrayList<>();
    hits.forEach((rule, sum) -> {
      if (sum[0] == 0 || sum[0] >= sum[1]) {
        dead.add(rule + " hit by " + sum[0] + " of " + sum[1]);
      }
    });
    assertEquals(List.of(), dead);
    assertTrue(hits.size() > 150, () -> hits.size() + " rules");
  }

  @Test
  void everyCaptureIsSmallAndShort() throws IOException {
    for (SampleRun run : SampleRun.all()) {
      if (!run.isGenerated()) {
        assertTrue(Files.size(run.capturePath()) < 2_000_000, run.capture());
      }
    }
  }
}

package dev.weir.netio.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The recorded results of {@code rulesets/expected} are what this machine's kernel says too. */
@Tag("kernel")
class SamplesKernelIT {
  @BeforeAll
  static void needsTheKernel() {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
  }

  @TestFactory
  Stream<DynamicTest> recordedResultsAreTheKernels() {
    return SampleRun.all().stream()
        .map(run -> DynamicTest.dynamicTest(run.name(), () -> compare(run)));
  }

  private static void compare(SampleRun run) throws IOException {
    LabResult result = run.play();
    assertEquals(read(run, ".verdicts"), result.verdicts() + "\n");
    assertEquals(read(run, ".json"), ExpectedResults.json(result));
  }

  private static String read(SampleRun run, String suffix) throws IOException {
    return Files.readString(ExpectedResults.directory().resolve(run.name() + suffix));
  }

  @Test
  void everyCaptureIsDroppedByAtLeastATenthSomewhere() throws IOException {
    Set<String> captures = new HashSet<>();
    Set<String> dropped = new HashSet<>();
    for (SampleRun run : SampleRun.all()) {
      String verdicts = read(run, ".verdicts").strip();
      captures.add(run.capture());
      if (verdicts.chars().filter(c -> c == 'D').count() * 10 >= verdicts.length()) {
        dropped.add(run.capture());
      }
    }
    assertEquals(captures, dropped);
    assertTrue(captures.containsAll(List.of("web", "scan", "desktop", "containers", "office")));
  }
}

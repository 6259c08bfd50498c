package dev.weir.netio.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
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
    assertEquals(ExpectedResults.read(run, ".verdicts"), result.verdicts() + "\n");
    assertEquals(ExpectedResults.read(run, ".json"), ExpectedResults.json(result));
  }
}

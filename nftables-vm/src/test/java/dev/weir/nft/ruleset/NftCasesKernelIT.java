package dev.weir.nft.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The recorded answers of {@code nft-1.0.6.cases} are what the live nft and kernel say. */
@Tag("kernel")
class NftCasesKernelIT {
  @TempDir private Path folder;

  @TestFactory
  List<DynamicTest> recordedAnswersAreThoseOfTheLiveKernel() throws Exception {
    String version = run("nft --version");
    boolean usable =
        version.contains("v1.0.6") && run("unshare -n true && echo yes").equals("yes\n");
    if (!usable) {
      System.err.println("skipped: needs root, unshare and nft 1.0.6, found: " + version.strip());
    }
    Assumptions.assumeTrue(usable, "needs root, unshare and nft 1.0.6");
    return NftCases.read().stream()
        .map(one -> DynamicTest.dynamicTest(one.toString(), () -> compare(one)))
        .toList();
  }

  private void compare(NftCases.Case one) throws Exception {
    StringBuilder script = new StringBuilder("cd " + folder + "\n");
    for (int i = 0; i < one.files().size(); i++) {
      Files.writeString(folder.resolve("case" + i), one.files().get(i));
      script.append("cp case").append(i).append(" t.nft; ");
      script.append("timeout 10 nft -f t.nft 2>&1 || echo FAILED\n");
    }
    Path file = folder.resolve("script.sh");
    Files.writeString(file, script);
    String output = run("unshare -n bash " + file);
    assertEquals(one.accepted(), !output.contains("FAILED"), output);
    if (!one.accepted() && one.same()) {
      assertTrue(output.startsWith(one.expected()), output);
    }
  }

  private static String run(String command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    return output;
  }
}

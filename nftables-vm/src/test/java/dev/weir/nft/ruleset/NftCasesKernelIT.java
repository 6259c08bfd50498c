package dev.weir.nft.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    LiveNft.assumeUsable();
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
    String output = LiveNft.run("unshare -n bash " + file);
    assertEquals(one.accepted(), !output.contains("FAILED"), output);
    if (!one.accepted() && one.same()) {
      assertTrue(output.startsWith(one.expected()), output);
    }
  }
}

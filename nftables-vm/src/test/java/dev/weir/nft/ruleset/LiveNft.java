package dev.weir.nft.ruleset;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The real nft in a network namespace of its own. */
final class LiveNft {
  private LiveNft() {}

  /** Skips the test, saying why, where there is no nft 1.0.6 or no right to use it. */
  static void assumeUsable() throws IOException, InterruptedException {
    String version = run("nft --version 2>&1");
    boolean usable =
        version.contains("v1.0.6") && run("unshare -n true && echo yes").equals("yes\n");
    if (!usable) {
      System.err.println("skipped: needs root, unshare and nft 1.0.6; nft: " + version.strip());
    }
    Assumptions.assumeTrue(usable, "needs root, unshare and nft 1.0.6");
  }

  static String run(String command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return output;
  }
}

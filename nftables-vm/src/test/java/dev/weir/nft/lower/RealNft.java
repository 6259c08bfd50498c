package dev.weir.nft.lower;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The installed nft, always in a network namespace of its own, so that nothing it is told reaches
 * the machine.
 */
final class RealNft {
  private RealNft() {}

  /** What it printed. */
  record Answer(String stdout, String stderr) {}

  /** Why the real nft cannot be asked, or null where it can. */
  static @Nullable String missing() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return "needs root";
    }
    for (String tool : List.of("/usr/sbin/nft", "/usr/bin/unshare")) {
      if (!Files.isExecutable(Path.of(tool))) {
        return tool + " is missing";
      }
    }
    return null;
  }

  /** The bytecode of some rules, or the errors. */
  static Answer debugNetlink(String text) throws IOException, InterruptedException {
    return run(text, "nft", "-c", "--debug=netlink", "-f", "/dev/stdin");
  }

  /** The rule set as listed after it was loaded. */
  static Answer list(String text) throws IOException, InterruptedException {
    return run(text, "sh", "-c", "nft -f /dev/stdin && nft list ruleset");
  }

  private static Answer run(String input, String... command)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("unshare", "-n"));
    words.addAll(List.of(command));
    Path in = Files.createTempFile("weir", ".nft");
    Path out = Files.createTempFile("weir", ".out");
    Path err = Files.createTempFile("weir", ".err");
    try {
      Files.writeString(in, input);
      new ProcessBuilder(words)
          .redirectInput(in.toFile())
          .redirectOutput(out.toFile())
          .redirectError(err.toFile())
          .start()
          .waitFor();
      return new Answer(
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } finally {
      Files.delete(in);
      Files.delete(out);
      Files.delete(err);
    }
  }
}

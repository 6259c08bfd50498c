package dev.weir.nft.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.nft.json.JsonCases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** JSON documents: what weir makes of them against {@code nft -j -f}. */
@Tag("kernel")
class JsonInputKernelIT {
  private static final String LOAD = "nft -j -f \"$0\" 2>&1 >/dev/null && exec nft list ruleset";

  @BeforeAll
  static void assumeNft() {
    @Nullable String reason = LiveNft.unavailable();
    if (reason != null) {
      System.err.println("JsonInputKernelIT skipped: " + reason);
    }
    assumeTrue(reason == null, reason);
  }

  /** The recorded answers are this nft's, and weir's. */
  @Test
  void everyCaseIsAnsweredAsByNft() throws IOException, InterruptedException {
    List<String> differ = new ArrayList<>();
    for (JsonCases.Case one : JsonCases.read()) {
      String nft = ask(LOAD, one.document());
      int error = nft.indexOf("Error: ");
      String said = error < 0 ? nft : nft.substring(error + 7, nft.indexOf('\n', error));
      if (!said.equals(JsonCases.weir(one.document()))) {
        differ.add(one.document() + "\n  nft: " + said);
      }
    }
    assertEquals(List.of(), differ);
  }

  /** What nft prints of whole rule sets loads as it loads there. */
  @Test
  void whatNftPrintsIsLoadedAsByNft() throws IOException, InterruptedException {
    List<Path> files = new ArrayList<>();
    Path root = Path.of(System.getProperty("weir.root", "..")).toAbsolutePath().normalize();
    for (Path directory :
        List.of(root.resolve("rulesets/nft"), CorpusFiles.root().resolve("whole"))) {
      try (Stream<Path> found = Files.list(directory)) {
        found.filter(path -> path.toString().endsWith(".nft")).sorted().forEach(files::add);
      }
    }
    List<String> differ = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (Path file : files) {
      String text = Files.readString(file).replace("include \"./", "include \"" + root + "/");
      String json = ask("nft -f \"$0\" && exec nft -j list ruleset", text);
      String nft = ask(LOAD, json);
      String weir = JsonCases.weir(json);
      int error = nft.indexOf("Error: ");
      String said = error < 0 ? nft : nft.substring(error + 7, nft.indexOf('\n', error));
      if (error >= 0) {
        refused.add(file.getFileName() + ": " + said);
      }
      boolean same = error < 0 ? said.equals(weir) : !weir.startsWith("table ");
      if (!same) {
        differ.add(file.getFileName() + "\n  nft:  " + nft + "\n  weir: " + weir);
      }
    }
    System.out.println("JSON of " + files.size() + " rule sets; nft itself refuses " + refused);
    assertEquals(0, differ.size(), () -> String.join("\n", differ));
    assertTrue(refused.size() < files.size(), refused::toString);
  }

  private static String ask(String script, String input) throws IOException, InterruptedException {
    Path file = Files.createTempFile("weir-json", ".json");
    Files.writeString(file, input);
    Process process =
        new ProcessBuilder("unshare", "-n", "sh", "-c", script, file.toString())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    Files.delete(file);
    return out;
  }
}

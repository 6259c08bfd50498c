package dev.weir.nft.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.core.path.InterfaceTable;
import dev.weir.nft.Nft;
import dev.weir.nft.json.JsonPrinter;
import dev.weir.nft.print.ListingStyle;
import dev.weir.nft.print.Printer;
import dev.weir.nft.ruleset.Ruleset;
import dev.weir.nft.type.Accounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whole rule sets: weir's listing against {@code nft list ruleset}, byte for byte. */
@Tag("kernel")
class ListingKernelIT {
  private static void assumeNft() {
    @Nullable String reason = LiveNft.unavailable();
    if (reason != null) {
      System.err.println("ListingKernelIT skipped: " + reason);
    }
    assumeTrue(reason == null, reason);
  }

  @TestFactory
  Stream<DynamicTest> samplesAreListedAsNftDoes() throws IOException {
    assumeNft();
    Path samples = Path.of(System.getProperty("weir.root", "..")).resolve("rulesets/nft");
    try (Stream<Path> files = Files.list(samples)) {
      List<Path> sorted = files.filter(file -> file.toString().endsWith(".nft")).sorted().toList();
      return sorted.stream()
          .map(file -> DynamicTest.dynamicTest(file.toString(), () -> sameListing(file)));
    }
  }

  @Test
  void everyKindOfSetAndChainIsListedAsNftDoes() throws IOException, InterruptedException {
    assumeNft();
    sameListing(CorpusFiles.root().resolve("whole/everything.nft"));
    sameListing(CorpusFiles.root().resolve("whole/families.nft"));
    sameListing(CorpusFiles.root().resolve("whole/objects.nft"));
  }

  @Test
  void flagsLeaveOutWhatNftLeavesOut() throws IOException, InterruptedException {
    assumeNft();
    for (String whole : List.of("objects", "everything", "families")) {
      Path file = withAbsoluteIncludes(CorpusFiles.root().resolve("whole/" + whole + ".nft"));
      assertEquals(nft(file, "-s"), weir(file, new ListingStyle(false, true, false, false)));
      assertEquals(nft(file, "-t"), weir(file, new ListingStyle(false, false, true, false)));
      assertEquals(nft(file, "-y"), weir(file, new ListingStyle(false, false, false, true)));
      assertEquals(nft(file, "-sat"), weir(file, new ListingStyle(true, true, true, false)));
      Files.delete(file);
    }
  }

  /** Samples include files relative to the repository's root, where tests need not run. */
  private static Path withAbsoluteIncludes(Path file) throws IOException {
    Path root = Path.of(System.getProperty("weir.root", "..")).toAbsolutePath().normalize();
    Path copy = Files.createTempFile("weir-sample", ".nft");
    String text = Files.readString(file);
    Files.writeString(copy, text.replace("include \"./", "include \"" + root + "/"));
    return copy;
  }

  private static void sameListing(Path original) throws IOException, InterruptedException {
    Path file = withAbsoluteIncludes(original);
    for (String handles : List.of("", "-a")) {
      String nft = nft(file, handles);
      assertEquals(nft, weir(file, !handles.isEmpty()));
      Path again = Files.createTempFile("weir-listing", ".nft");
      Files.writeString(again, nft);
      if (handles.isEmpty()) {
        assertEquals(nft, weir(again, false));
      }
      Files.delete(again);
    }
    assertEquals(withTableFlags(withoutWarnings(nft(file, "-j"))), json(file) + "\n");
    Files.delete(file);
  }

  /** nft warns of statements it has no JSON for, and prints their text. */
  private static String withoutWarnings(String json) {
    return json.replaceAll("(?m)^warning: .*\n", "");
  }

  /** nft 1.0.6 prints memory it has freed as flags of a table. */
  private static String withTableFlags(String json) {
    return json.replaceAll("(\"table\": \\{[^}]*\"flags\": \")[^\"]*\"", "$1dormant\"");
  }

  private static String json(Path file) {
    InterfaceTable interfaces = new InterfaceTable();
    return new JsonPrinter(interfaces, Accounts.none()).ruleset(load(file, interfaces));
  }

  private static String weir(Path file, boolean handles) {
    return weir(file, ListingStyle.plain(handles));
  }

  private static String weir(Path file, ListingStyle style) {
    InterfaceTable interfaces = new InterfaceTable();
    return new Printer(interfaces, Accounts.none(), style).ruleset(load(file, interfaces));
  }

  private static Ruleset load(Path file, InterfaceTable interfaces) {
    Nft.Options options = new Nft.Options(Map.of(), List.of(), interfaces);
    Nft.Result result = Nft.load(List.of(Nft.Source.file(file)), options);
    Ruleset ruleset = result.ruleset();
    assertNotNull(ruleset, () -> result.diagnostics().render());
    return ruleset;
  }

  private static String nft(Path file, String flags) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "unshare",
                "-n",
                "sh",
                "-c",
                "nft -f \"$0\" && exec nft " + flags + " list ruleset",
                file.toAbsolutePath().toString())
            .directory(file.toAbsolutePath().getRoot().toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), text);
    return text;
  }
}

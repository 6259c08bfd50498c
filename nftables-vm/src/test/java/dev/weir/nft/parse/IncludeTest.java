package dev.weir.nft.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.path.InterfaceTable;
import dev.weir.nft.Nft;
import dev.weir.nft.ruleset.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class IncludeTest {
  @TempDir private Path folder;

  @BeforeEach
  void writesSomeFiles() throws IOException {
    write("b.nft", "add table b\n");
    write("a.nft", "add table a\n");
    write(".hidden.nft", "add table hidden\n");
    Files.createDirectory(folder.resolve("d.nft"));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Nft.Result load(String text) throws IOException {
    Nft.Options options = new Nft.Options(Map.of(), List.of(folder), new InterfaceTable());
    return Nft.load(List.of(Nft.Source.file(write("main", text))), options);
  }

  private static List<String> tables(Nft.Result result) {
    assertEquals("", result.diagnostics().render());
    return Objects.requireNonNull(result.ruleset()).tables().stream().map(Table::name).toList();
  }

  @Test
  void readsMatchingFilesInAlphabeticalOrderButNotHiddenOnes() throws IOException {
    assertEquals(List.of("a", "b", "z"), tables(load("include \"*.nft\"\nadd table z\n")));
    assertEquals(List.of("a", "b"), tables(load("include \"" + folder + "/?.nft\"\n")));
  }

  @Test
  void findsAPatternWithoutMatchesFine() throws IOException {
    assertEquals(List.of(), tables(load("include \"x*.nft\"\n")));
  }

  @Test
  void readsInTheMiddleOfABlock() throws IOException {
    write("chain.inc", "chain c { accept; }\n");
    Nft.Result result = load("table t {\n include \"chain.inc\"\n chain d { jump c; }\n}\n");
    assertEquals(List.of("t"), tables(result));
    assertEquals(2, Objects.requireNonNull(result.ruleset()).tables().getFirst().chains().size());
  }

  @Test
  void seesVariablesOfTheFileThatIncludesIt() throws IOException {
    write("use.inc", "add rule t c tcp dport $p\n");
    assertEquals(
        List.of("t"),
        tables(load("add table t\nadd chain t c\ndefine p = 22\ninclude \"use.inc\"\n")));
  }

  @Test
  void saysWhereAnIncludedErrorComesFrom() throws IOException {
    write("bad.inc", "add foo bar baz\n");
    String rendered = load("include \"bad.inc\"\n").diagnostics().render();
    assertTrue(
        rendered.startsWith("In file included from " + folder.resolve("main") + ":1:1-18:\n"));
    assertTrue(rendered.contains("bad.inc:1:"), rendered);
  }

  @Test
  @Timeout(20)
  void refusesAFileThatIncludesItself() throws IOException {
    String self = "include \"" + folder.resolve("main") + "\"\n";
    Nft.Result result = load(self.repeat(100));
    assertTrue(result.diagnostics().render().contains("Include nested too deeply, max 16 levels"));
  }

  @Test
  @Timeout(20)
  void refusesDevicesAndPipes() throws Exception {
    Process process =
        new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).inheritIO().start();
    process.waitFor();
    for (String name : List.of("/dev/zero", folder.resolve("pipe").toString())) {
      Nft.Result result = load("include \"" + name + "\"\n");
      assertTrue(result.diagnostics().render().contains("Not a regular file: \"" + name + "\""));
      Nft.Result direct = Nft.load(List.of(Nft.Source.file(Path.of(name))), Nft.Options.plain());
      assertTrue(direct.isUnreadable());
      assertEquals(
          "internal:0:0-0: Error: Not a regular file: \"" + name + "\"\n",
          direct.diagnostics().render());
    }
  }

  @Test
  void passesOverDirectories() throws IOException {
    assertNotNull(load("include \"" + folder.resolve("d.nft") + "\"\n").ruleset());
  }
}

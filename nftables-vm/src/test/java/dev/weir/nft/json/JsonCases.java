package dev.weir.nft.json;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.core.diag.Diagnostic;
import dev.weir.core.path.InterfaceTable;
import dev.weir.nft.Nft;
import dev.weir.nft.print.Printer;
import dev.weir.nft.ruleset.Ruleset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * JSON documents and what nft 1.0.6 makes of them: {@code json/nft-1.0.6.cases}.
 *
 * <pre>
 * {"nftables": [...]}
 *     = "listing, as a JSON string"       or
 *     E the first error
 * </pre>
 */
public final class JsonCases {
  private JsonCases() {}

  /** A document and the answer to it. */
  public record Case(String document, String answer) {}

  static Path root() {
    return Path.of(System.getProperty("weir.root", ".."));
  }

  public static List<Case> read() throws IOException {
    List<String> lines =
        Files.readAllLines(root().resolve("nftables-vm/src/test/resources/json/nft-1.0.6.cases"));
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i + 1 < lines.size(); i += 2) {
      String answer = lines.get(i + 1).strip();
      String text = answer.substring(2);
      boolean listing = answer.startsWith("= ");
      String said = listing ? JsonMapper.builder().build().readValue(text, String.class) : text;
      cases.add(new Case(lines.get(i), said));
    }
    return cases;
  }

  /** What weir makes of a text: its listing, or the first error's message. */
  public static String weir(String text) {
    InterfaceTable interfaces = new InterfaceTable();
    Nft.Result result = load(text, interfaces);
    Ruleset ruleset = result.ruleset();
    return ruleset == null
        ? firstError(result.diagnostics().all())
        : new Printer(interfaces, false).ruleset(ruleset);
  }

  private static String firstError(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
        .map(Diagnostic::message)
        .findFirst()
        .orElse("");
  }

  public static Nft.Result load(String text, InterfaceTable interfaces) {
    Nft.Options options = new Nft.Options(Map.of(), List.of(), interfaces);
    return Nft.load(List.of(Nft.Source.text("rules.json", text)), options);
  }
}

package dev.weir.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.core.diag.Diagnostic;
import dev.weir.core.path.InterfaceTable;
import dev.weir.nft.Nft;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code weir check RULES...}: would these rules load? Without root, kernel or interfaces. */
@Command(name = "check", description = "Parses, type-checks and verifies rule sets.")
final class CheckCommand implements Callable<Integer> {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Console console;

  @Parameters(paramLabel = "RULES", arity = "1..*", description = "Rule sets; - is stdin.")
  private List<String> rules = List.of();

  @Mixin private LanguageOptions language = new LanguageOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(names = "--format", paramLabel = "text|json|sarif", description = "Form of the findings.")
  private String format = "text";

  @Option(names = "--lint", description = "Not supported yet.", hidden = true)
  private boolean lint;

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    output.apply(console);
    if (lint) {
      throw CommandFailure.usage("not supported yet: --lint");
    }
    RulesReader reader = new RulesReader(console, language);
    Nft.Result result =
        switch (format) {
          case "text" -> reader.read(rules, new InterfaceTable());
          case "json", "sarif" -> reader.readSilently(rules, new InterfaceTable());
          default ->
              throw CommandFailure.usage(
                  "--format: unknown value '" + format + "'; allowed: text, json, sarif");
        };
    if (!format.equals("text")) {
      List<Diagnostic> findings = result.diagnostics().all();
      console.println(
          JSON.writeValueAsString(format.equals("json") ? json(findings) : sarif(findings)));
    }
    if (result.isUnreadable()) {
      return ExitCode.BAD_INPUT;
    }
    return result.ruleset() == null ? ExitCode.NO : ExitCode.OK;
  }

  private static ObjectNode json(List<Diagnostic> findings) {
    ObjectNode document = JSON.createObjectNode();
    document.put("schema", "weir.check/1");
    ArrayNode rows = document.putArray("findings");
    for (Diagnostic finding : findings) {
      ObjectNode row = rows.addObject();
      row.put("severity", finding.severity().word().toLowerCase(Locale.ROOT));
      row.put("message", finding.message());
      row.put("file", finding.span().written().source().name());
      row.put("line", finding.span().written().line());
      row.put("column", finding.span().written().firstColumn());
    }
    return document;
  }

  /** SARIF 2.1.0, as code hosts read it. */
  private static ObjectNode sarif(List<Diagnostic> findings) {
    ObjectNode document = JSON.createObjectNode();
    document.put("version", "2.1.0");
    document.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    ObjectNode run = document.putArray("runs").addObject();
    run.putObject("tool").putObject("driver").put("name", "weir");
    ArrayNode results = run.putArray("results");
    for (Diagnostic finding : findings) {
      ObjectNode row = results.addObject();
      row.put("level", finding.severity().word().toLowerCase(Locale.ROOT));
      row.putObject("message").put("text", finding.message());
      ObjectNode place = row.putArray("locations").addObject().putObject("physicalLocation");
      place.putObject("artifactLocation").put("uri", finding.span().written().source().name());
      ObjectNode region = place.putObject("region");
      region.put("startLine", finding.span().written().line());
      region.put("startColumn", finding.span().written().firstColumn());
    }
    return document;
  }
}

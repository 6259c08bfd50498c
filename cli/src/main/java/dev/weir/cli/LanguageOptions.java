package dev.weir.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options about reading rule text, named as nft names them. */
final class LanguageOptions {
  @Option(
      names = {"-D", "--define"},
      paramLabel = "NAME=VALUE",
      description = "Define a variable for nft text.")
  private List<String> definitions = List.of();

  @Option(
      names = {"-I", "--includepath"},
      paramLabel = "DIR",
      description = "Search included files here too.")
  private List<Path> includeDirectories = List.of();

  /** The defined variables in the order given. */
  Map<String, String> definitions() {
    Map<String, String> map = new LinkedHashMap<>();
    for (String definition : definitions) {
      int equals = definition.indexOf('=');
      if (equals <= 0) {
        throw CommandFailure.usage("-D " + definition + ": the form is NAME=VALUE");
      }
      map.put(definition.substring(0, equals), definition.substring(equals + 1));
    }
    return map;
  }

  List<Path> includeDirectories() {
    return includeDirectories;
  }
}

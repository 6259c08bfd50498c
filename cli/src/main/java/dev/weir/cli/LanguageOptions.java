package dev.weir.cli;

import dev.weir.nft.type.Accounts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

  private @Nullable Accounts accounts;

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

  /** The users and groups rules may name; one table for all rules of a command. */
  Accounts accounts() {
    Accounts known = accounts;
    if (known == null) {
      known = AccountFiles.read(Path.of("/etc"));
      accounts = known;
    }
    return known;
  }

  List<Path> includeDirectories() {
    return includeDirectories;
  }
}

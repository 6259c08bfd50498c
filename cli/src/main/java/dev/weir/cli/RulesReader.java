package dev.weir.cli;

import dev.weir.core.path.InterfaceTable;
import dev.weir.nft.Nft;
import dev.weir.nft.ruleset.Ruleset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads the RULES arguments of a verb, in order, into one rule set; {@code -} is standard input.
 */
final class RulesReader {
  /** More standard input than this is not rule text. */
  private static final int MAX_INPUT_BYTES = 64 << 20;

  private final Console console;
  private final LanguageOptions language;

  RulesReader(Console console, LanguageOptions language) {
    this.console = console;
    this.language = language;
  }

  /** Loads and prints what is to be said about the rules; the result may have errors. */
  Nft.Result read(List<String> rules, InterfaceTable interfaces) {
    Nft.Result result = readSilently(rules, interfaces);
    String messages = result.diagnostics().render();
    if (!messages.isEmpty()) {
      console.error(messages);
    }
    return result;
  }

  /** Loads without a word; the result may have errors. */
  Nft.Result readSilently(List<String> rules, InterfaceTable interfaces) {
    checkStandardInput(rules);
    List<Nft.Source> sources = new ArrayList<>();
    for (String name : rules) {
      sources.add(
          name.equals("-")
              ? Nft.Source.text("/dev/stdin", standardInput())
              : Nft.Source.file(IoErrors.path(name)));
    }
    Nft.Options options =
        new Nft.Options(
            language.definitions(), language.includeDirectories(), interfaces, language.accounts());
    return Nft.load(sources, options);
  }

  /** Refuses to read standard input twice: the second time nothing is left. */
  static void checkStandardInput(List<String> names) {
    if (names.stream().filter("-"::equals).count() > 1) {
      throw CommandFailure.usage("standard input (-) can be read only once");
    }
  }

  /** Loads rules that must be good; ends the command with 3 where they are not. */
  Ruleset readGood(List<String> rules, InterfaceTable interfaces) {
    Ruleset ruleset = read(rules, interfaces).ruleset();
    if (ruleset == null) {
      throw CommandFailure.told(ExitCode.BAD_INPUT);
    }
    return ruleset;
  }

  private static String standardInput() {
    try {
      byte[] bytes = System.in.readNBytes(MAX_INPUT_BYTES + 1);
      if (bytes.length > MAX_INPUT_BYTES) {
        throw CommandFailure.badInput("/dev/stdin: more than 64 MB of rules");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw CommandFailure.badInput("/dev/stdin: " + e.getMessage());
    }
  }
}

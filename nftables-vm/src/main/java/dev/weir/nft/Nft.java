package dev.weir.nft;

import dev.weir.core.diag.Diagnostics;
import dev.weir.core.diag.SourceText;
import dev.weir.core.path.InterfaceTable;
import dev.weir.nft.ast.Cmd;
import dev.weir.nft.eval.Evaluator;
import dev.weir.nft.json.JsonRules;
import dev.weir.nft.parse.Parser;
import dev.weir.nft.parse.RuleFiles;
import dev.weir.nft.ruleset.Ruleset;
import dev.weir.nft.ruleset.Transaction;
import dev.weir.nft.type.Accounts;
import dev.weir.nft.type.Symbols;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Loads nft rule text.
 *
 * <pre>{@code
 * Nft.Result result = Nft.load(List.of(Nft.Source.file(path)), Nft.Options.plain());
 * if (result.ruleset() == null) {
 *   System.err.print(result.diagnostics().render());
 * }
 * }</pre>
 */
public final class Nft {
  private Nft() {}

  /** Something to load: a file, or text that was read already (standard input). */
  public sealed interface Source {
    /** A file; its name in messages is the path as given. */
    record File(Path path) implements Source {}

    /** Text with the name it has in messages. */
    record Text(SourceText text) implements Source {}

    static Source file(Path path) {
      return new File(path);
    }

    static Source text(String name, String text) {
      return new Text(new SourceText(name, text));
    }
  }

  /**
   * How to load.
   *
   * @param defines variables, as {@code -D name=value}
   * @param includeDirectories where included files are looked for, as {@code -I}
   * @param interfaces names and indexes; names not in it are accepted and added
   * @param accounts users and groups; names not in it are accepted and added
   */
  public record Options(
      Map<String, String> defines,
      List<Path> includeDirectories,
      InterfaceTable interfaces,
      Accounts accounts) {
    public Options {
      includeDirectories = List.copyOf(includeDirectories);
    }

    /** No accounts known. */
    public Options(
        Map<String, String> defines, List<Path> includeDirectories, InterfaceTable interfaces) {
      this(defines, includeDirectories, interfaces, Accounts.none());
    }

    /** No variables, no directories but nft's own, no interfaces known. */
    public static Options plain() {
      return new Options(Map.of(), List.of(), new InterfaceTable());
    }
  }

  /**
   * What came of it.
   *
   * @param ruleset the rule set, or null if there are errors
   * @param commands what each source holds, as far as it was understood
   * @param isUnreadable whether a file could not be read at all
   */
  public record Result(
      @Nullable Ruleset ruleset,
      List<List<Cmd>> commands,
      Diagnostics diagnostics,
      boolean isUnreadable) {}

  /** Loads sources in order, each a transaction, into an empty rule set. */
  public static Result load(List<? extends Source> sources, Options options) {
    Diagnostics diagnostics = new Diagnostics();
    RuleFiles files = new RuleFiles(includePath(options));
    Evaluator evaluator =
        new Evaluator(diagnostics, new Symbols(options.interfaces(), options.accounts()));
    List<List<Cmd>> commands = new ArrayList<>();
    Ruleset ruleset = Ruleset.EMPTY;
    boolean failed = false;
    boolean unreadable = false;
    for (Source source : sources) {
      int errorsBefore = diagnostics.errorCount();
      SourceText text = read(source, files, diagnostics);
      if (text == null) {
        unreadable = true;
        continue;
      }
      List<Cmd> parsed = parse(text, files, diagnostics, options);
      commands.add(List.copyOf(parsed));
      Ruleset after = Transaction.apply(ruleset, parsed, evaluator, diagnostics, errorsBefore);
      failed |= after == null;
      ruleset = after == null ? ruleset : after;
    }
    return new Result(
        failed || unreadable ? null : ruleset, List.copyOf(commands), diagnostics, unreadable);
  }

  private static List<Cmd> parse(
      SourceText text, RuleFiles files, Diagnostics diagnostics, Options options) {
    Parser parser = new Parser(files, diagnostics);
    if (!JsonRules.isJson(text)) {
      return parser.parse(text, options.defines());
    }
    List<Cmd> commands = new ArrayList<>();
    for (SourceText line : JsonRules.lines(text, diagnostics)) {
      commands.addAll(parser.parse(line, Map.of()));
    }
    return commands;
  }

  /** nft looks in {@code /etc} after the directories it is given. */
  private static List<Path> includePath(Options options) {
    List<Path> path = new ArrayList<>(options.includeDirectories());
    path.add(Path.of("/etc"));
    return path;
  }

  private static @Nullable SourceText read(
      Source source, RuleFiles files, Diagnostics diagnostics) {
    switch (source) {
      case Source.Text text -> {
        return text.text();
      }
      case Source.File file -> {
        String name = file.path().toString();
        try {
          return files.read(name, file.path(), null);
        } catch (RuleFiles.Unreadable e) {
          diagnostics.unplacedError(String.valueOf(e.getMessage()));
          return null;
        }
      }
    }
  }
}

package dev.weir.nft.parse;

import dev.weir.core.diag.Diagnostics;
import dev.weir.core.diag.SourceText;
import dev.weir.nft.ast.Cmd;
import dev.weir.nft.token.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads rule text as a list of commands, in nft's order.
 *
 * <p>What is wrong goes to the diagnostics; the commands that were understood are returned all the
 * same, so that later passes can find more errors.
 */
public final class Parser {
  private final RuleFiles files;
  private final Diagnostics diagnostics;

  public Parser(RuleFiles files, Diagnostics diagnostics) {
    this.files = files;
    this.diagnostics = diagnostics;
  }

  /**
   * Parses one file and those it includes.
   *
   * @param defines variables given on the command line
   */
  public List<Cmd> parse(SourceText text, Map<String, String> defines) {
    List<Cmd> commands = new ArrayList<>();
    Scope scope = new Scope(null);
    if (!defines.isEmpty()) {
      StringBuilder prelude = new StringBuilder();
      defines.forEach((name, value) ->
          prelude.append("define ").append(name).append('=').append(value).append('\n'));
      scope = parse(new SourceText("<cmdline>", prelude.toString()), scope, commands);
    }
    parse(text, scope, commands);
    return commands;
  }

  private Scope parse(SourceText text, Scope scope, List<Cmd> commands) {
    ParseContext context = new ParseContext(text, scope, files, diagnostics);
    CommandParser parser = new CommandParser(context, commands);
    while (!context.at(TokenKind.END)) {
      int depth = context.braceDepth();
      try {
        parser.line();
      } catch (SyntaxError error) {
        if (error.fatal) {
          break;
        }
        context.leaveScope(scope);
        context.recover(depth);
        if (context.at(TokenKind.CLOSE_BRACE)) {
          context.next();
        }
      }
    }
    return scope;
  }
}

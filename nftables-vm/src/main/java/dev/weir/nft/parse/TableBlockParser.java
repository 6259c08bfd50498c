package dev.weir.nft.parse;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.ast.Cmd;
import dev.weir.nft.ast.Cmd.AddMode;
import dev.weir.nft.ast.Cmd.Name;
import dev.weir.nft.ast.Cmd.TableRef;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses {@code table t { ... }} and flattens it: the table, its chains, objects and sets, then the
 * rules.
 */
final class TableBlockParser {
  private final ParseContext context;
  private final CommonParser common;
  private final ChainBlockParser chains;
  private final SetBlockParser sets;
  private final ObjectParser objects;

  TableBlockParser(
      ParseContext context, CommonParser common, ChainBlockParser chains, SetBlockParser sets) {
    this.objects = new ObjectParser(context, common);
    this.context = context;
    this.common = common;
    this.chains = chains;
    this.sets = sets;
  }

  /** What a block holds, sorted as nft sends it. */
  private static final class Content {
    final List<Cmd> chains = new ArrayList<>();
    final List<Cmd> objects = new ArrayList<>();
    final List<Cmd> sets = new ArrayList<>();
    final List<Cmd> rules = new ArrayList<>();
    Cmd.TableFlags flags = new Cmd.TableFlags(false, false, false);
    @Nullable String comment;
  }

  /** Behind {@code table}. */
  void table(Token first, AddMode mode, List<Cmd> commands) {
    TableRef table = FamilyParser.tableRef(context);
    SourceSpan span = context.spanFrom(first);
    Content content = new Content();
    if (context.at(TokenKind.OPEN_BRACE)) {
      block(table, content);
      span = context.commandSpan(first);
    }
    commands.add(new Cmd.AddTable(span, mode, table, content.flags, content.comment));
    commands.addAll(content.chains);
    commands.addAll(content.objects);
    commands.addAll(content.sets);
    commands.addAll(content.rules);
  }

  private void block(TableRef table, Content content) {
    context.next();
    Scope outer = context.scope();
    context.enterScope();
    Scope own = context.scope();
    while (true) {
      context.skipSeparators();
      if (context.at(TokenKind.CLOSE_BRACE)) {
        break;
      }
      int depth = context.braceDepth();
      try {
        if (context.at(TokenKind.END)) {
          throw context.unexpected();
        }
        if (!common.statement()) {
          item(table, content);
          context.expectSeparator();
        }
      } catch (SyntaxError error) {
        if (error.fatal) {
          throw error;
        }
        if (context.at(TokenKind.END)) {
          break;
        }
        context.leaveScope(own);
        context.recover(depth);
      }
    }
    context.leaveScope(outer);
    context.accept(TokenKind.CLOSE_BRACE);
  }

  private void item(TableRef table, Content content) {
    Token first = context.peek();
    context.command(first);
    if (!first.is(TokenKind.WORD)) {
      throw context.unexpected();
    }
    if (CommandParser.UNSUPPORTED_OBJECTS.contains(first.text())) {
      throw context.notSupported(first.text());
    }
    if (ObjectParser.begins(first)) {
      content.objects.add(objects.inTable(table));
      return;
    }
    switch (first.text()) {
      case "chain" -> {
        context.next();
        chains.chain(first, AddMode.ADD, table, content.chains, content.rules, false);
      }
      case "set", "map" -> {
        context.next();
        content.sets.add(sets.set(first, AddMode.ADD, table, first.is("map"), false));
      }
      case "flags" -> flags(content);
      case "comment" -> content.comment = RuleParser.comment(context, content.comment);
      default -> throw context.unexpected();
    }
  }

  private void flags(Content content) {
    context.next();
    do {
      Name flag = context.identifier();
      Cmd.TableFlags old = content.flags;
      content.flags =
          switch (flag.text()) {
            case "dormant" -> new Cmd.TableFlags(true, old.owned(), old.persistent());
            case "owner" -> new Cmd.TableFlags(old.dormant(), true, old.persistent());
            case "persist" -> new Cmd.TableFlags(old.dormant(), old.owned(), true);
            default -> throw context.error(flag.span(), "unknown table option " + flag.text());
          };
    } while (context.accept(TokenKind.COMMA));
  }
}

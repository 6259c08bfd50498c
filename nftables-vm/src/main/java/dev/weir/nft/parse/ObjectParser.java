package dev.weir.nft.parse;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.hook.Family;
import dev.weir.nft.ast.Cmd;
import dev.weir.nft.ast.Cmd.AddMode;
import dev.weir.nft.ast.Cmd.Name;
import dev.weir.nft.ast.Cmd.TableRef;
import dev.weir.nft.ast.ObjectSpec;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.token.Token;
import dev.weir.nft.token.TokenKind;
import dev.weir.nft.vm.ObjectKind;
import org.jspecify.annotations.Nullable;

/**
 * Parses named objects.
 *
 * <pre>
 * object := kind name "{" { item } "}"                in a table's block
 * add    := kind [family] table name ( "{" { item } "}" | item )
 * kind   := "counter" | "quota" | "limit" | "synproxy" | "secmark"
 *         | "ct" ( "helper" | "timeout" | "expectation" )
 * </pre>
 */
final class ObjectParser {
  private static final int WORD_BITS = 0xffff;
  private static final int BYTE_BITS = 0xff;

  private final ParseContext context;
  private final @Nullable CommonParser common;
  private final CtObjectParser connections;
  private final FlowtableParser flowtables;

  /** A parser of the kinds' words alone. */
  ObjectParser(ParseContext context) {
    this(context, null);
  }

  ObjectParser(ParseContext context, @Nullable CommonParser common) {
    this.context = context;
    this.common = common;
    this.connections = new CtObjectParser(context);
    this.flowtables = new FlowtableParser(context);
  }

  /** What the items of a block come to. */
  private static final class Content {
    ObjectSpec.@Nullable Body body;
    @Nullable String comment;
  }

  /** Whether a word begins an object. */
  static boolean begins(Token token) {
    return token.is("ct") || (token.is(TokenKind.WORD) && ofWord(token) != null);
  }

  private static @Nullable ObjectKind ofWord(Token token) {
    return ObjectKind.ofWord(token.text());
  }

  /** The kind whose words stand next. */
  ObjectKind kind() {
    Token first = context.next();
    if (!first.is("ct")) {
      ObjectKind kind = ofWord(first);
      if (kind == null) {
        throw context.unexpected();
      }
      return kind;
    }
    Token second = context.peek();
    ObjectKind kind =
        switch (second.is(TokenKind.WORD) ? second.text() : "") {
          case "helper" -> ObjectKind.CT_HELPER;
          case "timeout" -> ObjectKind.CT_TIMEOUT;
          case "expectation" -> ObjectKind.CT_EXPECTATION;
          default -> throw context.unexpected("timeout", "expectation", "helper");
        };
    context.next();
    return kind;
  }

  /** In a table's block, at the word of the kind. */
  Cmd inTable(TableRef table) {
    ObjectKind kind = kind();
    Name name = context.identifier();
    if (!context.at(TokenKind.OPEN_BRACE)) {
      throw context.unexpected("'{'");
    }
    ObjectSpec object = block(kind, name.span());
    return new Cmd.AddObject(name.span(), AddMode.ADD, table, name, object);
  }

  /** In a command, at the word of the kind. */
  Cmd command(Token first, AddMode mode) {
    ObjectKind kind = kind();
    TableRef table = FamilyParser.tableRef(context);
    Name name = context.identifier();
    ObjectSpec object = declared(kind, name.span());
    return new Cmd.AddObject(context.commandSpan(first), mode, table, name, object);
  }

  /** {@code delete counter t c}, behind {@code delete}. */
  Cmd delete(Token first) {
    ObjectKind kind = kind();
    TableRef table = FamilyParser.tableRef(context);
    boolean ofConnections = kind.words().startsWith("ct"); // nft takes no handle of those
    if (!ofConnections && context.accept("handle")) {
      long handle = context.expect(TokenKind.NUMBER).number();
      return new Cmd.DeleteObject(context.spanFrom(first), kind, table, null, handle);
    }
    if (!ofConnections && !context.at(TokenKind.WORD)) {
      throw context.unexpected("handle", "string");
    }
    Name name = context.identifier();
    return new Cmd.DeleteObject(context.spanFrom(first), kind, table, name, null);
  }

  /**
   * {@code reset counters [family | table [family] table]}, {@code reset counter [family] table
   * name}.
   */
  Cmd reset() {
    Token first = context.next();
    Token word = context.peek();
    ObjectKind kind =
        switch (word.is(TokenKind.WORD) ? word.text() : "") {
          case "counter", "counters" -> ObjectKind.COUNTER;
          case "quota", "quotas" -> ObjectKind.QUOTA;
          default -> throw context.unexpected("counter", "counters", "quotas", "quota");
        };
    context.next();
    if (!word.text().endsWith("s")) {
      TableRef table = FamilyParser.tableRef(context);
      Name name = context.identifier();
      return new Cmd.ResetObjects(context.commandSpan(first), kind, table.family(), table, name);
    }
    TableRef table = null;
    Family family = null;
    if (context.accept("table")) {
      table = FamilyParser.tableRef(context);
      family = table.family();
    } else if (!context.atStatementEnd()) {
      family = FamilyParser.family(context);
    }
    return new Cmd.ResetObjects(context.commandSpan(first), kind, family, table, null);
  }

  private ObjectSpec declared(ObjectKind kind, SourceSpan span) {
    if (context.at(TokenKind.OPEN_BRACE)) {
      return block(kind, span);
    }
    boolean counter = kind == ObjectKind.COUNTER;
    if (counter && !context.at("packets")) {
      return new ObjectSpec(new ObjectSpec.Counter(0, 0), null);
    }
    if (kind.words().startsWith("ct")) {
      throw context.unexpected("'{'");
    }
    if (kind == ObjectKind.LIMIT && !context.at("rate")) {
      throw context.unexpected("rate", "'{'");
    }
    Content content = new Content();
    item(kind, content);
    return new ObjectSpec(complete(kind, content, span), null);
  }

  private ObjectSpec block(ObjectKind kind, SourceSpan span) {
    context.next();
    Content content = new Content();
    connections.begin();
    flowtables.begin();
    while (true) {
      context.skipSeparators();
      if (context.accept(TokenKind.CLOSE_BRACE)) {
        break;
      }
      if (common != null && common.statement()) {
        continue;
      }
      if (context.at("comment") && kind != ObjectKind.FLOWTABLE) {
        content.comment = RuleParser.comment(context, content.comment);
      } else {
        item(kind, content);
      }
    }
    return new ObjectSpec(complete(kind, content, span), content.comment);
  }

  private void item(ObjectKind kind, Content content) {
    switch (kind) {
      case COUNTER -> content.body = counter();
      case QUOTA -> {
        Stmt.Quota quota = new LimitParser(context).quotaOf(context.peek());
        content.body = new ObjectSpec.Quota(quota.quotaBytes(), quota.usedBytes(), quota.over());
      }
      case LIMIT -> {
        if (!context.at("rate")) {
          throw unexpectedWord("burst");
        }
        Stmt.Limit limit = new LimitParser(context).objectRate(context.peek());
        content.body = new ObjectSpec.Limit(limit.rate(), limit.over());
      }
      case SYNPROXY -> content.body = synproxy();
      case SECMARK -> content.body = new ObjectSpec.Secmark(context.string().text());
      case FLOWTABLE -> flowtables.item();
      case CT_HELPER, CT_TIMEOUT, CT_EXPECTATION -> connections.item(kind);
    }
  }

  private ObjectSpec.Counter counter() {
    if (!context.accept("packets")) {
      throw unexpectedWord("bytes");
    }
    long packets = context.expect(TokenKind.NUMBER).number();
    context.expect("bytes");
    return new ObjectSpec.Counter(packets, context.expect(TokenKind.NUMBER).number());
  }

  /** A syntax error at the next token, which is a keyword here and a plain word elsewhere. */
  private SyntaxError unexpectedWord(String keyword) {
    return context.at(keyword)
        ? context.error(context.peek().span(), "syntax error, unexpected " + keyword)
        : context.unexpected();
  }

  private ObjectSpec.Synproxy synproxy() {
    if (!context.accept("mss")) {
      throw context.unexpected();
    }
    int mss = (int) context.expect(TokenKind.NUMBER).number() & WORD_BITS;
    boolean separated = context.atSeparator();
    context.skipSeparators();
    context.expect("wscale");
    int scale = (int) context.expect(TokenKind.NUMBER).number() & BYTE_BITS;
    if (separated) {
      context.expectSeparator();
    }
    boolean timestamp = context.accept("timestamp");
    return new ObjectSpec.Synproxy(mss, scale, timestamp, context.accept("sack-perm"));
  }

  /** What stands in for items that are not there is what the kernel refuses. */
  private ObjectSpec.Body complete(ObjectKind kind, Content content, SourceSpan span) {
    ObjectSpec.Body body = content.body;
    return switch (kind) {
      case CT_HELPER, CT_TIMEOUT, CT_EXPECTATION -> connections.complete(kind, span);
      case FLOWTABLE -> flowtables.complete();
      case COUNTER -> body == null ? new ObjectSpec.Counter(0, 0) : body;
      case QUOTA -> body == null ? new ObjectSpec.Quota(0, 0, false) : body;
      case SECMARK -> body == null ? new ObjectSpec.Secmark("") : body;
      case LIMIT, SYNPROXY -> {
        if (body == null) {
          throw context.error(span, kind.words() + " needs to say what it is");
        }
        yield body;
      }
    };
  }
}

/**
 * The syntax tree of nft rule text.
 *
 * <p><b>Purpose.</b> What the user wrote, with the place of every word, and nothing more: no types
 * are checked, no symbol is resolved, no default is filled in. The tree is closed: sealed records,
 * exhaustive switches, so that a new kind of node makes every pass that does not handle it fail to
 * compile.
 *
 * <pre>
 * Cmd  := Add(table | chain | rule | set | elements) | Delete(...) | Flush(...) | Replace(...)
 * Stmt := Match | Verdict | Vmap | Counter | MetaSet | Log | Reject
 * Expr := Symbol | Number | Text | Wildcard | SetReference | VerdictExpr          (values)
 *       | Payload | RawPayload | Meta | ExtensionHeader                            (selectors)
 *       | Prefix | Range | Concat | Flags | SetLiteral | MapLookup | Binary        (made of others)
 * </pre>
 *
 * <p><b>Data flow.</b> {@code parse.Parser} builds it, {@code eval.Evaluator} turns it into typed
 * rules. A table block is flattened by the parser into commands in the order nft uses: table,
 * chains, sets, then rules.
 *
 * <p><b>Life-cycle, threads.</b> Immutable.
 *
 * <p><b>Source.</b> nft(8), section by section.
 */
@NullMarked
package dev.weir.nft.ast;

import org.jspecify.annotations.NullMarked;

/**
 * Tokens to commands: the grammar of nft rule files.
 *
 * <p><b>Purpose.</b> {@link dev.weir.nft.parse.Parser} turns a rule file into the list of {@link
 * dev.weir.nft.ast.Cmd} that nft would send as one transaction. It knows the whole grammar that
 * administrators use; what nft has and weir not yet is recognised and refused as {@code not
 * supported yet: construct} with its place.
 *
 * <p><b>Data flow.</b>
 *
 * <pre>
 * Parser ── CommandParser (add, delete, flush, define, include)
 *              ├─ TableBlockParser (table { chain { } set { } }) ─ SetBlockParser
 *              └─ StatementParser (one statement of a rule) ─ LogParser, VerdictParser
 *                    └─ ExpressionParser ─ SelectorParser, SetLiteralParser
 * </pre>
 *
 * All share one {@code ParseContext}: tokens, variables, diagnostics, limits. A table block is
 * flattened in nft's order: the table, its chains, its sets, then the rules chain by chain.
 * Variables are replaced while parsing, as in nft, so the tree has none.
 *
 * <p><b>Errors.</b> A statement that is wrong is reported and left by a private exception without
 * stack trace; parsing goes on behind the statement's end, so one run shows every error of a file.
 * Nothing a user writes makes an exception leave this package.
 *
 * <p><b>Limits.</b> File 64 MB (all files of a load together), include depth 16, 10,000 files,
 * regular files only, expressions nested 64 deep, 4 million tree nodes; a variable counts as large
 * and as deep as its value.
 *
 * <p><b>Threads.</b> One parser per load, used by one thread.
 *
 * <p><b>Source.</b> nft(8); messages and recovery seen with nft 1.0.6.
 */
@NullMarked
package dev.weir.nft.parse;

import org.jspecify.annotations.NullMarked;

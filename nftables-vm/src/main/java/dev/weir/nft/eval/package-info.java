/**
 * From syntax tree to typed rules: symbols resolved, types and widths checked, dependencies
 * inserted, sets built.
 *
 * <p><b>Purpose.</b> Everything nft decides before it writes bytecode is decided here, with nft's
 * own words where it refuses. The typed tree says what a rule means; {@code lower} only chooses
 * registers and loads, the printer only chooses words.
 *
 * <pre>
 * TypedRule := TypedStmt*
 * TypedStmt := Match | Verdict | Vmap | Counter | MetaSet | Log | Reject
 * TypedExpr := Value | Prefix | Range | VerdictValue | Wildcard                    (constants)
 *            | PayloadField | RawPayload | MetaLoad | ExtensionHeaderLoad | Binary  (loads)
 *            | Concat | AnonymousSet | SetReference | MapLookup
 * </pre>
 *
 * <p><b>Data flow.</b> {@code ruleset} calls {@link dev.weir.nft.eval.Evaluator} command by
 * command, in file order, with the sets known so far; what comes back is kept beside the program
 * for listing. Problems go to {@code Diagnostics}; the evaluator goes on with the next rule.
 *
 * <p><b>Values.</b> A value is an unsigned number of a given width, whatever its byte order on the
 * wire: port 22 is 22, 10.0.0.1 is 0x0a000001, the name {@code eth0} is its 16 bytes read as one
 * big-endian number. The byte order belongs to the type and is applied when bytecode is written.
 *
 * <p><b>Implicit statements.</b> Dependencies ({@code meta l4proto 6} before {@code tcp dport}) are
 * ordinary statements marked {@code implicit}. The printer leaves them out.
 *
 * <p><b>Life-cycle, threads.</b> The trees are immutable. One evaluator serves one compilation on
 * one thread.
 *
 * <p><b>Source.</b> The behaviour of nft 1.0.6, asked with {@code nft -c --debug=netlink}; nft(8).
 */
@NullMarked
package dev.weir.nft.eval;

import org.jspecify.annotations.NullMarked;

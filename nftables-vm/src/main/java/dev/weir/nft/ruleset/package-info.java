/**
 * Rule sets as the kernel holds them, and the transactions that change them.
 *
 * <p><b>Purpose.</b> A {@link dev.weir.nft.ruleset.Ruleset} is an immutable snapshot: tables in the
 * order of their creation, each with chains, named sets and typed rules, each with its handle.
 * {@link dev.weir.nft.ruleset.Transaction} applies the commands of one file to it, all or none,
 * with the kernel's meaning: {@code add} is idempotent and {@code create} is not, what is used
 * cannot be deleted, jumps must lead somewhere, loops and more than 15 nested jumps are refused.
 *
 * <p><b>Data flow.</b>
 *
 * <pre>
 * List&lt;Cmd&gt; + Ruleset ─ Transaction ─ drafts (mutable) ─ ChainGraph ─&gt; Ruleset, or diagnostics
 *                          └─ eval.Evaluator (rules, sets, elements to their typed form)
 * </pre>
 *
 * What nft itself finds (syntax, types) and what the kernel finds ({@code Could not process rule:
 * ...}) are kept apart: as with nft, the second is only reported where there is none of the first.
 *
 * <p><b>Handles</b> are numbered as the kernel does: tables in one row that never starts again;
 * chains, sets and rules in one row a table. A rule's own sets take one each, before the rule.
 *
 * <p><b>Life-cycle, threads.</b> Snapshots are immutable and may be shared; a transaction belongs
 * to one thread and is used once.
 *
 * <p><b>Source.</b> net/netfilter/nf_tables_api.c (behaviour, not code); every rule here was seen
 * with kernel 6.18 and nft 1.0.6.
 */
@NullMarked
package dev.weir.nft.ruleset;

import org.jspecify.annotations.NullMarked;

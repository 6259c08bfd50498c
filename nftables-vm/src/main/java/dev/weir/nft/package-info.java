/**
 * The nftables engine's front door.
 *
 * <p><b>Purpose.</b> {@link dev.weir.nft.Nft} reads nft rule text and returns the {@link
 * dev.weir.nft.ruleset.Ruleset} the kernel would hold after it, or diagnostics in nft's form. It
 * never throws for what a user wrote.
 *
 * <p><b>Data flow.</b>
 *
 * <pre>
 * rule files ─ parse.Parser ─ ast.Cmd ─ ruleset.Transaction (eval.Evaluator) ─ ruleset.Ruleset
 * </pre>
 *
 * One file is one transaction; several files are applied in order to the same rule set.
 *
 * <p><b>Threads.</b> Stateless; results are immutable.
 *
 * <p><b>Source.</b> nft(8).
 */
@NullMarked
package dev.weir.nft;

import org.jspecify.annotations.NullMarked;

/**
 * Rule sets as {@code nft list ruleset} shows them.
 *
 * <p><b>Purpose.</b> The canonical text: byte-equal to what nft 1.0.6 lists after it loaded the
 * same file. It is what people diff, so the goal is nft's answer, oddities included.
 *
 * <p><b>Data flow.</b> {@code ruleset.Ruleset} with its typed rules goes in, text comes out. nft
 * has only the kernel's byte code to list from and guesses the rule it came from; weir still has
 * the typed rule and only repeats what that guess leaves out or changes: {@link ListedRule} drops
 * protocol tests that a later selector implies, reads raw payloads as fields where nft would, and
 * {@code Bitwise} brings masks into the form the byte code keeps. {@link RuleText} and {@code
 * ExpressionText} then write words; {@code SetText} sorts elements and breaks lines.
 *
 * <p><b>Life-cycle, threads.</b> A {@link Printer} is made for one interface table and used by one
 * thread; it keeps nothing between calls.
 *
 * <p><b>Source.</b> Listings of nft 1.0.6, rule by rule; the corpus compares again.
 */
@NullMarked
package dev.weir.nft.print;

import org.jspecify.annotations.NullMarked;

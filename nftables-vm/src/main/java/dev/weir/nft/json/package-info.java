/**
 * Rule sets as {@code nft -j} writes and reads them.
 *
 * <p><b>Purpose.</b> The JSON of libnftables-json(5), byte-equal to what nft 1.0.6 prints for the
 * same rule set, so that scripts and exporters made for nft work on weir's output as they are.
 *
 * <p><b>Data flow.</b> {@link JsonPrinter} takes a {@code ruleset.Ruleset} and writes one object
 * after the other: table, sets, chains, rules. What a rule shows is decided by {@code
 * print.ListedRule}, as for text; this package only gives it another form: {@code RuleJson} for
 * statements, {@code ExpressionJson} for selectors and values, {@code SetJson} for declarations and
 * elements. Only one object at a time is held as a tree, so a set of a million elements is the
 * largest thing in memory.
 *
 * <p>The other way {@link JsonRules} turns every command of a document into one line of nft text
 * ({@code CommandReader}, {@code StatementReader}, {@code ExpressionReader}), so that JSON has the
 * constructs, checks and messages of text; {@code LocatedReader} keeps the places of all values.
 *
 * <p>nft's JSON says less than its text: {@code auto-merge} and {@code typeof} are not in it.
 *
 * <p><b>Life-cycle, threads.</b> As {@code print}: one interface table, one thread.
 *
 * <p><b>Source.</b> libnftables-json(5), and what nft 1.0.6 answers for every line of the corpus.
 */
@NullMarked
package dev.weir.nft.json;

import org.jspecify.annotations.NullMarked;

/**
 * Selectors that are neither header fields nor keys: routing tables, sockets, generators.
 *
 * <p><b>Purpose.</b> {@code fib daddr type}, {@code socket mark}, {@code numgen inc mod 2}: one
 * record each says what is asked, what type and width the answer has, and how the selector is
 * written. Parser, evaluator, lowering and printer handle them all as {@link
 * dev.weir.nft.selector.Selector}; a new one is its record, its lines in {@code
 * parse.SpecialSelectors} and {@code lower.SelectorOps}, and its instruction.
 *
 * <p><b>Data flow.</b> The parser makes the record; the typed tree holds the same record, or one
 * that the rule told more ({@code rt nexthop} becomes IPv4's or IPv6's); the instruction is made
 * from it.
 *
 * <p><b>Life-cycle, threads.</b> Immutable values.
 *
 * <p><b>Source.</b> nft(8) "PRIMARY EXPRESSIONS"; names, types and widths from {@code nft describe}
 * and {@code nft --debug=netlink} 1.0.6.
 */
@NullMarked
package dev.weir.nft.selector;

import org.jspecify.annotations.NullMarked;

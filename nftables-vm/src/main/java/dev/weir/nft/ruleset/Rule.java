package dev.weir.nft.ruleset;

import dev.weir.nft.eval.TypedRule;

/** A rule of a chain; {@code typed.span()} says where it was written. */
public record Rule(long handle, TypedRule typed) {}

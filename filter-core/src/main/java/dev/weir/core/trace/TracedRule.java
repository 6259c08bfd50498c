package dev.weir.core.trace;

/**
 * A rule as traces name it.
 *
 * @param handle as nft would show, -1 if the language has none
 * @param index 0-based in its chain
 * @param line 1-based line in {@code file}
 * @param text canonical text
 */
public record TracedRule(
    TracedChain chain, long handle, int index, String file, int line, String text) {}

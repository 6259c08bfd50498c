package dev.weir.core.backend;

import dev.weir.core.hook.Family;

/**
 * A rule, for reports.
 *
 * @param handle as {@code nft -a list} would show after loading into an empty kernel, or -1 if the
 *     language has none
 * @param index 0-based in its chain
 * @param line 1-based line in {@code file}
 * @param text canonical text
 * @param slot counter slot with what the command line contract counts for a rule
 */
public record RuleInfo(
    Family family,
    String table,
    String chain,
    long handle,
    int index,
    String file,
    int line,
    String text,
    int slot) {}

package dev.weir.core.backend;

import dev.weir.core.hook.Family;

/**
 * What a named object of a rule set has counted, at the moment it was asked.
 *
 * @param type the word in rule text: {@code counter} or {@code quota}
 * @param handle as {@code nft -a list} would show
 * @param packets of a counter; 0 for a quota
 * @param bytes of a counter, or used of a quota
 */
public record ObjectInfo(
    Family family, String table, String type, String name, long handle, long packets, long bytes) {}

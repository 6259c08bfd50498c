package dev.weir.core.backend;

import dev.weir.core.hook.ChainType;
import dev.weir.core.hook.Family;
import dev.weir.core.hook.Hook;

/**
 * A base chain, for reports.
 *
 * @param policy {@code Verdicts.ACCEPT} or {@code Verdicts.DROP}
 * @param slot counter slot of the packets its policy decided
 */
public record BaseChainInfo(
    Family family,
    String table,
    String chain,
    ChainType type,
    Hook hook,
    int priority,
    int policy,
    int slot) {}

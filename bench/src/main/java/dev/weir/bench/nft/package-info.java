/**
 * How fast the nft backend judges packets.
 *
 * <p><b>Purpose.</b> The interpreter is the specification and need not be the fastest way, but it
 * is what runs until a compiler is warm: a million small packets a second on one core, at least.
 *
 * <p><b>Data flow.</b> The rule set is the server sample of {@code rulesets/}; the packets are what
 * such a server meets, 64 bytes each, in random order from a fixed seed.
 *
 * <p><b>Source.</b> {@code dev.weir.nft.run}; PERFORMANCE has the targets.
 */
@NullMarked
package dev.weir.bench.nft;

import org.jspecify.annotations.NullMarked;

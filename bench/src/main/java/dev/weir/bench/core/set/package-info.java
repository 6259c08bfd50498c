/**
 * How long a set look-up takes, and how much memory a set.
 *
 * <p><b>Purpose.</b> Sets are what makes rule sets large: blocklists of a million intervals must
 * answer in less than 200 ns. One benchmark asks every implementation at sizes from a server's few
 * to a blocklist's many.
 *
 * <p><b>Data flow.</b> Elements come from a fixed seed; the keys asked are half hits, half random,
 * in an order no cache can guess.
 *
 * <p><b>Source.</b> {@code dev.weir.core.set}; the figures for large sets are promised in
 * RELIABILITY (L7).
 */
@NullMarked
package dev.weir.bench.core.set;

import org.jspecify.annotations.NullMarked;

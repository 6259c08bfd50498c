/**
 * Packet and byte counters.
 *
 * <p><b>Purpose.</b> Rules, policies and named counters count packets and bytes; counting must cost
 * one plain add per packet and lose nothing.
 *
 * <p><b>Data flow.</b> A compiled rule set owns one {@link dev.weir.core.counter.CounterArray} with
 * a slot per thing counted; every program (one per thread) counts in its own {@link
 * dev.weir.core.counter.CounterSlab}; readers sum the slabs.
 *
 * <p><b>Threads, memory ordering.</b> One thread writes a slab. Sums are exact once the writers
 * have stopped or handed over with a happens-before edge (join, queue); read during a run they may
 * lag.
 *
 * <p><b>Source.</b> net/netfilter/nft_counter.c (per-CPU counters, summed on dump).
 */
@NullMarked
package dev.weir.core.counter;

import org.jspecify.annotations.NullMarked;

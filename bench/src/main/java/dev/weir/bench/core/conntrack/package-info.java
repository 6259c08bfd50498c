/**
 * What connection tracking costs per packet, and how long its worst packet takes.
 *
 * <p><b>Purpose.</b> Promised are less than 400 ns for an insertion and for a lookup among a
 * million connections, expiry without pauses above 1 ms, and a SYN flood of a million tuples within
 * 512 MB of heap without a pause above 50 ms.
 *
 * <p><b>Data flow.</b> {@code FloodPacket} is one TCP or UDP packet whose addresses and ports
 * follow from a number; {@code ConntrackBenchmark} asks JMH, {@code SynFlood} times every packet
 * itself, {@code MemoryFloor} tells what a cache miss costs here, of which a lookup has two.
 *
 * <p><b>Source.</b> {@code dev.weir.core.conntrack}.
 */
@NullMarked
package dev.weir.bench.core.conntrack;

import org.jspecify.annotations.NullMarked;

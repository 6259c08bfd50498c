/**
 * Benchmarks: how long one packet, one rule and one set look-up take.
 *
 * <p><b>Purpose.</b> Figures in this project are measured, with a command that repeats them. Each
 * benchmark's javadoc says the question it asks, its unit, and the order of magnitude to expect;
 * the package of a benchmark names its subject, as in {@code dev.weir.bench.nft}.
 *
 * <p><b>Data flow.</b> JMH's annotation processor generates the harness at compile time. State
 * objects build their packets with {@code filter-core} and their rules with a backend, from a fixed
 * seed: no capture file and no rule file has to exist, except where a sample is the subject.
 *
 * <p><b>Life-cycle.</b> JMH forks one JVM for each benchmark and parameter set; nothing survives
 * it.
 *
 * <p><b>Threads.</b> One, unless the benchmark's name says otherwise.
 *
 * <p><b>Reading the figures.</b> A shared or virtual machine moves by tens of percent from run to
 * run; only two figures of one run on one machine may be compared. The build compiles benchmarks
 * and sets no threshold.
 *
 * <p><b>Source.</b> JMH's own samples for the rules of honest measuring.
 */
@NullMarked
package dev.weir.bench;

import org.jspecify.annotations.NullMarked;

/**
 * Random rule sets and random packets that fit each other, for comparing weir with the live kernel.
 *
 * <p><b>Purpose.</b> Hand-written cases test what somebody thought of. Here a seed gives a rule set
 * and a capture; the kernel lab and weir both judge it, and every verdict and counter must agree.
 *
 * <p><b>Data flow.</b> {@code Traffic} writes packets and remembers what is true of each ({@code
 * Fact}); {@code RuleWriter} picks a packet as witness and writes tests that are mostly true of it,
 * so that rules are hit; {@code RulesetGenerator} arranges rules in tables, chains, sets and maps;
 * {@code Coverage} counts what occurred.
 *
 * <p><b>Life-cycle, threads.</b> Everything follows from one seed; one thread.
 */
@NullMarked
package dev.weir.cli.random;

import org.jspecify.annotations.NullMarked;

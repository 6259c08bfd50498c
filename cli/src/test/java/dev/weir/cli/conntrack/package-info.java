/**
 * Connection tracking, packet by packet and connection by connection, against the live kernel.
 *
 * <p><b>Purpose.</b> Rule sets show only {@code ct state}; here the connections themselves are
 * compared: state, time left, flags, tuples.
 *
 * <p><b>Data flow.</b> {@code Flows} writes many independent flows into one list of frames; {@code
 * BothTables} plays it in the kernel lab and through a table of ours, dropping the packets of one
 * {@code ct state}, and compares which packets were dropped and what {@code /proc/net/nf_conntrack}
 * shows afterwards.
 *
 * <p><b>Life-cycle.</b> One lab per comparison.
 *
 * <p><b>Threads.</b> One.
 *
 * <p><b>Source.</b> net/netfilter/nf_conntrack_standalone.c.
 */
@NullMarked
package dev.weir.cli.conntrack;

import org.jspecify.annotations.NullMarked;

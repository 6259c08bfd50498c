/**
 * Traces in the vocabulary of nft: why a rule did not match, and nft's own form of a trace.
 *
 * <p><b>Purpose.</b> The interpreter knows that instruction 3 of a rule BREAKs; a person wants to
 * hear {@code dport is 8080}. {@link dev.weir.nft.trace.WrittenReasons} goes back from the
 * instruction to the statement it was written for, reads the statement's selector from the packet
 * once more, and says the value through its data type. {@link dev.weir.nft.trace.MonitorLines}
 * writes events as {@code nft monitor trace} does.
 *
 * <p><b>Data flow.</b> The backend notes each rule's statements while it lowers them (only where a
 * trace is wanted: the notes keep the typed tree alive). During a trace the interpreter asks for a
 * reason with the packet as it was when the test failed; nothing is reconstructed afterwards.
 *
 * <p><b>Life-cycle.</b> Reasons live as long as their rule set.
 *
 * <p><b>Threads.</b> One, that of the trace.
 *
 * <p><b>Source.</b> net/netfilter/nf_tables_trace.c for what the kernel reports; observed output of
 * {@code nft monitor trace} 1.0.6.
 */
@NullMarked
package dev.weir.nft.trace;

import org.jspecify.annotations.NullMarked;

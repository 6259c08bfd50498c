/**
 * What happens to one packet, step by step, for those who ask why.
 *
 * <p><b>Purpose.</b> A verdict alone helps nobody: {@code weir trace} and {@code weir diff} tell
 * which base chains and rules a packet met, which test of a rule failed and on what value, and what
 * the stack did in between. The events here are that story, in words both backends share.
 *
 * <p><b>Data flow.</b> A verb puts a {@link dev.weir.core.trace.TraceSink} into the network
 * namespace. Backends and the path walker tell it {@link dev.weir.core.trace.TraceEvent}s in the
 * order in which things happen, each with the packet as it is at that moment. Printers are
 * elsewhere: nothing here knows how a trace looks.
 *
 * <p><b>Cost.</b> A namespace without a sink gets programs that know nothing of tracing. With one,
 * packets for which the sink {@linkplain dev.weir.core.trace.TraceSink#isOn is off} still run
 * through the plain program, so that a million packets may pass before the one that is asked about.
 *
 * <p><b>Life-cycle.</b> Events are immutable and may be kept; the packet that comes with one may
 * not.
 *
 * <p><b>Threads.</b> A sink hears from the one thread of its namespace.
 *
 * <p><b>Source.</b> net/netfilter/nf_tables_trace.c, which reports matching rules only.
 */
@NullMarked
package dev.weir.core.trace;

import org.jspecify.annotations.NullMarked;

/**
 * Connection tracking: which flow a packet belongs to, and in which state that flow is.
 *
 * <p><b>Purpose.</b> {@code ct state established,related accept} is the first rule of nearly every
 * real firewall. {@link dev.weir.core.conntrack.Conntrack} keeps the connections of one network
 * namespace as the kernel does, protocol by protocol.
 *
 * <p><b>Data flow.</b> The path walker calls {@code track} at priority -200 of prerouting and
 * output, which ties the packet to an entry ({@link dev.weir.core.packet.ConntrackRef}); rules read
 * and set the entry's keys by its index; {@code confirm}, last in input and postrouting, makes a
 * new entry visible to later packets; {@code release} ends every packet's life. A packet dropped in
 * between leaves no entry.
 *
 * <p><b>Layout.</b> {@code TupleReader} makes a {@code ConnTuple} of a packet; {@code Connections}
 * finds or makes its record ({@code Conn}, 128 bytes of native memory) by {@code ConnTable} and
 * {@code ConnBuckets} (grown bucket by bucket) and lists it by its timeout in {@code ConnGc} (a
 * timing wheel); one tracker per protocol judges it with a {@code Tracking} in hand: {@code
 * TcpTracker} with {@code TcpStates}, {@code TcpSegment}, {@code TcpWindow} and {@code TcpConn},
 * {@code SctpTracker}, {@code UdpTracker}, {@code IcmpTracker} and {@code IcmpErrors}, {@code
 * GreTracker}, {@code GenericTracker}.
 *
 * <p><b>Life-cycle.</b> The table begins empty and belongs to a namespace, not to a rule set: a new
 * generation of rules finds the connections of the old one. Entries end by time ({@code
 * packet.nowNanos()}, nothing else is a clock here), by reset, or by early drop when the table is
 * full.
 *
 * <p><b>Threads.</b> One table, one thread.
 *
 * <p><b>Source.</b> net/netfilter/nf_conntrack_core.c and nf_conntrack_proto_*.c.
 */
@NullMarked
package dev.weir.core.conntrack;

import org.jspecify.annotations.NullMarked;

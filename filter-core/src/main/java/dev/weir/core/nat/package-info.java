/**
 * Network address translation.
 *
 * <p><b>Purpose.</b> {@code snat}, {@code dnat}, {@code masquerade} and {@code redirect} decide,
 * for the first packet of a connection, what its answers will look like; every packet of the
 * connection is then rewritten accordingly, in both directions.
 *
 * <p><b>Data flow.</b> {@link dev.weir.core.nat.NatHook} is the stack's one function per hook (-100
 * of prerouting and output: destination; 100 of input and postrouting: source). For a new
 * connection it runs the nat chains of the hook until one of them has called {@link
 * dev.weir.core.nat.Nat#setup}; if none did, the connection gets a null binding, which still looks
 * for a free port. Then {@code PacketTranslator} makes the packet look like the inverse of the
 * other direction's tuple, {@code IcmpErrorTranslator} the packet an ICMP error quotes as well.
 *
 * <p><b>Layout.</b> {@link dev.weir.core.nat.NatRange} is what a statement asks for; {@code
 * UniqueTuple} finds a tuple in that range nobody uses ({@code Jhash} spreads over address ranges);
 * {@code NatSources} knows which source was mapped how; {@link dev.weir.core.nat.HostAddresses}
 * says which address a device has.
 *
 * <p><b>Life-cycle.</b> One {@link dev.weir.core.nat.Nat} per network namespace; bindings live and
 * die with their connections.
 *
 * <p><b>Threads.</b> One, as conntrack.
 *
 * <p><b>Source.</b> net/netfilter/nf_nat_core.c, nf_nat_proto.c, nf_nat_masquerade.c,
 * nf_nat_redirect.c.
 */
@NullMarked
package dev.weir.core.nat;

import org.jspecify.annotations.NullMarked;

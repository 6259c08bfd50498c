/**
 * Fragments: putting datagrams together, and taking them apart again.
 *
 * <p><b>Purpose.</b> Conntrack needs whole datagrams, so the kernel puts fragments together before
 * it looks (priority -400 of prerouting and output) as soon as a rule asks for connections, and
 * IPv4 datagrams for this host in any case. Rules behind that point see one packet where several
 * came; what leaves the host leaves in fragments again.
 *
 * <p><b>Data flow.</b> {@link dev.weir.core.fragment.Defragmenter} reads a fragment's place ({@code
 * Piece}), finds the datagram it belongs to ({@code FragmentKey}, {@code FragmentTable}), notes
 * which bytes came ({@code FragmentRuns}) and keeps them ({@code PageChain} over {@code
 * FragmentPages}). The fragment that completes a datagram becomes the datagram ({@code Assembly});
 * all others are gone. Their verdict is "held".
 *
 * <p><b>Life-cycle.</b> One defragmenter lives as long as its path walker: incomplete datagrams end
 * by time, by distance, by contradiction, or with it. All objects are reused; in steady state
 * nothing is allocated per packet. Memory is bounded twice: by the kernel's own limit of 4 MB per
 * family, counted as the kernel counts, and by the 16 MB of pages.
 *
 * <p><b>Threads.</b> One.
 *
 * <p><b>Source.</b> net/ipv4/ip_fragment.c, inet_fragment.c, netfilter/nf_defrag_ipv4.c,
 * net/ipv6/netfilter/nf_conntrack_reasm.c, nf_defrag_ipv6_hooks.c; RFC 791, 5722, 8200 section 4.5.
 * Every rule is compared with the live kernel (FragmentKernelIT).
 */
@NullMarked
package dev.weir.core.fragment;

import org.jspecify.annotations.NullMarked;

/**
 * What {@code reject} answers.
 *
 * <p><b>Purpose.</b> A rejected packet is dropped and, most of the time, answered: by an ICMP error
 * or a TCP reset. Which answer, and when none, is decided here as the kernel decides; nothing is
 * sent.
 *
 * <p><b>Data flow.</b> Whoever wants to know (the trace) asks {@link
 * dev.weir.core.reject.RejectAnswers} with the packet as the rule saw it and gets a {@link
 * dev.weir.core.reject.RejectReply}. Replay, which only needs the verdict, never asks.
 *
 * <p><b>What is left out.</b> The kernel sends not more than about one ICMP error a second to each
 * peer ({@code net.ipv4.icmp_ratelimit}), none where it has no route back, and none to a subnet's
 * broadcast address. KERNEL: behind prerouting it answers no packet whose record-route or timestamp
 * option it has filled in, because it counts the IP header into the checksum it looks at. All else
 * was equal on Linux 6.18 over 3,000 generated packets at input.
 *
 * <p><b>Life-cycle, threads.</b> Functions of a packet; replies are values.
 *
 * <p><b>Source.</b> net/ipv4/netfilter/nf_reject_ipv4.c, net/ipv6/netfilter/nf_reject_ipv6.c,
 * net/ipv4/icmp.c (__icmp_send), net/ipv6/icmp.c (icmp6_send).
 */
@NullMarked
package dev.weir.core.reject;

import org.jspecify.annotations.NullMarked;

/**
 * What {@code reject} answers.
 *
 * <p><b>Purpose.</b> A rejected packet is dropped and, most of the time, answered: by an ICMP error
 * or a TCP reset. Which answer, and when none, is decided and written here as the kernel does.
 *
 * <p><b>Data flow.</b> A rule leaves a {@link dev.weir.core.reject.Rejection} with the namespace;
 * behind the packet the path asks it, through {@link dev.weir.core.reject.RejectAnswers}, for the
 * {@link dev.weir.core.reject.RejectReply}, has {@link dev.weir.core.reject.ReplyWriter} write it
 * and sends it through output and postrouting. The trace asks RejectAnswers on its own.
 *
 * <p><b>What is left out.</b> The kernel sends not more than about one ICMP error a second to each
 * peer ({@code net.ipv4.icmp_ratelimit}).
 *
 * <p><b>Life-cycle, threads.</b> Functions of a packet; replies are values.
 *
 * <p><b>Source.</b> net/ipv4/netfilter/nf_reject_ipv4.c, net/ipv6/netfilter/nf_reject_ipv6.c,
 * net/ipv4/icmp.c (__icmp_send), net/ipv6/icmp.c (icmp6_send).
 */
@NullMarked
package dev.weir.core.reject;

import org.jspecify.annotations.NullMarked;

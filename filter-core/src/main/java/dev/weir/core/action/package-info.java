/**
 * What rules do to packets outside of the rules: logs, answers, copies.
 *
 * <p><b>Purpose.</b> A rule can log a packet, hand it to a program, send it or a copy elsewhere, or
 * have it answered. Nothing of that may be lost without a trace: everybody who cares implements
 * {@link dev.weir.core.action.ActionSink} and gives it to the network namespace.
 *
 * <p><b>Data flow.</b> Instructions and the path tell the namespace's sink; replay writes logs and
 * replies to files and counts the rest for its warnings.
 *
 * <p><b>Life-cycle.</b> A sink is set before the first packet and hears of each packet while it is
 * being judged; it keeps nothing of the packet beyond the call.
 *
 * <p><b>Threads.</b> Those of the namespace: one.
 *
 * <p><b>Source.</b> net/netfilter/nft_log.c, nft_queue.c, nft_fwd_netdev.c, nft_dup_netdev.c.
 */
@NullMarked
package dev.weir.core.action;

import org.jspecify.annotations.NullMarked;

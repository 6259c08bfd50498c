/**
 * The kernel's log lines about packets.
 *
 * <p><b>Purpose.</b> {@code log prefix "x "} makes the kernel write a line that people search and
 * tools parse. {@link dev.weir.core.log.LogLine} writes the same line, byte by byte.
 *
 * <p><b>Data flow.</b> Whoever hears of a log statement (replay's {@code --log}) gives packet, hook
 * and request and gets the line without its time.
 *
 * <p><b>What is left out.</b> UID and GID: no packet has a socket here. The mark is shown as in the
 * kernel.
 *
 * <p><b>Life-cycle, threads.</b> A line writer is used again for every packet, by one thread. It
 * allocates: it is not for packets that nobody logs.
 *
 * <p><b>Source.</b> net/netfilter/nf_log_syslog.c.
 */
@NullMarked
package dev.weir.core.log;

import org.jspecify.annotations.NullMarked;

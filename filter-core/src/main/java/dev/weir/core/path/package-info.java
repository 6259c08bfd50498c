/**
 * The way of a packet through the (emulated) IP stack.
 *
 * <p><b>Purpose.</b> A rule set sees packets at hooks; which hooks, with which devices, and what
 * the stack itself drops in between is decided here.
 *
 * <p><b>Data flow.</b> parsed packet, devices, local addresses, routes, the chosen {@code --path} →
 * hooks in order, with the TTL decremented before forward and IPv4 fragments put together before
 * input → one verdict character per packet (A accepted, D dropped, P and K dropped by the stack,
 * ...).
 *
 * <p><b>Life-cycle.</b> Tables are filled before the first packet from command-line options, then
 * only read.
 *
 * <p><b>Threads.</b> A path walker belongs to one thread, like the programs it runs; tables may be
 * shared once filled.
 *
 * <p><b>Source.</b> net/ipv4/ip_input.c, ip_fragment.c, ip_forward.c, ip_options.c, route.c,
 * net/ipv6/ip6_input.c, ip6_output.c, exthdrs.c; what the live kernel does, recorded with its
 * answers in the tests.
 */
@NullMarked
package dev.weir.core.path;

import org.jspecify.annotations.NullMarked;

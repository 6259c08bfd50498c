/**
 * What this host knows of the way to an address: its forwarding information base.
 *
 * <p><b>Purpose.</b> Rules ask the routing tables ({@code fib saddr . iif oif missing drop}, {@code
 * fib daddr type local}); {@link dev.weir.core.fib.Fib} answers as the kernel's tables would.
 *
 * <p><b>Data flow.</b> Whoever knows the host ({@code --addrs}, {@code --routes}) adds addresses
 * and routes; the network namespace holds the result; the VM's {@code fib} instruction asks it with
 * the addresses of a packet. {@link dev.weir.core.fib.PrefixTable}, the longest-prefix match, also
 * serves {@code core.path}, which knows a simpler model of the host for its own decisions.
 *
 * <p><b>Two tables.</b> As in the kernel, {@code local} (own addresses, broadcasts, groups) is
 * asked before {@code main}. Policy rules and further tables are not modelled.
 *
 * <p><b>Life-cycle, threads.</b> Filled by one thread before packets come, then only read; look-ups
 * allocate nothing.
 *
 * <p><b>Source.</b> net/ipv4/fib_trie.c, fib_frontend.c, net/ipv6/ip6_fib.c, route.c; {@code ip -j
 * addr} and {@code ip -j route show table all} of iproute2.
 */
@NullMarked
package dev.weir.core.fib;

import org.jspecify.annotations.NullMarked;

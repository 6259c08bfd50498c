/**
 * Address families and hooks with the kernel's numbers.
 *
 * <p><b>Purpose.</b> One place for the numbers and nft names that the front end, the backends and
 * the path walker share: a {@link dev.weir.core.hook.Family} is what a table belongs to, a {@link
 * dev.weir.core.hook.Hook} is a point on a packet's way where base chains run.
 *
 * <p><b>Data flow.</b> The front end turns words into these constants, checks {@code
 * Family.supports}; the path walker asks a compiled rule set for the program of one protocol family
 * at one hook.
 *
 * <p><b>Life-cycle, threads.</b> Constants.
 *
 * <p><b>Source.</b> include/uapi/linux/netfilter.h, net/netfilter/nft_chain_filter.c,
 * nft_chain_nat.c, nft_chain_route.c.
 */
@NullMarked
package dev.weir.core.hook;

import org.jspecify.annotations.NullMarked;

/**
 * Verdicts as packed ints.
 *
 * <p><b>Purpose.</b> On the packet path a verdict is one {@code int}: a code in the low 8 bits, an
 * argument (chain index for jump and goto, queue number) in the high 24. {@link
 * dev.weir.core.verdict.Verdicts} names the codes and packs and unpacks.
 *
 * <p><b>Data flow.</b> Ops leave a verdict in the verdict register; the interpreter acts on jump,
 * goto, return, break, continue; a hook program returns only ACCEPT or DROP (later STOLEN, QUEUE).
 *
 * <p><b>Life-cycle, threads.</b> Pure functions on ints.
 *
 * <p><b>Source.</b> include/uapi/linux/netfilter/nf_tables.h (enum nft_verdicts),
 * include/uapi/linux/netfilter.h; the numbers are weir's own.
 */
@NullMarked
package dev.weir.core.verdict;

import org.jspecify.annotations.NullMarked;

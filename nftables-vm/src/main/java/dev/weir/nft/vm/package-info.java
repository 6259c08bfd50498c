/**
 * The register machine that nft rules become: registers, the abstract instruction, programs and
 * their listing.
 *
 * <p><b>Purpose.</b> nftables is a small virtual machine: a rule is a list of instructions over a
 * register file, a chain a list of rules, a jump stack sixteen deep. This package holds the machine
 * without its instructions ({@code dev.weir.nft.op}) and without the loop that runs it ({@code
 * dev.weir.nft.run}).
 *
 * <p><b>Data flow.</b> The lowering pass fills a {@link dev.weir.nft.vm.VmProgram.Builder}: chains
 * first (their indexes are what jumps carry), then sets, then rules. The result is immutable.
 * {@link dev.weir.nft.vm.VmListing} prints it as {@code nft -c --debug=netlink -f} would.
 *
 * <p><b>Registers.</b> Words are packet memory read big-endian; host-order values lie there as on a
 * little-endian machine. So that one instruction means the same bytes here and in the kernel, no op
 * interprets a register as a number but byteorder, shifts and the meta stores.
 *
 * <p><b>Life-cycle.</b> A program is one generation. What changes while packets pass (counters, the
 * registers, the packet) is in the {@link dev.weir.nft.vm.VmContext} and {@link
 * dev.weir.nft.vm.Registers} of each thread.
 *
 * <p><b>Threads.</b> Programs, sets and ops are shared; contexts and registers belong to one
 * thread.
 *
 * <p><b>Source.</b> include/net/netfilter/nf_tables.h, net/netfilter/nf_tables_core.c.
 */
@NullMarked
package dev.weir.nft.vm;

import org.jspecify.annotations.NullMarked;

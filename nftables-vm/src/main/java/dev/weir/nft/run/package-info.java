/**
 * The loop that runs programs: the executable specification of weir's nft backend.
 *
 * <p><b>Purpose.</b> {@link dev.weir.nft.run.Interpreter} is nft_do_chain and nf_hook_slow in plain
 * Java: base chains by priority, rules in order, a jump stack. Whatever is faster must agree with
 * it bit for bit on verdict, counters and metadata.
 *
 * <p><b>Data flow.</b> {@link dev.weir.nft.run.VmRuleset} wraps a {@link dev.weir.nft.vm.VmProgram}
 * as the {@code CompiledRuleset} that replay asks for programs by protocol family and hook. Each
 * program is an Interpreter with registers and a counter slab of its own.
 *
 * <p><b>Control flow.</b> Accept ends its base chain, drop the packet. A rule that BREAKs gives way
 * to the next rule. Jump remembers the next rule, goto does not; the end of a chain and {@code
 * return} go back to what was remembered, or else the policy decides.
 *
 * <p><b>Life-cycle.</b> A VmRuleset is one generation; its counters live as long as it does. An
 * Interpreter is made once for a thread and hook and judges any number of packets without
 * allocating.
 *
 * <p><b>Threads.</b> The rule set is shared; an Interpreter belongs to the thread that asked for
 * it.
 *
 * <p><b>Source.</b> net/netfilter/nf_tables_core.c (nft_do_chain), net/netfilter/core.c
 * (nf_hook_slow).
 */
@NullMarked
package dev.weir.nft.run;

import org.jspecify.annotations.NullMarked;

/**
 * The iptables front end: iptables-save text in, either backend behind it.
 *
 * <p><b>Status.</b> Nothing of it is here yet. The module exists so that its walls stand: it is the
 * only place that may see both xtables2 and nftables-vm. weir reads nft rule sets today, and says
 * so when it is given an iptables-save dump.
 *
 * <p><b>Purpose.</b> Most rule sets in the world are still iptables rule sets. This module reads
 * them as iptables-restore does, refuses what it cannot do exactly, and feeds the same rules to
 * both designs, so that a migration can be proved packet by packet.
 *
 * <p><b>Data flow.</b> {@code parse} reads saves and arguments with the option tables that each
 * xtables2 extension declares; {@code model} is iptables as its users see it (tables, built-in
 * chains, counters); {@code emit} goes 1:1 to xtables2, or to nft syntax trees; {@code xlate} holds
 * the native nft form of single extensions; {@code bridge} runs any xtables2 extension inside the
 * nft machine where there is no native form (as the kernel's nft_compat); {@code save} writes
 * iptables-save text again.
 *
 * <p><b>Life-cycle.</b> Every step is a pure function from input and diagnostics to output. State
 * (counters, limits) belongs to the backend that runs the rules.
 *
 * <p><b>Threads.</b> None of its own: compilation happens on the caller's thread.
 *
 * <p><b>Source.</b> iptables 1.8.9 (iptables-save and iptables-restore formats, extension options);
 * net/netfilter/nft_compat.c.
 */
@NullMarked
package dev.weir.iptables;

import org.jspecify.annotations.NullMarked;

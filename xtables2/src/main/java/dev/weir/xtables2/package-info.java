/**
 * Xtables2: the evolutionary design of 2013, one protocol-independent table of packed rules.
 *
 * <p><b>Status.</b> Nothing of it is here yet. The module exists so that its walls stand: it sees
 * filter-core and nobody else. Asking for {@code --backend xtables2} is refused by name.
 *
 * <p><b>Purpose.</b> The second backend over the same packet model. Where nftables compiles rules
 * to a register machine, Xtables2 keeps iptables' idea: a rule is an ordered list of actions
 * (matches, targets, a verdict), each match an extension with its own options. What it changes is
 * the form: one table for all protocols, rules packed into contiguous words, and the replacement or
 * the dump of a table or a chain in one atomic step.
 *
 * <p><b>Data flow.</b> {@code model} holds tables, chains and rules as a user builds them; {@code
 * pack} turns them into {@code int[]} words and an object pool; {@code run} walks the words, tests
 * built-in header fields inline and calls extensions through the pool; {@code spi} says what one
 * extension must tell (name, revision, families, hooks, options, check, runtime); {@code ext} holds
 * one file for each of the kernel's {@code xt_*.c}.
 *
 * <p><b>Life-cycle.</b> A packed table never changes. A new one is built aside, checked, and
 * published with one release store; counters of the rules that survive go over by identity.
 *
 * <p><b>Threads.</b> Any number of readers, each loading the current table once for a batch; one
 * writer at a time.
 *
 * <p><b>Source.</b> Xtables2 as presented by Jan Engelhardt (netfilter workshops 2010 and 2013);
 * net/netfilter/x_tables.c and xt_*.c for what each extension means.
 */
@NullMarked
package dev.weir.xtables2;

import org.jspecify.annotations.NullMarked;

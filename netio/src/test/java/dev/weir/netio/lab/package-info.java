/**
 * The kernel lab: plays frames and an nft rule set through the live kernel and reports what it
 * decided.
 *
 * <p><b>Purpose.</b> The running kernel is weir's reference. {@link dev.weir.netio.lab.KernelLab}
 * returns one verdict code per packet (as {@code weir replay --verdicts} writes them) and the
 * counters of every rule, so that a test can demand equality. {@link dev.weir.netio.lab.NftTool}
 * asks the real {@code nft} about rule text alone.
 *
 * <p><b>Data flow.</b> A thread of its own unshares its network namespace, opens tap devices and
 * makes the namespace silent: no ARP, no router or multicast reports, permanent neighbours, routes
 * from the {@link dev.weir.netio.lab.LabPlan}. A rule set is loaded by {@code nft}; rules without a
 * counter get one over netlink; own chains at the first and the last priority of each hook log
 * every packet to NFLOG groups. A frame written to a tap is handled by the kernel inside {@code
 * write()}, so draining the NFLOG socket after each write tells which hooks this packet entered and
 * left, and from that follows its verdict.
 *
 * <p><b>Life-cycle.</b> {@code open} costs a few tens of milliseconds, {@code play} one nft
 * process; one lab serves any number of rule sets. Closing it ends the thread and with it the last
 * reference to the namespace. Nothing is ever loaded outside the private namespace.
 *
 * <p><b>Threads.</b> Every system call happens on the namespace's thread, because a network
 * namespace belongs to a thread; children started from it inherit the namespace. Callers may use
 * any thread, one call at a time.
 *
 * <p><b>Source.</b> {@code include/uapi/linux/netfilter/nf_tables.h}, {@code nfnetlink_log.h},
 * {@code if_tun.h}, {@code net/ipv4/ip_input.c}, {@code ip_forward.c}; the technique of tap
 * injection with NFLOG probes was measured before weir existed (SEMANTICS section 8 of the design
 * notes).
 */
@NullMarked
package dev.weir.netio.lab;

import org.jspecify.annotations.NullMarked;

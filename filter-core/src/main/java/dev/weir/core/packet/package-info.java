/**
 * The packet model: bytes at an address, a reusable view of them, and the parser that fills it.
 *
 * <p><b>Purpose.</b> Everything that looks at packet bytes in weir looks through this package. A
 * frame is a native address and two lengths; {@link dev.weir.core.packet.Packet} is a mutable
 * flyweight over it that holds what {@link dev.weir.core.packet.PacketParser} found once: where the
 * network and transport headers start, which protocol follows, how long the packet is as the
 * kernel's IP hooks see it.
 *
 * <p><b>Data flow.</b> A reader (netio) calls {@code Packet.reset(address, captured, original,
 * linkType, time)}, then {@code PacketParser.parse(packet)}; the path walker gives it devices and
 * runs hooks; backends read fields and bytes.
 *
 * <p><b>Two lengths.</b> The <i>original</i> length (what was on the wire) decides validity, {@code
 * meta length} and counters. The <i>captured</i> length bounds loads. A load that lies in the
 * original but beyond the captured bytes cannot be answered: it fails like a load beyond the packet
 * (BREAK) and is counted in {@link dev.weir.core.packet.Packet#snappedLoads()}.
 *
 * <p><b>Memory.</b> All loads go through one constant segment over the whole address space ({@link
 * dev.weir.core.packet.PacketMemory}): one memory kind, so no type profile can be polluted. The
 * price is that the JVM checks no bounds: the code that loads has checked the packet's lengths
 * before, always. With {@code -Dweir.checked=true} every load is also compared with the ranges
 * registered by the packets of the thread; tests and fuzzing run that way.
 *
 * <p><b>Life-cycle and threads.</b> A Packet belongs to one thread and is reused for ever; the
 * bytes belong to whoever called {@code reset} and must stay valid until the next {@code reset}.
 * Nothing here allocates per packet, nothing throws on any bytes.
 *
 * <p><b>Source.</b> include/net/netfilter/nf_tables_ipv4.h, nf_tables_ipv6.h,
 * net/ipv6/exthdrs_core.c, net/core/dev.c (tag handling), net/ethernet/eth.c; link types as in the
 * pcap registry.
 */
@NullMarked
package dev.weir.core.packet;

import org.jspecify.annotations.NullMarked;

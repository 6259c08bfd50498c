/**
 * Where packets come from and where they go: the drivers of weir.
 *
 * <p><b>Status.</b> Capture files are here ({@code netio.pcap}). Live devices (tap, packet rings,
 * libpcap interfaces) and the polled receive loop in the kernel's NAPI words are not here yet.
 *
 * <p><b>Purpose.</b> Everything that talks to the operating system about packets lives in this
 * module, and nothing else does: it is the only module beside {@code core.packet} that may use
 * foreign memory. It knows filter-core's packets and no rule of any kind.
 *
 * <p><b>Data flow.</b> A driver maps or reads frames into native memory, tells the link type, the
 * capture time and the interface, and lends each frame to the caller as a {@link
 * dev.weir.core.packet.Packet}; what the caller lets pass goes to a writer or a device.
 *
 * <p><b>Life-cycle.</b> Readers and writers are closed by whoever opened them. Memory lent with a
 * packet is valid until the next packet is asked for.
 *
 * <p><b>Threads.</b> A reader, a writer or a device belongs to one thread at a time.
 *
 * <p><b>Source.</b> The pcap and pcapng drafts of the IETF opsawg; net/core/dev.c for the polled
 * receive path to come.
 */
@NullMarked
package dev.weir.netio;

import org.jspecify.annotations.NullMarked;

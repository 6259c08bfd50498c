/**
 * Capture files: a reader that walks packets in place, and a writer.
 *
 * <p><b>Purpose.</b> weir replays captures of any size at the speed of memory. So packets are never
 * copied on the way in: {@link dev.weir.netio.pcap.CaptureReader} is a cursor that gives the native
 * address of each packet's captured bytes, which the packet model reads through its one constant
 * segment (DESIGN, decision 2). This package knows nothing of packets' contents.
 *
 * <p><b>Data flow.</b> {@code CaptureOpener} looks at the first bytes (never at the name): gzip and
 * zstd are unwrapped ({@code GzipInput}, zstd-jni); then pcap or pcapng. A plain file is a {@code
 * MappedSource}, one window mapped at a time; a stream or wrapped file is a {@code StreamSource},
 * one native buffer. Both are a {@code ByteSource}: an address range that slides forward when
 * {@code require(n)} asks for more. {@code PcapFormat} and {@code PcapngFormat} walk records in it
 * and leave the current one in plain fields. {@code CaptureWriter} goes the other way: {@code
 * CaptureEncoder} puts whole records into an {@code OutputBuffer}.
 *
 * <p><b>Life-cycle.</b> An address holds until the reader moves: {@code next}, {@code nextBatch},
 * {@code close}. A batch ends early where the next record would need memory to move, so all its
 * addresses hold together; ask for 256-1,024 packets and take what comes. Nothing is allocated per
 * packet.
 *
 * <p><b>Damage.</b> What is wrong up to the file header is a {@code CaptureException} when opening.
 * Behind it all whole packets are delivered, then {@code next} answers false and {@code damage}
 * tells packet number, byte offset and reason. No length from a file is believed before it is
 * checked; memory is bounded by the largest block (16 MiB), heap by the number of interfaces
 * (65,536).
 *
 * <p><b>Threads.</b> A reader or writer belongs to one thread at a time; packet memory may be read
 * by others as long as the address holds.
 *
 * <p><b>Source.</b> draft-ietf-opsawg-pcap, draft-ietf-opsawg-pcapng, RFC 1952; limits and messages
 * as libpcap 1.10.
 */
@NullMarked
package dev.weir.netio.pcap;

import org.jspecify.annotations.NullMarked;

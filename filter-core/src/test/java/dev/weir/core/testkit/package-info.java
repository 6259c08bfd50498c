/**
 * Tools for tests of every module.
 *
 * <p><b>Purpose.</b> {@link dev.weir.core.testkit.Packets} writes packets as one writes them on
 * paper; {@link dev.weir.core.testkit.Gen} draws random values from a seed; {@link
 * dev.weir.core.testkit.Prop} runs a property many times and names the seed that failed.
 *
 * <p><b>Data flow.</b> bytes go into a {@code PacketBuffer}, which shows them to a {@code Packet}.
 *
 * <p><b>Life-cycle, threads.</b> Builders are used once, by one thread.
 *
 * <p><b>Source.</b> Packet builders follow the RFCs named at the descriptors in core.packet.
 */
@NullMarked
package dev.weir.core.testkit;

import org.jspecify.annotations.NullMarked;

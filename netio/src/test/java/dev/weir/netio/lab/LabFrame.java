package dev.weir.netio.lab;

/**
 * One Ethernet frame to inject.
 *
 * @param frame the bytes from the destination MAC on; output modes send the IP packet in it
 * @param inputInterface index into {@link LabPlan#interfaces()} of the tap it enters by; output
 *     modes ignore it
 */
@SuppressWarnings("ArrayRecordComponent")
public record LabFrame(byte[] frame, int inputInterface) {}

package dev.weir.netio.lab;

/**
 * One Ethernet frame to inject.
 *
 * @param frame the bytes from the destination MAC on; output modes send the IP packet in it
 * @param inputInterface index into {@link LabPlan#interfaces()} of the tap it enters by; output
 *     modes ignore it; negative for a frame that the host of {@link LabMode#HOST} sends
 * @param nanos when it comes, for {@link KernelLab#playInTime}
 */
@SuppressWarnings("ArrayRecordComponent")
public record LabFrame(byte[] frame, int inputInterface, long nanos) {
  public LabFrame(byte[] frame, int inputInterface) {
    this(frame, inputInterface, 0);
  }

  boolean isSent() {
    return inputInterface < 0;
  }
}

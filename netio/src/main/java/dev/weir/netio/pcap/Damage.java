package dev.weir.netio.pcap;

/**
 * Where and why a capture could not be read further.
 *
 * <p>Example: {@code packet 1205 at byte 84213: truncated dump file; tried to read 74 captured
 * bytes, only got 70}.
 *
 * <p><i>Meaning:</i> packets 1 to {@code packetNumber - 1} were delivered whole.
 *
 * @param packetNumber the packet that would have come, counted from 1
 * @param byteOffset where its record or block starts, in the uncompressed capture
 * @param message what is wrong, in libpcap's words where it has some
 */
public record Damage(long packetNumber, long byteOffset, String message) {
  /** The one line for users, without the file's name. */
  public String describe() {
    return "packet " + packetNumber + " at byte " + byteOffset + ": " + message;
  }
}

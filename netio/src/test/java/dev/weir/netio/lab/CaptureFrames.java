package dev.weir.netio.lab;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.weir.netio.pcap.CaptureReader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The packets of a capture as frames the lab can inject, with what the capture tells about each.
 *
 * <p>Linux cooked packets get an Ethernet header: the destination MAC follows the packet type, so
 * that the kernel sees the same {@code meta pkttype}.
 */
public final class CaptureFrames {
  /** One packet: its frame, the interface's name and 0 unknown, 1 inbound, 2 outbound. */
  @SuppressWarnings("ArrayRecordComponent")
  public record CapturedFrame(byte[] frame, String interfaceName, int direction, long nanos) {
    CapturedFrame(byte[] frame, String interfaceName, int direction) {
      this(frame, interfaceName, direction, 0);
    }
  }

  private static final int LINK_ETHERNET = 1;
  private static final int LINK_COOKED_2 = 276;
  private static final int COOKED_2_HEADER = 20;
  private static final int COOKED_2_TYPE = 10;
  private static final int BROADCAST = 1;
  private static final int MULTICAST = 2;
  private static final int OUTGOING = 4;

  private CaptureFrames() {}

  public static List<CapturedFrame> read(Path capture) throws IOException {
    List<CapturedFrame> frames = new ArrayList<>();
    try (CaptureReader reader = CaptureReader.open(capture)) {
      while (reader.next()) {
        byte[] bytes =
            MemorySegment.ofAddress(reader.address())
                .reinterpret(reader.capturedLength())
                .toArray(JAVA_BYTE);
        frames.add(frame(bytes, reader));
      }
    }
    return List.copyOf(frames);
  }

  private static CapturedFrame frame(byte[] bytes, CaptureReader reader) {
    return switch (reader.linkType()) {
      case LINK_ETHERNET ->
          new CapturedFrame(
              bytes, reader.interfaceName(), reader.direction(), reader.timestampNanos());
      case LINK_COOKED_2 -> {
        int type = bytes[COOKED_2_TYPE];
        yield new CapturedFrame(
            ethernet(bytes, type),
            reader.interfaceName(),
            type == OUTGOING ? 2 : 1,
            reader.timestampNanos());
      }
      default -> throw new IllegalArgumentException("link type " + reader.linkType());
    };
  }

  private static byte[] ethernet(byte[] cooked, int type) {
    byte[] frame = new byte[cooked.length - COOKED_2_HEADER + 14];
    byte[] destination = {2, 0, 0, 0, 0, 0x0b};
    switch (type) {
      case BROADCAST -> Arrays.fill(destination, (byte) 0xff);
      case MULTICAST -> destination[0] = 0x33;
      default -> {}
    }
    System.arraycopy(destination, 0, frame, 0, 6);
    frame[6] = 2;
    frame[11] = 0x0a;
    System.arraycopy(cooked, 0, frame, 12, 2);
    System.arraycopy(cooked, COOKED_2_HEADER, frame, 14, cooked.length - COOKED_2_HEADER);
    return frame;
  }
}

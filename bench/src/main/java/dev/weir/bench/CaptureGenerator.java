package dev.weir.bench;

import dev.weir.netio.pcap.CaptureWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Writes a capture of any size quickly: TCP and UDP over IPv4 and IPv6, seeded.
 *
 * <p>Example: {@code CaptureGenerator /tmp/big.pcap 10G}, {@code CaptureGenerator - 1000000 64 7 |
 * weir replay ... -}.
 *
 * <p><i>Meaning:</i> the packets cycle at random through 8,192 frames with valid checksums, one
 * microsecond apart. The same arguments give the same bytes.
 */
public final class CaptureGenerator {
  private static final int FRAMES = 8192;
  private static final int LINKTYPE_ETHERNET = 1;
  private static final int MIN_FRAME_BYTES = 74; // Ethernet, IPv6, TCP
  private static final int MAX_FRAME_BYTES = 1514;
  private static final long START_NANOS = 1_767_225_600_000_000_000L;
  private static final String USAGE =
      "usage: CaptureGenerator FILE.pcap|FILE.pcapng|- COUNT|SIZEk|SIZEM|SIZEG [FRAMEBYTES|mix"
          + " [SEED]]";

  private final byte[][] frames = new byte[FRAMES][];
  private final SplittableRandom random;

  /**
   * Prepares the frames.
   *
   * @param frameBytes bytes of each frame, or 0 for a mix of short, middle and long ones
   */
  public CaptureGenerator(int frameBytes, long seed) {
    random = new SplittableRandom(seed);
    GeneratedFrame builder = new GeneratedFrame(random);
    for (int i = 0; i < FRAMES; i++) {
      frames[i] = builder.build(frameBytes > 0 ? frameBytes : mixedLength());
    }
  }

  /** About 40 % acknowledgements, 40 % full segments. */
  private int mixedLength() {
    int dice = random.nextInt(10);
    if (dice < 4) {
      return MIN_FRAME_BYTES;
    }
    return dice < 8 ? MAX_FRAME_BYTES : random.nextInt(MIN_FRAME_BYTES, MAX_FRAME_BYTES + 1);
  }

  /** Command line: see USAGE. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 2 || arguments.length > 4) {
      throw new IllegalArgumentException(USAGE);
    }
    boolean mix = arguments.length < 3 || arguments[2].equals("mix");
    long seed = arguments.length < 4 ? 1 : Long.parseLong(arguments[3]);
    CaptureGenerator generator =
        new CaptureGenerator(mix ? 0 : Integer.parseInt(arguments[2]), seed);
    try (CaptureWriter writer = open(arguments[0])) {
      long[] limits = limits(arguments[1]);
      generator.write(writer, limits[0], limits[1]);
    }
  }

  private static CaptureWriter open(String name) throws IOException {
    if (name.equals("-")) {
      return CaptureWriter.to(
          new FileOutputStream(FileDescriptor.out).getChannel(), "standard output", false, false);
    }
    return CaptureWriter.create(Path.of(name), false);
  }

  /** Most packets and most bytes. */
  private static long[] limits(String text) {
    int unit = "KMG".indexOf(Character.toUpperCase(text.charAt(text.length() - 1)));
    if (unit < 0) {
      return new long[] {Long.parseLong(text), Long.MAX_VALUE};
    }
    String digits = text.toUpperCase(Locale.ROOT).substring(0, text.length() - 1);
    return new long[] {Long.MAX_VALUE, Long.parseLong(digits) << (10 * (unit + 1))};
  }

  /** Writes packets until either limit is reached. */
  public void write(CaptureWriter writer, long packets, long bytes) throws IOException {
    int id = writer.interfaceId("eth0", LINKTYPE_ETHERNET);
    for (long i = 0; i < packets && writer.bytesWritten() < bytes; i++) {
      writer.write(id, START_NANOS + i * 1000, frames[random.nextInt(FRAMES)]);
    }
  }
}

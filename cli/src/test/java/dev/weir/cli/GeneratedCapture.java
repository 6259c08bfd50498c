package dev.weir.cli;

import dev.weir.netio.lab.CaptureFrames.CapturedFrame;
import dev.weir.netio.lab.SampleRun;
import dev.weir.netio.pcap.CaptureWriter;
import java.io.IOException;
import java.nio.file.Path;

/** Random traffic aimed at a sample rule set, as a capture file: the same packets every time. */
final class GeneratedCapture {
  private static final int LINKTYPE_ETHERNET = 1;
  private static final long FIRST_NANOS = 1_700_000_000_000_000_000L;

  private GeneratedCapture() {}

  /** Writes the packets of a {@linkplain SampleRun#isGenerated generated} run into a folder. */
  static Path write(SampleRun run, Path folder) throws IOException {
    Path file = folder.resolve(run.name() + ".pcapng");
    try (CaptureWriter writer = CaptureWriter.create(file, true)) {
      long nanos = FIRST_NANOS;
      for (CapturedFrame frame : run.frames()) {
        int id = writer.interfaceId(frame.interfaceName(), LINKTYPE_ETHERNET);
        writer.write(id, nanos++, frame.frame());
      }
    }
    return file;
  }
}

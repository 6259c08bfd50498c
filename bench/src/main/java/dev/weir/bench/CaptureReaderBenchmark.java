package dev.weir.bench;

import dev.weir.netio.pcap.CaptureBatch;
import dev.weir.netio.pcap.CaptureReader;
import dev.weir.netio.pcap.CaptureWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does the walk over a capture's records cost, opening and mapping included?
 *
 * <p>Unit: nanoseconds per packet of 64 bytes. Expected: order of 10 from the page cache (page
 * faults of the map are most of it), some more for pcapng.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CaptureReaderBenchmark {
  private static final int PACKETS = 1_000_000;

  /** File format. */
  @Param({"pcap", "pcapng"})
  public String format = "pcap";

  private Path path = Path.of("");
  private final CaptureBatch batch = new CaptureBatch(256);

  @Setup
  public void write() throws IOException {
    path = Files.createTempFile("weir-bench", "." + format);
    try (CaptureWriter writer = CaptureWriter.create(path, false)) {
      new CaptureGenerator(64, 1).write(writer, PACKETS, Long.MAX_VALUE);
    }
  }

  @TearDown
  public void delete() throws IOException {
    Files.delete(path);
  }

  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long next() throws IOException {
    long sum = 0;
    try (CaptureReader reader = CaptureReader.open(path)) {
      while (reader.next()) {
        sum += reader.capturedLength() + reader.timestampNanos();
      }
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public long batches() throws IOException {
    long sum = 0;
    try (CaptureReader reader = CaptureReader.open(path)) {
      while (reader.nextBatch(batch) > 0) {
        for (int i = 0; i < batch.size(); i++) {
          sum += batch.capturedLength(i) + batch.timestampNanos(i);
        }
      }
    }
    return sum;
  }
}

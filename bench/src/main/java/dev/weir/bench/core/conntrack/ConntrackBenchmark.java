package dev.weir.bench.core.conntrack;

import dev.weir.core.conntrack.Conntrack;
import dev.weir.core.conntrack.ConntrackOptions;
import dev.weir.core.hook.Hook;
import dev.weir.core.packet.Packet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does a packet of a known connection cost, and what a new connection, among many?
 *
 * <p>Unit: nanoseconds per packet; writing and parsing the packet (the {@code packetOnly} line) is
 * included. Connections come in random order, so that no cache helps. {@code churn} is a new
 * connection and the end of an old one. Expected at a million: two cache misses ({@link
 * MemoryFloor}) and about 100 for a lookup, one and about 200 for a new connection; about 100 at
 * ten thousand.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConntrackBenchmark {
  private static final long START = 1_700_000_000_000_000_000L;
  private static final long LIFE_NANOS = 30_000_000_000L;
  private static final int STEP = 0x5bd1e995;

  /** Connections. */
  @Param({"10000", "1000000"})
  public int size = 10_000;

  private Conntrack conntrack = new Conntrack(ConntrackOptions.defaults());
  private FloodPacket flood = FloodPacket.udp();
  private long nowNanos = START;
  private int next;

  @Setup(Level.Iteration)
  public void fill() {
    close();
    conntrack = new Conntrack(new ConntrackOptions(2 * size, false, false, 1));
    flood = FloodPacket.udp();
    nowNanos = START;
    for (next = 0; next < size; next++) {
      pass(flood.request(next, nowNanos));
      pass(flood.answer(next, nowNanos));
    }
  }

  @TearDown
  public void close() {
    flood.close();
    conntrack.close();
  }

  private int pass(Packet packet) {
    int verdict = conntrack.track(packet, Hook.PREROUTING) + conntrack.confirm(packet);
    conntrack.release(packet);
    return verdict;
  }

  private int known() {
    next = next * 0x19660d + STEP;
    return (int) (((next & 0xffffffffL) * size) >>> 32);
  }

  /** Writing and parsing a packet, which every other line includes. */
  @Benchmark
  public Packet packetOnly() {
    return flood.request(known(), nowNanos);
  }

  /** A packet of a connection in the table. */
  @Benchmark
  public int lookup() {
    return pass(flood.request(known(), nowNanos));
  }

  /** The first packet of a connection, while one made as many connections ago ends. */
  @Benchmark
  public int churn() {
    nowNanos += LIFE_NANOS / size;
    return pass(flood.request(next++ & 0xfffffff, nowNanos));
  }
}

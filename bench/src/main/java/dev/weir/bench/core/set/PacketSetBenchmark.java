package dev.weir.bench.core.set;

import dev.weir.core.set.PacketSet;
import dev.weir.core.set.SetElements;
import dev.weir.core.set.SetPlanner;
import java.util.List;
import java.util.Random;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: what does one look-up cost in a set of IPv4 addresses, of address intervals, of address
 * ranges with port ranges?
 *
 * <p>Unit: nanoseconds per look-up, half of them hits. Expected: 10 to 50 for 5,000 elements, below
 * 200 for a million (cache misses are most of it).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PacketSetBenchmark {
  private static final int KEYS = 1 << 14;

  /** Kind of set. */
  @Param({"exact", "interval", "concatenated"})
  public String kind = "exact";

  /** Elements. */
  @Param({"50", "5000", "1000000"})
  public int size = 50;

  private PacketSet set = SetPlanner.plan(SetElements.builder(1, 0).build(), List.of(4), false);
  private final int[][] keys = new int[KEYS][2];

  @Setup
  public void build() {
    Random random = new Random(7);
    int[] starts = new int[size];
    int gap = (int) (0xe0000000L / size);
    for (int i = 0; i < size; i++) {
      starts[i] = 0x01000000 + i * gap + random.nextInt(Math.max(1, gap / 4));
    }
    set =
        switch (kind) {
          case "exact" -> SetPlanner.plan(exact(starts), List.of(4), false);
          case "interval" -> SetPlanner.plan(intervals(starts, gap / 2), List.of(4), true);
          default -> SetPlanner.plan(boxes(starts, gap / 2), List.of(4, 2), true);
        };
    for (int[] key : keys) {
      int element = random.nextInt(size);
      key[0] = random.nextBoolean() ? starts[element] : random.nextInt();
      key[1] = 85 << 16;
    }
  }

  private static SetElements exact(int[] starts) {
    SetElements.Builder builder = SetElements.builder(1, 0);
    for (int start : starts) {
      builder.add(new int[] {start});
    }
    return builder.build();
  }

  private static SetElements intervals(int[] starts, int width) {
    SetElements.Builder builder = SetElements.builder(1, 0);
    for (int start : starts) {
      builder.add(new int[] {start});
      builder.addEndMark(new int[] {start + width});
    }
    return builder.build();
  }

  private static SetElements boxes(int[] starts, int width) {
    SetElements.Builder builder = SetElements.builder(2, 0);
    int[] none = {};
    for (int start : starts) {
      builder.addRange(new int[] {start, 80 << 16}, new int[] {start + width, 90 << 16}, none);
    }
    return builder.build();
  }

  @Benchmark
  @OperationsPerInvocation(KEYS)
  public int lookup() {
    int sum = 0;
    for (int[] key : keys) {
      sum += set.lookup(key, 0);
    }
    return sum;
  }
}

package dev.weir.bench.core.conntrack;

import dev.weir.core.packet.RecordMemory;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What one cache miss costs on this machine, to compare the table's figures with: {@code java ...
 * MemoryFloor [records]}.
 *
 * <p>Reads one word of each of many 128-byte records in random order, where the address depends on
 * the last word read ("one after the other", as a record follows its bucket) and where it does not
 * ("side by side"). Processor time of the thread.
 */
public final class MemoryFloor {
  private static final int RECORD_BYTES = 128;
  private static final int READS = 3_000_000;
  private static final long MULTIPLIER = 0x5851f42d4c957f2dL;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private MemoryFloor() {}

  /** Measures a few times. */
  public static void main(String[] args) {
    int records = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    try (RecordMemory memory = new RecordMemory(RECORD_BYTES)) {
      while (memory.capacity() < records) {
        memory.grow();
      }
      for (int i = 0; i < records; i++) {
        RecordMemory.putI64(memory.address(i), 0);
      }
      for (int run = 0; run < 5; run++) {
        System.out.printf(
            "one after the other %d ns, side by side %d ns%n",
            chained(memory, records), independent(memory, records));
      }
    }
  }

  /** All words are 0, which only the programmer knows. */
  private static long chained(RecordMemory memory, int records) {
    long before = THREADS.getCurrentThreadCpuTime();
    long state = 1;
    long read = 0;
    for (int i = 0; i < READS; i++) {
      state = state * MULTIPLIER + 1 + read;
      read = RecordMemory.i64(memory.address((int) (((state >>> 32) * records) >>> 32)));
    }
    return each(before, read);
  }

  private static long independent(RecordMemory memory, int records) {
    long before = THREADS.getCurrentThreadCpuTime();
    long state = 1;
    long read = 0;
    for (int i = 0; i < READS; i++) {
      state = state * MULTIPLIER + 1;
      read |= RecordMemory.i64(memory.address((int) (((state >>> 32) * records) >>> 32)));
    }
    return each(before, read);
  }

  private static long each(long before, long read) {
    long after = THREADS.getCurrentThreadCpuTime();
    if (read != 0) {
      throw new IllegalStateException("not zero");
    }
    return (after - before) / READS;
  }
}
